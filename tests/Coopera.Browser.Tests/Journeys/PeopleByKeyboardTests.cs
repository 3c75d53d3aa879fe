using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>Finding somebody and acting for them, by the keys alone and without script.</summary>
public sealed class PeopleByKeyboardTests(SiteInBrowser browser)
{
    [Fact]
    public Task Somebody_is_found_by_the_box_on_every_page_and_the_confirmation_goes_out_again() => browser.VisitAsync(async tab =>
    {
        var webinar = await tab.Site.OpenAsync();
        await tab.Site.SignUpAsync(webinar, "tastiera@comune.example", "Tecla", "Tastièra");
        await tab.SignInAsStaffAsync();

        await tab.TabToAsync("Cerca in tutta la gestione");
        await tab.Page.Keyboard.TypeAsync("TASTIERA");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.WaitForURLAsync("**/gestione/cerca?q=TASTIERA");
        await tab.TabToAsync("Tastièra Tecla");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.WaitForURLAsync("**/gestione/iscrizioni/*");
        await tab.ExpectHeadingAsync("Tecla Tastièra");
        await tab.TabToAsync("Manda di nuovo la conferma");
        await tab.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(tab.Page.GetByText("La conferma è di nuovo in partenza.")).ToBeVisibleAsync();
    });

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public Task Two_people_are_ticked_counted_and_cancelled_without_script(int width) => browser.VisitAsync(
        async tab =>
        {
            var webinar = await tab.Site.OpenAsync();
            foreach (var name in new[] { "Ada", "Bice", "Carla" })
            {
                await tab.Site.SignUpAsync(webinar, $"{name.ToLowerInvariant()}@comune.example", name, "Verga");
            }

            await tab.SignInAsStaffAsync();
            await tab.GoAsync($"/gestione/webinar/{webinar.Id}/iscritti");
            await tab.Page.GetByLabel("Scegli Verga Ada").CheckAsync();
            await tab.Page.GetByLabel("Scegli Verga Carla").CheckAsync();
            await tab.OpenMenuAsync("Azioni");
            await tab.PressButtonAsync("Annulla le iscrizioni…");
            await Assertions.Expect(tab.Page.GetByText("2 persone: 2 con il posto, nessuna in attesa.")).ToBeVisibleAsync();
            await tab.Page.GetByLabel("Motivo").FillAsync("Doppioni");
            await tab.PressButtonAsync("Annulla 2 iscrizioni");

            await Assertions.Expect(tab.Page.GetByText("2 iscrizioni annullate.")).ToBeVisibleAsync();
            var active =
                await tab.Site.ReadAsync(db => db.Registrations.Where(
                    r => r.WebinarId == webinar.Id && r.Status != RegistrationStatus.Cancelled).Select(r => r.FirstName).ToListAsync());
            Assert.Equal(["Bice"], active);
        },
        width,
        scripts: false);
}
