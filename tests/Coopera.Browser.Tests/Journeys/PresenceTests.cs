using Coopera.Browser.Tests.Browser;
using Coopera.Browser.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>A word is said and typed, and somebody who is not known to have been there asks: by keyboard, and without scripts.</summary>
public sealed class PresenceTests(SiteInBrowser browser)
{
    [Fact]
    public Task By_keyboard_a_word_is_made_typed_and_noted() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        var attended = await tab.Site.AttendedAsync(minutes: -30);
        await StaffPages.StaffPage($"webinar/{attended.WebinarId}/presenze")(null!, tab);
        await tab.TabToAsync("Crea una parola adesso");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Dilla adesso");
        var word = await page.Locator(".code-word strong").First.InnerTextAsync();

        await tab.GoAsync($"{attended.Page}/entra");
        await page.Locator("#Word").FocusAsync();
        await page.Keyboard.TypeAsync(word.ToUpperInvariant());
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Parola chiave segnata");
    });

    [Fact]
    public Task Without_scripts_somebody_asks_and_is_answered() => browser.VisitAsync(
        async tab =>
        {
            var page = tab.Page;
            var own = await tab.Site.WithPlaceAsync(minutes: -150);
            await tab.GoAsync(own);
            await page.GetByRole(AriaRole.Link, new() { Name = "Guarda la tua presenza" }).ClickAsync();
            await tab.ExpectHeadingAsync("La tua presenza");
            var text = $"Seguivo dal telefono {Guid.NewGuid():N}."; // others ask at the same time
            await page.Locator("#Text").FillAsync(text);
            await tab.PressButtonAsync("Manda la richiesta");
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("La richiesta è arrivata alla segreteria");

            var person = await tab.Site.ReadAsync(db => db.PresenceRequests.Where(r => r.Text == text)
                .Select(r => r.RegistrationId).SingleAsync());
            await StaffPages.StaffPage($"iscrizioni/{person}/presenza")(null!, tab);
            await page.Locator("#Decision_Answer").FillAsync("Non risulta nessun collegamento a tuo nome.");
            await tab.PressButtonAsync("Respingi");

            await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Richiesta respinta");
            await tab.GoAsync($"{own}/presenza");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Non risulta nessun collegamento a tuo nome.");
        },
        width: 360,
        scripts: false);
}
