using System.Text.RegularExpressions;
using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Presence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>Early, open, in, out: by keyboard, and without scripts.</summary>
public sealed class WayInTests(SiteInBrowser browser)
{
    [Fact]
    public Task The_page_opens_by_itself_when_it_is_time_and_by_keyboard_one_gets_in_and_out() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        var own = await tab.Site.WithPlaceAsync(minutes: 15.15); // nine seconds before the door opens
        await tab.GoAsync($"{own}/entra");
        await Assertions.Expect(page.Locator("[data-count]")).ToHaveTextAsync(new Regex("^0:0\\d minuti$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sì, entra nel webinar" })).ToBeVisibleAsync();

        var asked = AskedForAsync(page);
        await tab.TabToAsync("Sì, entra nel webinar");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(Stage.Platform, await asked.WaitAsync(TimeSpan.FromMinutes(2)));

        await Assertions.Expect(page.Locator("main .notice-good h2")).ToContainTextAsync("Ingresso segnato");
        await tab.TabToAsync("Segna la mia uscita");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Uscita segnata");
        var stay = await StayAsync(tab);
        Assert.True(stay.IsHeard);
        Assert.NotNull(stay.LeftAt);
    });

    [Fact]
    public Task Without_scripts_the_page_says_the_hour_and_the_same_buttons_work() => browser.VisitAsync(
        async tab =>
        {
            var page = tab.Page;
            await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: 200)}/entra");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Mancano 3 ore e");
            var own = await tab.Site.WithPlaceAsync(minutes: -5);
            await tab.GoAsync($"{own}/entra");

            var asked = AskedForAsync(page);
            await tab.PressButtonAsync("Sì, entra nel webinar");
            Assert.Equal(Stage.Platform, await asked.WaitAsync(TimeSpan.FromMinutes(2)));
            await tab.PressButtonAsync("Segna la mia uscita");

            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Uscita segnata");
            Assert.NotNull((await StayAsync(tab)).LeftAt);
        },
        width: 360,
        scripts: false);

    /// <summary>The platform's address, when a tab of this window is led there: it is nowhere to be found, and need not be.</summary>
    private static Task<string> AskedForAsync(IPage page)
    {
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Context.Request += (_, request) =>
        {
            if (request.Url.StartsWith("https://", StringComparison.Ordinal))
            {
                asked.TrySetResult(request.Url);
            }
        };
        return asked.Task;
    }

    private static Task<PresenceInterval> StayAsync(Tab tab) => tab.Site.ReadAsync(db =>
        db.PresenceIntervals.AsNoTracking().OrderByDescending(p => p.Id).FirstAsync());
}
