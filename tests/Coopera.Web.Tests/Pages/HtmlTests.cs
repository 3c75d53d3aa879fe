using System.Text.Json;

namespace Coopera.Web.Tests.Pages;

/// <summary>html-validate as one more judge of every page that a visitor can reach.</summary>
public sealed class HtmlTests(CrawledSite site) : IClassFixture<CrawledSite>
{
    [Fact]
    public void Every_page_is_html_by_the_standard()
    {
        var pages = JsonSerializer.SerializeToUtf8Bytes(site.Pages.ToDictionary(page => page.Key, page => page.Value.Html));

        var faults = Judges.Ask<string[]>("html.mjs", "html-validate", ["pages.json"], ("pages.json", pages));

        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Fact]
    public void A_page_that_breaks_the_standard_is_found()
    {
        var page = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["/"] = "<!doctype html><html lang=it><head><title>A</title></head><body><ul><p>no</p></ul><img src=a.png></body></html>",
        });

        var faults = Judges.Ask<string[]>("html.mjs", "html-validate", ["pages.json"], ("pages.json", page));

        Assert.True(faults.Length >= 2, string.Join('\n', faults));
    }
}
