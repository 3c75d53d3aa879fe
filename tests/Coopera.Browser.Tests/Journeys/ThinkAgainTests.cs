using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed class ThinkAgainTests(SiteInBrowser browser)
{
    [Fact]
    public Task Who_cancels_and_thinks_again_has_the_registration_of_before() => browser.VisitAsync(async tab =>
    {
        var page = tab.Page;
        const string Address = "indecisa@comune.example";
        await tab.Site.SignUpAsync(await tab.Site.OpenAsync(), Address);
        await tab.FollowMailAsync(await tab.Site.PersonalLinkMailedToAsync(Address, "Iscrizione confermata"));

        await tab.PressButtonAsync("Annulla la mia iscrizione");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hai annullato l’iscrizione" })).ToBeVisibleAsync();
        await tab.PressButtonAsync("Rimetti la mia iscrizione");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "L’iscrizione vale di nuovo" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Annulla la mia iscrizione" })).ToBeVisibleAsync();
        Assert.Equal(RegistrationStatus.Confirmed, await tab.Site.ReadAsync(
            db => db.Registrations.Where(r => r.EmailKey == Address).Select(r => r.Status).SingleAsync()));
    });
}
