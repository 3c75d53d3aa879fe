using Coopera.Browser.Tests.Browser;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed class RecoverLinkTests(SiteInBrowser browser)
{
    [Fact]
    public Task Who_lost_the_mail_asks_for_the_link_and_changes_the_own_data() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        const string Address = "smemorata@comune.example";
        await tab.Site.SignUpAsync(await tab.Site.OpenAsync(), Address);
        await tab.GoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Le tue iscrizioni" }).ClickAsync();
        await page.GetByLabel("Email").FillAsync(Address);
        await tab.PressButtonAsync("Mandami il link");
        await page.WaitForURLAsync("**/inviata*");
        await tab.ExpectHeadingAsync("Controlla la posta");

        await tab.FollowMailAsync(await tab.Site.PersonalLinkMailedToAsync(Address, "Il link alla tua iscrizione"));
        await tab.ExpectHeadingAsync("La tua iscrizione");
        Assert.Equal("Comune di Castroreale (ME)", await page.GetByLabel("Ente o organizzazione").InputValueAsync());
        await page.GetByLabel("Ruolo").FillAsync("Dirigente");
        await tab.PressButtonAsync("Salva le modifiche");

        await Assertions.Expect(page.GetByText("Modifiche salvate")).ToBeVisibleAsync();
        Assert.Equal("Dirigente", await page.GetByLabel("Ruolo").InputValueAsync());
        Assert.Equal("Comune di Castroreale (ME)", await page.GetByLabel("Ente o organizzazione").InputValueAsync());
    });
}
