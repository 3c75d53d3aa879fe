using Coopera.Browser.Tests.Browser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed class SignUpWithoutScriptTests(SiteInBrowser browser)
{
    [Fact]
    public Task A_name_that_fits_two_bodies_is_asked_about_and_nothing_typed_is_lost() => browser.VisitAsync(
        async tab =>
        {
            var page = tab.Page;
            var webinar = await tab.Site.OpenAsync();
            await tab.GoAsync($"/webinar/{webinar.Slug}");
            await page.GetByRole(AriaRole.Link, new() { Name = "Iscriviti al webinar" }).ClickAsync();
            await page.GetByLabel("Nome *", new() { Exact = true }).FillAsync("Nunzia");
            await page.GetByLabel("Cognome *", new() { Exact = true }).FillAsync("D’Angelo");
            await page.GetByLabel("Email *", new() { Exact = true }).FillAsync("Nunzia.DAngelo@comune.example");
            await page.GetByLabel("Personale di un ente").CheckAsync();
            await page.GetByLabel("Ente o organizzazione").FillAsync("san giovanni");
            await page.GetByLabel("Ruolo").FillAsync("Assistente sociale");
            await page.GetByLabel("Ho letto e compreso").CheckAsync();
            await tab.PressButtonAsync("Iscriviti al webinar");

            await Assertions.Expect(page.Locator(".error-summary")).ToContainTextAsync("Più enti corrispondono al nome che hai scritto");
            Assert.StartsWith("Errore: ", await page.TitleAsync(), StringComparison.Ordinal);
            Assert.Equal("Nunzia", await page.GetByLabel("Nome *", new() { Exact = true }).InputValueAsync());
            Assert.Equal("D’Angelo", await page.GetByLabel("Cognome *", new() { Exact = true }).InputValueAsync());
            Assert.Equal("san giovanni", await page.GetByLabel("Ente o organizzazione").InputValueAsync());
            Assert.Equal("Assistente sociale", await page.GetByLabel("Ruolo").InputValueAsync());
            Assert.True(await page.GetByLabel("Personale di un ente").IsCheckedAsync());
            Assert.True(await page.GetByLabel("Ho letto e compreso").IsCheckedAsync());

            await page.GetByLabel("Comune di San Giovanni Gemini (AG)").CheckAsync();
            await tab.PressButtonAsync("Iscriviti al webinar");

            await tab.ExpectHeadingAsync("Abbiamo ricevuto la tua iscrizione");
            var stored = await tab.Site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.WebinarId == webinar.Id));
            Assert.Equal(("Nunzia", "D’Angelo", "084036"), (stored.FirstName, stored.LastName, stored.PublicBodyCode));
        },
        width: 360,
        scripts: false);

    [Fact]
    public Task The_menu_is_simply_open() => browser.VisitAsync(
        async tab =>
        {
            await tab.GoAsync("/");
            Assert.False(await tab.Page.Locator(".menu-toggle").IsVisibleAsync());
            await tab.Page.GetByRole(AriaRole.Navigation, new() { Name = "Principale" })
                .GetByRole(AriaRole.Link, new() { Name = "Contatti" }).ClickAsync();
            await tab.ExpectHeadingAsync("Contatti");
        },
        width: 360,
        scripts: false);
}
