using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>Somebody signs up, sees the mistake, goes back, corrects it and sends the form once more.</summary>
public sealed class GoBackTests(SiteInBrowser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_name_that_is_corrected_is_corrected_on_the_page_in_the_list_and_in_the_mail(bool scripts) => browser.VisitAsync(
        async tab =>
        {
            var webinar = await tab.Site.OpenAsync();
            var email = $"indietro.{(scripts ? "si" : "no")}@comune.example";
            await tab.FillInAsync(webinar, email, "Castroreale");
            await tab.Page.Locator("#LastName").FillAsync("Rosi");
            await tab.PressButtonAsync("Iscriviti al webinar");
            await tab.ExpectHeadingAsync("Abbiamo ricevuto la tua iscrizione");
            await Assertions.Expect(tab.Page.GetByText("Torna indietro, correggi e invia di nuovo")).ToBeVisibleAsync();

            await tab.Page.GoBackAsync();
            await Assertions.Expect(tab.Page.Locator("#LastName")).ToHaveValueAsync("Rosi");
            await tab.Page.Locator("#LastName").FillAsync("Rossi");
            await tab.PressButtonAsync("Iscriviti al webinar");

            await tab.ExpectHeadingAsync("Abbiamo ricevuto la tua iscrizione");
            await Assertions.Expect(tab.Page.Locator("aside")).ToContainTextAsync("Maria Rossi");
            var row = await tab.Site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.WebinarId == webinar.Id));
            Assert.Equal(("Maria Rossi", RegistrationStatus.Confirmed), (row.FullName, row.Status));
            var mails = (await tab.Site.DeliverAsync()).Where(mail => mail.To.Mailboxes.Single().Address == email);
            Assert.Equal("Maria Rossi", mails.Last().To.Mailboxes.Single().Name);
        },
        scripts: scripts);

    [Fact]
    public Task An_address_that_is_corrected_has_the_registration() => browser.VisitAsync(async tab =>
    {
        var webinar = await tab.Site.OpenAsync();
        await tab.FillInAsync(webinar, "sbagliato@comune.example", "Castroreale");
        await tab.PressButtonAsync("Iscriviti al webinar");
        await tab.ExpectHeadingAsync("Abbiamo ricevuto la tua iscrizione");

        await tab.Page.GoBackAsync();
        await tab.Page.Locator("#Email").FillAsync("giusto@comune.example");
        await tab.PressButtonAsync("Iscriviti al webinar");

        await tab.ExpectHeadingAsync("Abbiamo ricevuto la tua iscrizione");
        var row = await tab.Site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.WebinarId == webinar.Id));
        Assert.Equal("giusto@comune.example", row.Email.Display);
    });
}
