using Coopera.Browser.Tests.Browser;
using Coopera.Testing.Reading;

namespace Coopera.Browser.Tests.Pages;

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Lighthouse on one page of each kind, as on a phone with a slow line: what is measured needs the machine to itself.</summary>
[Collection(nameof(Alone))]
public sealed class LighthouseTests(SiteInBrowser browser)
{
    [Theory]
    [InlineData("home")]
    [InlineData("webinar-open")]
    [InlineData("sign-up")]
    [InlineData("coordination")]
    [InlineData("press-release")]
    public Task It_is_content_with(string name) => browser.Pages.VisitAsync(name, 1280, async tab =>
    {
        var address = tab.Page.Url;
        await tab.Page.GotoAsync("about:blank"); // nothing is drawn here meanwhile
        var verdict = Ask(address);

        var told = $"{string.Join(", ", verdict.Scores)}. {verdict.Failed} {string.Join("; ", verdict.Against)}";
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        Assert.All(["accessibility", "best-practices", "seo"], category => Assert.True(verdict.Scores[category] == 100, told));
        Assert.True(verdict.Scores["performance"] > 0, told); // a timing: told in the output, and decides nothing
    });

    private static Verdict Ask(string address) => Judges.Ask<Verdict>("lighthouse.mjs", "lighthouse", [address, Chromium.Program!]);

    private sealed record Verdict(Dictionary<string, int> Scores, string[] Against, string? Failed);
}
