using Coopera.Browser.Tests.Browser;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pages;

/// <summary>What a machine can find of WCAG 2.2, levels A and AA, on every page; people still have to look.</summary>
public sealed class AccessibilityTests(SiteInBrowser browser)
{
    /// <summary>WCAG 1.4.10: a window of 1280 pixels zoomed to 400 per cent.</summary>
    private const int Narrowest = 320;

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },

        // Off by default in axe: the size of what one has to hit with a finger.
        Rules = new Dictionary<string, RuleOptions> { ["target-size"] = new() { Enabled = true } },
    };

    public static TheoryData<string> EveryName() => [.. EveryPage.Names];

    [Theory]
    [MemberData(nameof(EveryName))]
    public Task Nobody_is_kept_out_at_any_width_of(string name) => browser.Pages.VisitAsync(name, EveryPage.Widths[0], async tab =>
    {
        var page = tab.Page;
        Assert.Equal("it", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Contains("Coopera", await page.TitleAsync(), StringComparison.Ordinal);
        await LeaveOutClosedIframesAsync(page);
        foreach (var width in EveryPage.Widths)
        {
            await page.SetViewportSizeAsync(width, 800);
            var result = await page.RunAxe(Rules);
            Assert.True(
                result.Violations.Length == 0,
                string.Join(Environment.NewLine, result.Violations.SelectMany(violation => Describe(violation, width))));
            await AssertNoSidewaysScrollAsync(page, width);
        }

        // What 400 % of a window of 1280 pixels leaves.
        await page.SetViewportSizeAsync(Narrowest, 800);
        await AssertNoSidewaysScrollAsync(page, Narrowest);
        await ForcedColorsTests.AssertEdgesAsync(page);
    });

    /// <summary>
    /// A frame that may run nothing lets axe in as little as anybody else: it must have a name, and is looked at no further.
    /// </summary>
    private static async Task LeaveOutClosedIframesAsync(IPage page)
    {
        foreach (var frame in await page.Locator("iframe[sandbox]").AllAsync())
        {
            Assert.NotEqual("", (await frame.GetAttributeAsync("title"))?.Trim() ?? "");
            await frame.EvaluateAsync("frame => frame.remove()");
        }

        // What the browser's own reader draws of a file is no page of ours.
        await page.Locator("[data-draws-pdf]").EvaluateAllAsync<object>("places => places.forEach(place => place.remove())");
    }

    private static async Task AssertNoSidewaysScrollAsync(IPage page, int width)
    {
        // Tables may scroll in a region of their own.
        var wide = await page.EvaluateAsync<string[]>(
            """
            width => document.documentElement.scrollWidth <= width ? [] : [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.table-scroll'))
                .map(e => `${e.tagName.toLowerCase()}.${e.getAttribute('class')} reaches `
                    + `${Math.round(e.getBoundingClientRect().right)} of ${width}`)
                .concat(`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`)
            """,
            width);
        Assert.True(wide.Length == 0, string.Join(Environment.NewLine, wide));
    }

    private static IEnumerable<string> Describe(AxeResultItem violation, int width) =>
        violation.Nodes.Select(node => $"{violation.Id} at {width} pixels: {violation.Help} {node.Target} {node.Html}");
}
