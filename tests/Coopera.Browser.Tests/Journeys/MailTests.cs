using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed class MailTests(SiteInBrowser browser)
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    public async Task Why_did_Mr_Lo_Bue_get_no_mail(int width, bool scripts)
    {
        browser.RequireBrowser();
        await using var site = SiteInBrowser.Listening(new CooperaSite());
        var webinar = await site.OpenAsync();
        await site.SignUpAsync(webinar, "turi.lobue@comnue.example", "Salvatore", "Lo Bue");
        await site.GiveUpMailAsync("turi.lobue@comnue.example", new(MailFailureKind.NoSuchMailbox, "550 5.1.2 bad destination"));
        await browser.VisitAsync(
            async tab =>
            {
                var page = tab.Page;
                await tab.SignInAsStaffAsync();
                await Assertions.Expect(page.GetByText("1 email non è arrivata.").First).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Link, new() { Name = "Vedi perché e rimedia" }).ClickAsync();
                await Assertions.Expect(page.GetByText("L’indirizzo non esiste o non riceve posta")).ToBeVisibleAsync();

                await page.GetByRole(AriaRole.Link, new() { Name = "Salvatore Lo Bue" }).ClickAsync();
                await Assertions.Expect(page.GetByText("di solito è un errore di battitura")).ToBeVisibleAsync();
                await Assertions.Expect(page.FrameLocator("iframe").GetByText("Ciao Salvatore,")).ToBeVisibleAsync();
                await page.GetByLabel("Indirizzo giusto").FillAsync("turi.lobue@comune.example");
                await tab.PressButtonAsync("Correggi l’indirizzo e manda un nuovo link");
                await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Indirizzo corretto");
                Assert.Equal("turi.lobue@comune.example", Assert.Single(await site.DeliverAsync()).To.Mailboxes.Single().Address);

                await page.ReloadAsync();
                await Assertions.Expect(page.Locator(".page-head .tag")).ToHaveTextAsync("chiusa senza spedire");
                await tab.GoAsync("/gestione");
                await Assertions.Expect(page.GetByText("Non c’è niente che ti aspetta")).ToBeVisibleAsync();
            },
            width,
            scripts,
            site);
        Assert.Equal(
            [OutgoingMailStatus.Dismissed, OutgoingMailStatus.Sent],
            await site.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.CreatedAt).Select(m => m.Status).ToListAsync()));
    }
}
