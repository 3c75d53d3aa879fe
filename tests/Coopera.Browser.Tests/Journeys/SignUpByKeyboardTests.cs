using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed class SignUpByKeyboardTests(SiteInBrowser browser)
{
    [Fact]
    public async Task From_the_home_page_to_the_confirmation_and_back_out_without_touching_a_mouse()
    {
        // Its own: the home page shows the next webinars, and on the others' site those of other tests may come first.
        await using var site = SiteInBrowser.Listening(new CooperaSite(sample: true));
        await browser.VisitAsync(SignUpAndOutAsync, site: site);
    }

    private static async Task SignUpAndOutAsync(Tab tab)
    {
        var keys = tab.Page.Keyboard;
        await tab.GoAsync("/");
        await tab.TabToAsync("Iscriviti al webinar");
        await tab.EnterAsync("/iscrizione");

        await tab.TabToAsync("Nome");
        await keys.TypeAsync("Maria");
        await tab.TabToAsync("Cognome");
        await keys.TypeAsync("Lo Bue");
        await tab.TabToAsync("Email");
        await keys.TypeAsync("maria.lobue@comune.example");
        await tab.TabToAsync("Personale di un ente");
        await keys.PressAsync("Space");
        await tab.TabToAsync("Ente o organizzazione");
        await keys.TypeAsync("castoreale");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Option, new() { Name = "Comune di Castroreale (ME)" })).ToBeVisibleAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Combobox, new() { Name = "Ente o organizzazione" }))
            .ToHaveValueAsync("Comune di Castroreale (ME)");
        await tab.TabToAsync("Ho letto e compreso");
        await keys.PressAsync("Space");
        await tab.TabToAsync("Iscriviti al webinar");
        await tab.EnterAsync("/inviata");

        await tab.ExpectHeadingAsync("Abbiamo ricevuto la tua iscrizione");
        var stored =
            await tab.Site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.EmailKey == "maria.lobue@comune.example"));
        Assert.Equal(("083016", RegistrationStatus.Confirmed, false), (stored.PublicBodyCode, stored.Status, stored.FutureInvitations));

        await tab.FollowMailAsync(await tab.Site.PersonalLinkMailedToAsync("maria.lobue@comune.example", "Iscrizione confermata"));
        await tab.TabToAsync("Annulla la mia iscrizione");
        await keys.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("main")).ToContainTextAsync("Hai annullato l’iscrizione");

        stored = await tab.Site.ReadAsync(
            db => db.Registrations.AsNoTracking().SingleAsync(r => r.EmailKey == "maria.lobue@comune.example"));
        Assert.Equal(RegistrationStatus.Cancelled, stored.Status);
    }
}
