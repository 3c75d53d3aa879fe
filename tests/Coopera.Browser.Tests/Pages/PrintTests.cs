using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pages;

/// <summary>On paper there is what a page says, and nothing that only a screen can do.</summary>
public sealed class PrintTests(SiteInBrowser browser)
{
    [Theory]
    [InlineData("webinar-open")]
    [InlineData("webinar-concluded")]
    [InlineData("personal-confirmed")]
    [InlineData("personal-waiting")]
    [InlineData("adhesion-status")]
    [InlineData("adhesion-summary")]
    [InlineData("privacy")]
    [InlineData("press-release")]
    public Task Menus_and_buttons_stay_on_the_screen_of(string name) => browser.Pages.VisitAsync(name, 1280, async tab =>
    {
        await tab.Page.EmulateMediaAsync(new() { Media = Media.Print });

        var left = await tab.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('nav, button, .btn, .skiplinks, .footer-columns, .footer-legal ul')]"
            + ".filter(e => e.checkVisibility()).map(e => `${e.nodeName} ${e.className}`)");
        Assert.Empty(left);
        await Assertions.Expect(tab.Page.Locator("h1")).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_public_page_tells_on_paper_where_it_is_found() => browser.Pages.VisitAsync("webinar-open", 1280, async tab =>
    {
        var address = tab.Page.Locator("footer .print-only");
        await Assertions.Expect(address).ToBeHiddenAsync();

        await tab.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(address).ToHaveTextAsync("http://localhost" + new Uri(tab.Page.Url).AbsolutePath);
        await Assertions.Expect(address).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_personal_page_does_not() => browser.Pages.VisitAsync("personal-confirmed", 1280, async tab =>
    {
        await tab.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(tab.Page.Locator("footer .print-only")).ToHaveCountAsync(0);
    });

    /// <summary>What has to be done is a numbered list, and not the boxes of the secretariat's day.</summary>
    [Theory]
    [InlineData("adhesion-link-sent")]
    [InlineData("adhesion-status")]
    public Task Steps_are_numbered_lines_on(string name) => browser.Pages.VisitAsync(name, 1280, async tab =>
    {
        var looks = await tab.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('main .errands, main .errands > li')].map(e => getComputedStyle(e).display)");
        Assert.NotEmpty(looks);
        Assert.All(looks, look => Assert.Contains(look, new[] { "block", "list-item" }));
    });
}
