using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>From the form for one person to the one for several, and nothing typed is lost.</summary>
public sealed class SignUpTogetherTests(SiteInBrowser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Somebody_signs_up_herself_and_three_colleagues_with_and_without_scripts(bool scripts) => browser.VisitAsync(
        async tab =>
        {
            var page = tab.Page;
            var webinar = await tab.Site.OpenAsync();
            var office = $"{Guid.NewGuid():N}@comune.example";
            await tab.FillInAsync(webinar, office, "Castroreale");
            await tab.PressButtonAsync("Iscrivi anche colleghe e colleghi");
            await tab.ExpectHeadingAsync("Iscrivi colleghe e colleghi");

            Assert.Equal("Maria", await page.Locator("#Rows_0__FirstName").InputValueAsync());
            Assert.Equal("Assistente sociale", await page.Locator("#Rows_0__Role").InputValueAsync());
            Assert.Equal(office, await page.Locator("#Email").InputValueAsync());
            Assert.Equal("Castroreale", await page.Locator("#OtherBody").InputValueAsync());
            Assert.True(await page.GetByLabel("Personale di un ente").IsCheckedAsync());
            await page.Locator("#Rows_1__FirstName").FillAsync("Luca");
            await page.Locator("#Rows_1__LastName").FillAsync("Bianchi");
            await page.Locator("#Rows_2__FirstName").FillAsync("Suharto");
            await page.Locator("#Rows_2__NoLastName").CheckAsync();
            await tab.PressButtonAsync("Aggiungi altre righe");
            await Assertions.Expect(page.Locator("#Rows_3__FirstName")).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync("Ida");
            await page.Locator("#Rows_3__LastName").FillAsync("Lo Bue");
            await page.Locator("#Rows_3__Email").FillAsync("ida.lobue@comune.example");
            Assert.True(await page.Locator("#Rows_2__NoLastName").IsCheckedAsync());
            await page.GetByLabel("Ho letto e compreso").CheckAsync();
            await page.Locator("#Rows_3__LastName").PressAsync("Enter"); // sends, and brings no rows

            await tab.ExpectHeadingAsync("Abbiamo ricevuto 4 iscrizioni");
            await tab.FollowMailAsync($"{await tab.Site.PersonalLinkMailedToAsync(office, "Conferma 2 iscrizioni")}/conferma");
            await tab.PressButtonAsync("Conferma le iscrizioni");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Iscrizione confermata");
            var stored = await tab.Site.ReadAsync(
                db => db.Registrations.AsNoTracking().Where(r => r.WebinarId == webinar.Id).OrderBy(r => r.LastName).ToListAsync());
            Assert.Equal(["Suharto", "Luca Bianchi", "Ida Lo Bue", "Maria Rossi"], stored.Select(r => r.FullName));
            Assert.All(stored, r => Assert.Equal((RegistrationStatus.Confirmed, "083016"), (r.Status, r.PublicBodyCode)));
        },
        width: 360,
        scripts: scripts);
}
