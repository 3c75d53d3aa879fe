using System.Text;
using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed class StaffTests(SiteInBrowser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public Task The_secretariat_signs_in_finds_somebody_and_takes_the_list_away(int width) => browser.VisitAsync(
        async tab =>
        {
            var page = tab.Page;
            var busy = browser.Pages.Busy;
            await tab.GoAsync($"/gestione/webinar/{busy.Id}/iscritti");
            await tab.ExpectHeadingAsync("Accesso alla gestione");
            await page.GetByLabel("Email").FillAsync(CooperaSite.AdministratorEmail);
            await page.GetByLabel("Password").FillAsync(CooperaSite.AdministratorPassword);
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync("**/iscritti");
            await Assertions.Expect(page.GetByText("55 iscrizioni, pagina 1 di 2")).ToBeVisibleAsync();

            await page.GetByLabel("Cerca per nome, email o ente").FillAsync("de blasi");
            await page.GetByRole(AriaRole.Button, new() { Name = "Mostra" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(8);
            await tab.OpenMenuAsync("Esporta");
            await page.GetByRole(AriaRole.Link, new() { Name = "Esporta in CSV" }).ClickAsync();
            await tab.PressButtonAsync("Scarica il file");
            await Assertions.Expect(page.GetByText("Scegli perché ti serve questo elenco.").First).ToBeVisibleAsync();
            await page.GetByLabel("Rendicontare il progetto").CheckAsync();
            var file = await page.RunAndWaitForDownloadAsync(() => tab.PressButtonAsync("Scarica il file"));

            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Fatto: 8 righe.");
            var bytes = await File.ReadAllBytesAsync(await file.PathAsync());
            Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
            var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(9, lines.Length);
            Assert.All(lines[1..], line => Assert.Contains("De Blasi", line, StringComparison.Ordinal));
            await page.GetByRole(AriaRole.Link, new() { Name = "Torna all’elenco" }).First.ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(8);
            await tab.OpenMenuAsync("Esporta");
            await page.GetByRole(AriaRole.Link, new() { Name = "Esporta in Excel" }).ClickAsync();
            await Assertions.Expect(page.GetByLabel("Rendicontare il progetto")).ToBeCheckedAsync(); // as the last time
            await page.GetByLabel("Altro").CheckAsync();
            await page.GetByLabel("In poche parole").FillAsync("Prova generale");
            var sheet = await page.RunAndWaitForDownloadAsync(() => tab.PressButtonAsync("Scarica il file"));
            Assert.EndsWith(".xlsx", sheet.SuggestedFilename, StringComparison.Ordinal);

            await tab.LeaveAsync();
            await tab.GoAsync("/gestione/webinar");
            await tab.ExpectHeadingAsync("Accesso alla gestione");
        },
        width);
}
