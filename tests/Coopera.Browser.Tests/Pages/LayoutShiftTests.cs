using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pages;

/// <summary>Nothing moves under the eyes, or the finger, of who reads while a page still loads, on a slow line too.</summary>
public sealed class LayoutShiftTests(SiteInBrowser browser)
{
    private const double Most = 0.02; // 0.1 counts as good

    private static readonly TimeSpan SlowLine = TimeSpan.FromMilliseconds(400);

    private static readonly string[] Names =
    [
        "home", "webinars", "webinar-open", "webinar-concluded", "sign-up", "personal-confirmed", "recover", "coordination",
        "adhesion-start", "scheda-request", "press", "press-release", "project", "privacy", "contacts", "not-found",
    ];

    public static TheoryData<string, int> Pages() =>
        [.. from name in Names from width in EveryPage.Widths select new TheoryDataRow<string, int>(name, width)];

    [Theory]
    [MemberData(nameof(Pages))]
    public Task Nothing_moves_when_fonts_and_scripts_come_late_on(string name, int width) => browser.Pages.VisitAsync(
        name, width, async tab =>
        {
            foreach (var late in new[] { "**/*.woff2", "**/dist/coopera*.js" })
            {
                await tab.Page.RouteAsync(late, async route =>
                {
                    await Task.Delay(SlowLine);
                    await route.ContinueAsync();
                });
            }

            await tab.Page.ReloadAsync();
            var moved = await tab.Page.EvaluateAsync<Moved>(WhatMoved);

            Assert.True(moved.Sum < Most, $"{moved.Sum:0.000}: {string.Join(", ", moved.What)}");
        });

    private const string WhatMoved =
        """
        async () => {
            const moved = { sum: 0, what: [] };
            new PerformanceObserver(list => list.getEntries().filter(entry => !entry.hadRecentInput).forEach(entry => {
                moved.sum += entry.value;
                moved.what.push(...entry.sources.map(({ node, previousRect: was, currentRect: is }) =>
                    `${node?.nodeName} ${node?.className ?? ''} from ${Math.round(was.x)},${Math.round(was.y)} ${Math.round(was.width)}x`
                    + `${Math.round(was.height)} to ${Math.round(is.x)},${Math.round(is.y)} ${Math.round(is.width)}x`
                    + `${Math.round(is.height)}`));
            })).observe({ type: 'layout-shift', buffered: true });
            await document.fonts.ready;
            await new Promise(done => setTimeout(done, 300));
            return moved;
        }
        """;

    private sealed class Moved
    {
        public double Sum { get; set; }

        public string[] What { get; set; } = [];
    }
}
