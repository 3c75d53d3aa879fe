using Coopera.Browser.Tests.Browser;
using Coopera.Browser.Tests.Pages;
using Coopera.Domain.Certificates;
using Coopera.Testing.Samples;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>Issued by keyboard; checked and put right without scripts.</summary>
public sealed class CertificateTests(SiteInBrowser browser)
{
    [Fact]
    public Task Staff_issue_them_by_keyboard_and_revoke_one() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        var webinar = await CertificatePages.HeldAsync(tab);
        await tab.EnterAsStaffAsync();
        await tab.GoAsync($"/gestione/webinar/{webinar.Id}/attestati");

        await tab.TabToAsync("Emetti 2 attestati");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("2 attestati sono emessi");
        await tab.Site.MakeAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Persona Numero 1" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Attestato n.");

        await tab.TabToAsync("Revoca…");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Revoca l’attestato");
        await page.GetByLabel("Motivo").FocusAsync();
        await page.Keyboard.TypeAsync("Era di un’altra persona.");
        await tab.TabToAsync("Revoca l’attestato");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("L’attestato è revocato");
        var states = (await tab.Site.CertificatesAsync(webinar)).Select(c => c.State);
        Assert.Equal([CertificateState.Revoked, CertificateState.Valid], states);
    });

    [Fact]
    public Task Without_scripts_a_code_and_a_file_are_checked_and_a_name_is_put_right() => browser.VisitAsync(
        async tab =>
        {
            var page = tab.Page;
            var own = await CertificatePages.OwnAsync(tab);
            await tab.GoAsync(own);
            await page.Locator("#Form_LastName").FillAsync("Numero");
            await tab.PressButtonAsync("Correggi il nome");
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Il nome è corretto");
            await tab.Site.MakeAsync();
            await tab.GoAsync(own);
            var fact = page.Locator(".certificate-facts div", new() { HasText = "Codice di verifica" });
            var code = (await fact.Locator("dd").TextContentAsync())!;

            await tab.GoAsync("/attestati");
            await page.Locator("#Code").FillAsync(code.ToLowerInvariant());
            await tab.PressButtonAsync("Verifica il codice");
            await Assertions.Expect(page.Locator("main .tag")).ToHaveTextAsync("Valido");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Persona Numero");
            var paper = await page.Context.APIRequest.GetAsync(
                new Uri(new Uri(page.Url), await page.GetByText("Scarica l’attestato").GetAttributeAsync("href")).ToString());

            await tab.GoAsync("/attestati");
            await page.Locator("#file").SetInputFilesAsync(
                new FilePayload { Name = "attestato.pdf", MimeType = "application/pdf", Buffer = await paper.BodyAsync() });
            await tab.PressButtonAsync("Controlla il file");
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Il file è identico all’originale");
        },
        width: 360,
        scripts: false);
}
