using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed class EditorTests(SiteInBrowser browser)
{
    /// <summary>From the link in the log of a new installation to a page that anybody can read.</summary>
    [Theory]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    public async Task From_the_first_start_to_the_first_published_webinar(int width, bool scripts)
    {
        await using var site = SiteInBrowser.Listening(new CooperaSite(new()
        {
            ["Demo:Enabled"] = "false",
            ["Staff:FirstAdministrator:Email"] = null,
            ["Staff:FirstAdministrator:Password"] = null,
        }));
        await browser.VisitAsync(
            async tab =>
            {
                var page = tab.Page;
                await tab.GoAsync(site.FirstAccess());
                await page.Locator("#FullName").FillAsync("Prima D’Amico");
                await page.Locator("#Email").FillAsync(CooperaSite.AdministratorEmail);
                await page.Locator("#Password").FillAsync(CooperaSite.AdministratorPassword);
                await page.Locator("#PasswordAgain").FillAsync(CooperaSite.AdministratorPassword);
                await tab.PressButtonAsync("Crea il profilo");
                await tab.SignInAsStaffAsync();

                await tab.GoAsync("/gestione/webinar");
                await page.GetByRole(AriaRole.Link, new() { Name = "Nuovo webinar" }).ClickAsync();
                await page.GetByLabel("Titolo *").FillAsync("Il primo webinar");
                await page.GetByLabel("Descrizione").FillAsync("Si parla di **accoglienza**.");
                await page.GetByRole(AriaRole.Group, new() { Name = "Comincia" }).GetByLabel("Giorno").FillAsync("2030-05-09");
                await page.GetByRole(AriaRole.Group, new() { Name = "Comincia" }).GetByLabel("Ora").FillAsync("15:00");
                await page.GetByRole(AriaRole.Group, new() { Name = "Finisce" }).GetByLabel("Ora").FillAsync("17:00");
                await page.GetByLabel("Titolo dell’intervento").FillAsync("Il modello Torino");
                await page.GetByLabel("Nome e cognome").FillAsync("Anna Bianchi");
                await tab.PressButtonAsync("Aggiungi un intervento");
                await page.GetByLabel("Titolo dell’intervento").Last.FillAsync("Domande");
                await page.GetByRole(AriaRole.Button, new() { Name = "Sposta su l’intervento 2" }).ClickAsync();
                await Assertions.Expect(page.GetByLabel("Titolo dell’intervento").First).ToHaveValueAsync("Domande");
                await tab.PressButtonAsync("Anteprima della descrizione");
                await Assertions.Expect(page.Locator("#anteprima strong")).ToHaveTextAsync("accoglienza");
                await page.GetByLabel("Titolo *").PressAsync("Enter");
                await Assertions.Expect(page.GetByText("La bozza è salvata")).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Link, new() { Name = "Pubblica" }).ClickAsync();
                await tab.PressButtonAsync("Pubblica adesso");
                await Assertions.Expect(page.GetByText("Il webinar è pubblicato")).ToBeVisibleAsync();
            },
            width,
            scripts,
            site);
        await browser.VisitAsync(
            async tab =>
            {
                await tab.GoAsync("/webinar/il-primo-webinar");
                await tab.ExpectHeadingAsync("Il primo webinar");
                await Assertions.Expect(tab.Page.GetByText("giovedì 9 maggio 2030").First).ToBeVisibleAsync();
                await Assertions.Expect(tab.Page.GetByText("Anna Bianchi")).ToBeVisibleAsync();
            },
            site: site);
    }

    [Fact]
    public async Task Leaving_an_editor_with_something_unsaved_asks_first() => await browser.VisitAsync(async tab =>
    {
        var (page, asked) = (tab.Page, new List<string>());
        await tab.SignInAsStaffAsync();
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await dialog.DismissAsync();
        };
        var leave = page.GetByRole(AriaRole.Link, new() { Name = "Lascia perdere" });

        await tab.GoAsync("/gestione/comunicati/nuovo");
        await leave.ClickAsync();
        await tab.ExpectHeadingAsync("Comunicati stampa");
        Assert.Empty(asked);

        await tab.GoAsync("/gestione/comunicati/nuovo");
        await page.GetByLabel("Titolo *").FillAsync("Da non perdere");
        await leave.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Titolo *")).ToHaveValueAsync("Da non perdere");
        Assert.Equal([DialogType.BeforeUnload], asked);

        // Sent and refused: it is unsaved as it stands.
        await page.GetByLabel("Titolo *").FillAsync("");
        await page.Locator("main textarea").First.FillAsync("Un testo che non va perso.");
        await tab.PressButtonAsync("Salva la bozza");
        await page.Locator(".error-summary").WaitForAsync();
        await leave.ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        Assert.Equal(2, asked.Count);
    });

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Of_two_editors_the_second_reads_what_the_first_one_saved_and_decides(int width)
    {
        var webinar = await browser.Site.OpenAsync();
        await browser.VisitAsync(
            async second =>
            {
                await second.SignInAsStaffAsync();
                await second.GoAsync($"/gestione/webinar/{webinar.Id}/modifica");
                await browser.VisitAsync(async first =>
                {
                    await first.SignInAsStaffAsync();
                    await first.GoAsync($"/gestione/webinar/{webinar.Id}/modifica");
                    await first.Page.GetByLabel("Tema").FillAsync("Il tema di chi ha salvato prima");
                    await first.PressButtonAsync("Salva le modifiche");
                    await first.Page.GetByText("Modifiche salvate").WaitForAsync();
                });

                await second.Page.GetByLabel("Tema").FillAsync("Il tema di chi arriva dopo");
                await second.PressButtonAsync("Salva le modifiche");

                var row = second.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Il tema di chi ha salvato prima" });
                await Assertions.Expect(row).ToContainTextAsync("Il tema di chi arriva dopo");
                await Assertions.Expect(second.Page.GetByLabel("Tema")).ToHaveValueAsync("Il tema di chi arriva dopo");
                await second.PressButtonAsync("Salva le modifiche");
                await Assertions.Expect(second.Page.GetByText("Modifiche salvate")).ToBeVisibleAsync();
            },
            width);
    }
}
