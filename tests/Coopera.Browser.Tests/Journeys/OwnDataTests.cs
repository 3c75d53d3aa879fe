using Coopera.Browser.Tests.Browser;
using Coopera.Browser.Tests.Pages;
using Coopera.Domain.OwnData;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed class OwnDataTests(SiteInBrowser browser)
{
    [Fact]
    public Task Somebody_reads_what_is_kept_and_is_forgotten_without_touching_a_mouse() => browser.VisitAsync(async tab =>
    {
        const string Address = "dimenticami@comune.example";
        var keys = tab.Page.Keyboard;
        await tab.Site.SignUpAsync(await tab.Site.OpenAsync(), Address);
        await tab.GoAsync("/i-miei-dati");
        await tab.TabToAsync("Email");
        await keys.TypeAsync(Address);
        await tab.TabToAsync("Mandami il link");
        await tab.EnterAsync("/inviata");
        await tab.ExpectHeadingAsync("Controlla la posta");

        await tab.GoAsync(await OwnDataPages.LinkAsync(tab.Site, Address)); // mails are read elsewhere
        await tab.ExpectHeadingAsync("I tuoi dati");
        await Assertions.Expect(tab.Page.Locator("main")).ToContainTextAsync("Assistente sociale");
        await tab.TabToAsync("Voglio far cancellare i miei dati");
        await tab.EnterAsync("/cancella");
        await tab.TabToAsync("Ho letto che cosa va via");
        await keys.PressAsync("Space");
        await tab.TabToAsync("Cancella i miei dati");
        await keys.PressAsync("Enter");

        await Assertions.Expect(tab.Page.Locator("main")).ToContainTextAsync("Richiesta di cancellazione ricevuta");
        Assert.False(await tab.Site.ReadAsync(db => db.Registrations.AnyAsync(r => r.EmailKey == Address)));
        Assert.Equal(
            DataRequestStatus.Done,
            await tab.Site.ReadAsync(db => db.DataRequests.Where(r => r.EmailKey == Address).Select(r => r.Status).SingleAsync()));
    });

    [Fact]
    public Task Without_scripts_two_at_one_mailbox_ask_and_the_secretariat_answers() => browser.VisitAsync(
        async tab =>
        {
            const string Office = "ufficio.due@comune.example";
            var page = tab.Page;
            await tab.Site.SignUpAsync(await tab.Site.OpenAsync(), Office);
            await tab.Site.SignUpAsync(await tab.Site.OpenAsync(), Office, "Luca", "Bianchi");
            await tab.GoAsync(await OwnDataPages.LinkAsync(tab.Site, Office));
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Una casella di più persone");
            await page.GetByRole(AriaRole.Link, new() { Name = "Voglio far cancellare i miei dati" }).ClickAsync();
            await page.GetByLabel("Luca Bianchi").CheckAsync();
            await page.GetByLabel("Ho letto, e chiedo").CheckAsync();
            await tab.PressButtonAsync("Chiedi la cancellazione");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Richiesta di cancellazione ricevuta");
            Assert.Equal(2, await tab.Site.ReadAsync(db => db.Registrations.CountAsync(r => r.EmailKey == Office)));

            await tab.EnterAsStaffAsync();
            var id = await tab.Site.ReadAsync(db => db.DataRequests.Where(r => r.EmailKey == Office).Select(r => r.Id).SingleAsync());
            await tab.GoAsync($"/gestione/richieste-dati/{id}");
            await page.GetByLabel("Luca Bianchi").CheckAsync();
            await tab.PressButtonAsync("Cancella i dati delle iscrizioni scelte");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("1 iscrizione svuotata");
            await page.GetByLabel("Fatta").CheckAsync();
            await page.GetByLabel("Risposta").FillAsync("Fatto, grazie.");
            await tab.PressButtonAsync("Chiudi la richiesta e avvisa la persona");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Risposta mandata");

            var left = await tab.Site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.EmailKey == Office));
            Assert.Equal(("Maria", RegistrationStatus.Confirmed), (left.FirstName, left.Status));
        },
        width: 360,
        scripts: false);
}
