using Coopera.Browser.Tests.Browser;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pages;

/// <summary>What a machine can find of WCAG 2.2, levels A and AA, on every page; people still have to look.</summary>
public sealed class AccessibilityTests(SiteInBrowser browser)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },

        // Off by default in axe: the size of what one has to hit with a finger.
        Rules = new Dictionary<string, RuleOptions> { ["target-size"] = new() { Enabled = true } },
    };

    public static TheoryData<string, int> EveryPageAtEachWidth() =>
        [.. from name in EveryPage.Names from width in EveryPage.Widths select new TheoryDataRow<string, int>(name, width)];

    [Theory]
    [MemberData(nameof(EveryPageAtEachWidth))]
    public Task Nobody_is_kept_out_of(string name, int width) => browser.Pages.VisitAsync(name, width, async tab =>
    {
        var page = tab.Page;
        var result = await page.RunAxe(Rules);

        Assert.True(result.Violations.Length == 0, string.Join(Environment.NewLine, result.Violations.SelectMany(Describe)));
        Assert.Equal("it", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Contains("Coopera", await page.TitleAsync(), StringComparison.Ordinal);
        await AssertNoSidewaysScrollAsync(page, width);
    });

    /// <summary>WCAG 1.4.10: the width of a window of 1280 pixels zoomed to 400 per cent.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public Task Nothing_is_cut_off_or_scrolls_sideways_at_320_pixels_on(string name) => browser.Pages.VisitAsync(name, 320, tab => AssertNoSidewaysScrollAsync(tab.Page, 320));

    public static TheoryData<string> Names() => [.. EveryPage.Names];

    private static async Task AssertNoSidewaysScrollAsync(IPage page, int width)
    {
        // Tables may scroll in a region of their own; hidden helpers for screen readers do not count.
        var wide = await page.EvaluateAsync<string[]>(
            """
            width => document.documentElement.scrollWidth <= width ? [] : [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.table-scroll') && getComputedStyle(e).position !== 'absolute')
                .map(e => `${e.tagName.toLowerCase()}.${e.className} reaches ${Math.round(e.getBoundingClientRect().right)}`)
                .concat(`the page is ${document.documentElement.scrollWidth} wide`)
            """,
            width);
        Assert.True(wide.Length == 0, string.Join(Environment.NewLine, wide));
    }

    private static IEnumerable<string> Describe(AxeResultItem violation) =>
        violation.Nodes.Select(node => $"{violation.Id}: {violation.Help} {node.Target} {node.Html}");
}
