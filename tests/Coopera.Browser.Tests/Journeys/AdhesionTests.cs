using System.Text;
using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed class AdhesionTests(SiteInBrowser browser)
{
    private static readonly FilePayload Scan = new()
    {
        Name = "scheda firmata.pdf",
        MimeType = "application/pdf",
        Buffer = TestPdf.Scan,
    };

    [Fact]
    public Task A_body_gets_from_the_first_step_to_the_receipt_without_touching_a_mouse() => browser.VisitAsync(async tab =>
    {
        var keys = tab.Page.Keyboard;
        await tab.GoAsync("/coordinamento/adesione");
        await tab.TabToAsync("Ente");
        await keys.TypeAsync("taormina");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Option, new() { Name = "Comune di Taormina (ME)" })).ToBeVisibleAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await TypeAsync(tab, "La tua email", "sai@comune.example");
        await tab.TabToAsync("Ho letto e compreso");
        await keys.PressAsync("Space");
        await tab.TabToAsync("Mandami il link");
        await tab.EnterAsync("/link-inviato");
        await Assertions.Expect(tab.Page.Locator("main")).ToContainTextAsync("arriva un’email a sai@comune.example");
        await tab.FollowMailAsync(await tab.Site.AdhesionLinkMailedToAsync("sai@comune.example", "Taormina"));
        await tab.TabToAsync("Continua con l’adesione");
        await tab.EnterAsync("/ente");

        await tab.TabToAsync("Salva e continua");
        await tab.EnterAsync("/persone");

        await TypeAsync(tab, "Nome", "Lucia");
        await TypeAsync(tab, "Cognome", "D’Angelo");
        await tab.TabToAsync("Sindaca o sindaco");
        await keys.PressAsync("Space");
        await TypeAsync(tab, "Nome", "Nuccio");
        await TypeAsync(tab, "Cognome", "Lo Bue");
        await TypeAsync(tab, "Email", "nuccio.lobue@comune.example");
        await tab.TabToAsync("Salva e continua");
        await tab.EnterAsync("/rete-sai");

        await tab.TabToAsync("Sì");
        await keys.PressAsync("Space");
        await tab.TabToAsync("Delibera");
        await keys.PressAsync("ArrowUp"); // round to the last one: "Da adottare"
        await tab.TabToAsync("Salva e continua");
        await tab.EnterAsync("/riepilogo");

        await tab.TabToAsync("I dati sono giusti");
        await keys.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("main")).ToContainTextAsync("Il prossimo passo: la firma");
        await tab.Page.Locator("#file").SetInputFilesAsync(Scan);
        await tab.TabToAsync("Invia la scheda firmata");
        await keys.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("main")).ToContainTextAsync("Ricevuta COOP-");

        var adhesion = await tab.Site.ReadAsync(db => db.Adhesions.AsNoTracking().SingleAsync(a => a.PublicBodyCode == "083097"));
        Assert.Equal(
            (AdhesionStatus.Submitted, ActKind.ToBeAdopted, "Lo Bue"),
            (adhesion.Status, adhesion.Act.Kind, adhesion.TechnicalContact.LastName));
    });

    [Fact]
    public Task Without_script_on_a_phone_the_name_of_the_body_is_enough_and_every_step_is_kept() => browser.VisitAsync(
        async tab =>
        {
            var page = tab.Page;
            await tab.GoAsync("/coordinamento/adesione");
            await page.GetByLabel("Ente").FillAsync("letojanni");
            await page.GetByLabel("La tua email").FillAsync("sai@comune.example");
            await page.GetByLabel("Ho letto e compreso").CheckAsync();
            await tab.PressButtonAsync("Mandami il link");
            await tab.ExpectHeadingAsync("Controlla la posta");
            await tab.FollowMailAsync(await tab.Site.AdhesionLinkMailedToAsync("sai@comune.example", "Letojanni"));
            await tab.PressButtonAsync("Continua con l’adesione");
            await tab.PressButtonAsync("Salva e continua");
            await page.Locator("#RepresentativeFirstName").FillAsync("Lucia");
            await tab.PressButtonAsync("Salva e riprendi più tardi");

            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Il prossimo passo: le persone");
            await page.GetByRole(AriaRole.Link, new() { Name = "Riprendi la scheda" }).ClickAsync();
            Assert.Equal("Lucia", await page.Locator("#RepresentativeFirstName").InputValueAsync());
        },
        width: 360,
        scripts: false);

    private static async Task TypeAsync(Tab tab, string label, string text)
    {
        await tab.TabToAsync(label);
        await tab.Page.Keyboard.TypeAsync(text);
    }
}
