using Coopera.Browser.Tests.Browser;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pages;

/// <summary>Two classes, which run beside each other: these are most of the pages' time.</summary>
public sealed class AccessibilityTests(SiteInBrowser browser) : AccessibilityOfPages(browser)
{
    public static TheoryData<string> Names() => [.. EveryPage.Names.Where(name => !IsOfStaff(name))];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Nobody_is_kept_out_at_any_width_of(string name) => LookAsync(name);
}

public sealed class StaffAccessibilityTests(SiteInBrowser browser) : AccessibilityOfPages(browser)
{
    public static TheoryData<string> Names() => [.. EveryPage.Names.Where(IsOfStaff)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Nobody_of_the_staff_is_kept_out_at_any_width_of(string name) => LookAsync(name);
}

/// <summary>What a machine can find of WCAG 2.2, levels A and AA, on every page; people still have to look.</summary>
public abstract class AccessibilityOfPages(SiteInBrowser browser)
{
    /// <summary>WCAG 1.4.10: a window of 1280 pixels zoomed to 400 per cent.</summary>
    private const int Narrowest = 320;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// Only what it finds is wanted: drawing up what is in order takes time on a long page. The size of what one has to hit with a
    /// finger is off by default in axe.
    /// </summary>
    private const string Violations =
        """
        async width => (await axe.run(document, {
            runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
            rules: { 'target-size': { enabled: true } },
            resultTypes: ['violations'],
        })).violations.flatMap(violation => violation.nodes.map(
            node => `${violation.id} at ${width} pixels: ${violation.help} ${node.target} ${node.html}`))
        """;

    protected static bool IsOfStaff(string name) => name.StartsWith("staff-", StringComparison.Ordinal);

    protected Task LookAsync(string name) => browser.Pages.VisitAsync(name, EveryPage.Widths[0], async tab =>
    {
        var page = tab.Page;
        Assert.Equal("it", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Contains("Coopera", await page.TitleAsync(), StringComparison.Ordinal);
        await LeaveOutClosedIframesAsync(page);
        await page.EvaluateAsync(Axe);
        foreach (var width in EveryPage.Widths)
        {
            await page.SetViewportSizeAsync(width, 800);
            var violations = await page.EvaluateAsync<string[]>(Violations, width);
            Assert.True(violations.Length == 0, string.Join(Environment.NewLine, violations));
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
}
