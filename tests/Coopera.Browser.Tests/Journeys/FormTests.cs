using Coopera.Browser.Tests.Browser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>What the sign-up form does with scripts on.</summary>
public sealed class FormTests(SiteInBrowser browser)
{
    [Fact]
    public Task What_is_missing_is_said_before_sending_in_italian_and_the_links_lead_to_the_fields() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        await tab.GoAsync($"/webinar/{browser.Pages.Open.Slug}/iscrizione");
        await page.GetByLabel("Ruolo").FillAsync("Assistente sociale");

        await tab.PressButtonAsync("Iscriviti al webinar");

        var summary = page.Locator(".error-summary");
        await Assertions.Expect(summary).ToBeFocusedAsync();
        Assert.StartsWith("Errore: ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(
            ["Inserisci il tuo nome.", "Inserisci il tuo cognome.", "Inserisci il tuo indirizzo email.", "Scegli come partecipi.", "Leggi l’informativa sulla privacy e conferma di averla letta."],
            await summary.Locator("a").AllInnerTextsAsync());
        Assert.Equal("true", await page.Locator("#LastName").GetAttributeAsync("aria-invalid"));
        await summary.GetByText("Scegli come partecipi.").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Personale di un ente")).ToBeFocusedAsync();
        await summary.GetByText("Inserisci il tuo cognome.").ClickAsync();
        await Assertions.Expect(page.Locator("#LastName")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Rossi");
        await Assertions.Expect(page.Locator("#LastName-error")).ToBeEmptyAsync();
        Assert.Equal("Assistente sociale", await page.GetByLabel("Ruolo").InputValueAsync());
    });

    [Fact]
    public Task What_only_the_server_can_find_comes_back_with_the_focus_on_the_summary_and_everything_typed() =>
        browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        await tab.FillInAsync(browser.Pages.Open, "maria.rossi@", "san giovanni");

        await tab.PressButtonAsync("Iscriviti al webinar");

        var summary = page.Locator(".error-summary");
        await Assertions.Expect(summary).ToBeFocusedAsync();
        await summary.GetByText("Più enti corrispondono").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Comune di San Giovanni Gemini (AG)")).ToBeFocusedAsync();
        await summary.GetByText("Manca la parte dopo la chiocciola").ClickAsync();
        await Assertions.Expect(page.Locator("#Email")).ToBeFocusedAsync();
        Assert.Equal("maria.rossi@", await page.Locator("#Email").InputValueAsync());
        Assert.Equal("Maria", await page.Locator("#FirstName").InputValueAsync());
        Assert.Equal("san giovanni", await page.GetByLabel("Ente o organizzazione").InputValueAsync());
        Assert.True(await page.GetByLabel("Ho letto e compreso").IsCheckedAsync());
    });

    [Fact]
    public Task A_double_click_sends_the_form_once() => browser.VisitAsync(async tab =>
    {
        var webinar = await tab.Site.OpenAsync();
        var posts = 0;
        tab.Page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;
        await tab.FillInAsync(webinar, "doppio@comune.example", "Castroreale");

        await tab.Page.Locator("main form button[type=submit]").First.DblClickAsync();
        await tab.Page.WaitForURLAsync("**/inviata*");

        Assert.Equal(1, posts);
        Assert.Equal(1, await tab.Site.ReadAsync(db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id)));
    });

    [Fact]
    public Task A_citizen_is_not_asked_for_a_body() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        var webinar = await tab.Site.OpenAsync();
        await tab.FillInAsync(webinar, "cittadina@posta.example", "Castroreale");
        await page.GetByLabel("Cittadina o cittadino").CheckAsync();

        await Assertions.Expect(page.GetByLabel("Ente o organizzazione")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByLabel("Ruolo")).ToBeHiddenAsync();
        await tab.PressButtonAsync("Iscriviti al webinar");
        await page.WaitForURLAsync("**/inviata*");

        var stored = await tab.Site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.WebinarId == webinar.Id));
        Assert.Null(stored.PublicBodyCode);
    });

    [Fact]
    public Task Changing_the_name_after_choosing_from_the_list_lets_go_of_the_choice() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        await tab.GoAsync($"/webinar/{browser.Pages.Open.Slug}/iscrizione");
        var body = page.GetByRole(AriaRole.Combobox, new() { Name = "Ente o organizzazione" });
        await body.PressSequentiallyAsync("castror");
        await page.GetByRole(AriaRole.Option, new() { Name = "Comune di Castroreale (ME)" }).ClickAsync();
        await Assertions.Expect(page.Locator("#PublicBodyCode")).ToHaveValueAsync("083016");

        await body.FillAsync("Cooperativa Insieme");

        await Assertions.Expect(page.Locator("#PublicBodyCode")).ToHaveValueAsync("");
        await Assertions.Expect(page.GetByText("Nessun ente nel registro")).ToBeVisibleAsync();
    });
}
