using Coopera.Browser.Tests.Browser;
using Coopera.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

/// <summary>What the field of an address says by itself, before anything is sent.</summary>
public sealed class AddressAdviceTests(SiteInBrowser browser)
{
    [Fact]
    public Task Another_address_that_may_be_meant_is_offered_and_taken_with_a_press() => browser.VisitAsync(async tab =>
    {
        var webinar = await tab.Site.OpenAsync();
        await tab.FillInAsync(webinar, "maria@gmial.com", "Castroreale");
        var (field, advice) = (tab.Page.Locator("#Email"), tab.Page.Locator("#Email-advice"));
        await field.FillAsync("maria@gmial.com");
        await field.BlurAsync();

        await Assertions.Expect(advice).ToContainTextAsync("Volevi dire maria@gmail.com?");
        await tab.PressButtonAsync("Sì, correggi");

        await Assertions.Expect(field).ToHaveValueAsync("maria@gmail.com");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(advice).ToHaveTextAsync("");
        await tab.PressButtonAsync("Iscriviti al webinar");
        await tab.Page.WaitForURLAsync("**/inviata*");
        Assert.Equal("maria@gmail.com", await tab.Site.ReadAsync(
            db => db.Registrations.Where(r => r.WebinarId == webinar.Id).Select(r => r.EmailKey).SingleAsync()));
    });

    [Fact]
    public Task The_field_says_what_the_server_says_about_the_same_address() => browser.VisitAsync(async tab =>
    {
        await tab.GoAsync($"/webinar/{browser.Pages.Open.Slug}/iscrizione");
        var (field, advice) = (tab.Page.Locator("#Email"), tab.Page.Locator("#Email-advice"));
        foreach (var typed in new[]
        {
            "maria@libreo.it", "maria@pec.comune.palermo.it", "maria@comune.palermo.it", "maria@gmail.it", "maria@brontepec.e-etna.it",
            "maria@mail.com", "maria@cert.regione.example", "maria@hotmail.ti", "maria@opec.org",
        })
        {
            await field.FillAsync(typed);
            await field.BlurAsync();

            var address = EmailAddress.Parse(typed);
            var said = MailDomains.IsCertified(address) ? "Le caselle PEC di solito rifiutano le email: meglio un indirizzo ordinario."
                : MailDomains.Meant(address) is { } meant ? $"Volevi dire {meant}? Sì, correggi" : "";
            await Assertions.Expect(advice).ToHaveTextAsync(said);
        }
    });
}
