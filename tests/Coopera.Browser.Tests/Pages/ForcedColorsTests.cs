using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pages;

/// <summary>Where people choose the colours there are no backgrounds: what can be pressed, filled in or is marked has an edge.</summary>
public sealed class ForcedColorsTests(SiteInBrowser browser)
{
    public static TheoryData<string> Names =>
    [
        "home", "menu", "webinars", "webinar-open", "webinar-cancelled", "sign-up", "sign-up-errors", "sign-up-questions",
        "personal-confirmed", "coordination", "adhesion-body", "adhesion-status", "staff-today", "staff-registrations",
        "staff-sign-in",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public Task What_can_be_pressed_or_is_marked_has_an_edge_on(string name) => browser.Pages.VisitAsync(
        name, EveryPage.Widths[0], async tab =>
        {
            await tab.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
            foreach (var width in EveryPage.Widths)
            {
                await tab.Page.SetViewportSizeAsync(width, 800);
                var faults = await tab.Page.EvaluateAsync<string[]>(WithoutEdge);
                Assert.True(faults.Length == 0, $"At {width} pixels: {string.Join(", ", faults)}");
            }
        });

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
            .filter(e => e.checkVisibility() && !e.closest('.trap') && !['hidden', 'checkbox', 'radio'].includes(e.type))
            .filter(e => {
                const style = getComputedStyle(e);
                return style.borderTopStyle === 'none' || style.borderTopWidth === '0px' || style.borderTopColor === style.backgroundColor;
            })
            .map(e => `${e.nodeName} .${e.className} ${e.textContent.trim().slice(0, 30)}`)
        """;
}
