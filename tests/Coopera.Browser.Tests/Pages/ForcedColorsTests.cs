using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pages;

/// <summary>Where people choose the colours there are no backgrounds: what can be pressed, filled in or is marked has an edge.</summary>
public sealed class ForcedColorsTests(SiteInBrowser browser)
{
    /// <summary>Of every page, while it is looked at for the rest: a visit costs more than the check.</summary>
    internal static async Task AssertEdgesAsync(IPage page)
    {
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        foreach (var width in EveryPage.Widths)
        {
            await page.SetViewportSizeAsync(width, 800);
            var faults = await page.EvaluateAsync<string[]>(WithoutEdge);
            Assert.True(faults.Length == 0, $"No edge in forced colours at {width} pixels: {string.Join(", ", faults)}");
        }
    }

    [Fact]
    public Task The_section_one_is_in_still_shows() => browser.Pages.VisitAsync("webinars", 1280, async tab =>
    {
        await tab.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        var edges = await tab.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.mainnav a')].map(a => getComputedStyle(a).borderBottomColor)");
        Assert.Equal(2, edges.Distinct().Count());
        Assert.Single(edges, edge => edge == edges[0]); // Webinar is the first
    });

    private const string WithoutEdge =
        """
        () => [...document.querySelectorAll('button, .btn, .tag, fieldset.field .choice:not(.choice-none), select, textarea, input')]
            .filter(e => e.checkVisibility() && !e.closest('.trap, .visually-hidden') && !['hidden', 'checkbox', 'radio'].includes(e.type))
            .filter(e => {
                const style = getComputedStyle(e);
                return style.borderTopStyle === 'none' || style.borderTopWidth === '0px' || style.borderTopColor === style.backgroundColor;
            })
            .map(e => `${e.nodeName} .${e.className} ${e.textContent.trim().slice(0, 30)}`)
        """;
}
