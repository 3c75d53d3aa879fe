using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pages;

/// <summary>Getting about with the keyboard alone.</summary>
public sealed class KeyboardTests(SiteInBrowser browser)
{
    [Fact]
    public Task The_first_stop_skips_to_the_content() => browser.VisitAsync(async tab =>
    {
        await tab.GoAsync("/webinar");
        await tab.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(tab.Focused).ToHaveTextAsync("Vai al contenuto principale");
        await Assertions.Expect(tab.Focused).ToBeInViewportAsync();

        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Focused).ToHaveIdAsync("contenuto");
        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.True(await tab.Focused.EvaluateAsync<bool>("e => !!e.closest('main')"));
    });

    [Fact]
    public Task The_menu_of_a_phone_opens_closes_and_gives_the_focus_back() => browser.VisitAsync(
        async tab =>
        {
            await tab.GoAsync("/");
            var menu = tab.Page.GetByRole(AriaRole.Navigation, new() { Name = "Principale" });
            await tab.TabToAsync("Menu");
            await Assertions.Expect(menu).ToBeHiddenAsync();
            await tab.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(menu).ToBeVisibleAsync();
            await tab.Page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(tab.Focused).ToHaveTextAsync("Webinar");

            await tab.Page.Keyboard.PressAsync("Escape");

            await Assertions.Expect(menu).ToBeHiddenAsync();
            await Assertions.Expect(tab.Focused).ToContainTextAsync("Menu");
        },
        width: 360);

    public static TheoryData<string, int> PagesWithManyStops() =>
        [.. from name in (string[])["home", "webinar-open", "sign-up", "privacy",
            "staff-registrations"] from width in EveryPage.Widths select new TheoryDataRow<string, int>(name, width)];

    /// <summary>WCAG 2.4.7 and 2.4.11: one sees where one is, and nothing covers it.</summary>
    [Theory]
    [MemberData(nameof(PagesWithManyStops))]
    public Task Every_stop_is_seen(string name, int width) => browser.Pages.VisitAsync(name, width, async tab =>
    {
        // Back to the first stop, as by keyboard: after a click browsers do not show the focus.
        await tab.Page.Locator(".skiplinks a").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("Shift+Tab");
        var stops = 0;
        while (await tab.Page.EvaluateAsync<string?>(FaultOfFocus) is { } fault)
        {
            Assert.True(fault.Length == 0, fault);
            stops++;
            await tab.Page.Keyboard.PressAsync("Tab");
        }

        Assert.InRange(stops, 15, 200);
    });

    /// <summary>Null when the focus has left the page, empty when all is well.</summary>
    private const string FaultOfFocus =
        """
        () => {
            const e = document.activeElement;
            if (!e || e === document.body) return null;
            const name = `${e.tagName} ${e.textContent.trim().slice(0, 40)}`;
            const box = e.getBoundingClientRect();
            const style = getComputedStyle(e);
            if (style.boxShadow === 'none' && (style.outlineStyle === 'none'
                || style.outlineColor.includes('0)'))) return `${name}: nothing shows the focus`;
            if (box.width === 0 || box.height === 0 || box.bottom <= 0 || box.top >= innerHeight) return `${name}: out of sight`;
            const spot = document.elementFromPoint(Math.min(Math.max(box.left + Math.min(box.width / 2, 30), 1), innerWidth - 2),
                Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2));
            return !spot || e.contains(spot) || spot.contains(e) ? '' : `${name}: covered by ${spot.tagName}.${spot.className}`;
        }
        """;

    [Fact]
    public async Task Different_pages_have_different_titles()
    {
        var titles = new Dictionary<string, string>();
        string[] names =
        [
            "home", "webinars", "webinar-open", "webinar-cancelled", "webinar-concluded", "webinar-unknown",
            "sign-up", "sign-up-not-open", "personal-confirmed", "link-invalid", "recover",
            "recover-sent", "press", "press-release", "coordination", "project", "privacy", "legal-notes",
            "accessibility", "contacts", "not-found", "staff-sign-in", "staff-webinars", "staff-registrations",
        ];
        foreach (var name in names)
        {
            await browser.Pages.VisitAsync(name, 1280, async tab => titles.Add(name, await tab.Page.TitleAsync()));
        }

        Assert.Empty(titles.GroupBy(title => title.Value).Where(group => group.Count() > 1).Select(
            group => $"{group.Key}: {string.Join(", ", group.Select(title => title.Key))}"));
    }
}
