using Coopera.Browser.Tests.Browser;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence;
using Coopera.Domain.Press;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Pages;

/// <summary>The pages of the webinars, of the registrations and of the site, and the way there.</summary>
internal static class PublicPages
{
    public static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways = new()
    {
        ["home"] = (_, tab) => tab.GoAsync("/"),
        ["menu"] = async (_, tab) =>
        {
            await tab.GoAsync("/");
            if (await tab.Page.Locator(".menu-toggle").IsVisibleAsync())
            {
                await tab.Page.Locator(".menu-toggle").ClickAsync();
            }
        },
        ["webinars"] = (_, tab) => tab.GoAsync("/webinar"),
        ["webinar-open"] = (site, tab) => tab.GoAsync($"/webinar/{site.Open.Slug}"),
        ["webinar-full"] = (site, tab) => tab.GoAsync($"/webinar/{site.Full.Slug}"),
        ["webinar-not-yet-open"] = (site, tab) => tab.GoAsync($"/webinar/{site.NotYetOpen.Slug}"),
        ["webinar-closed"] = (site, tab) => tab.GoAsync($"/webinar/{site.Closed.Slug}"),
        ["webinar-cancelled"] = (site, tab) => tab.GoAsync($"/webinar/{site.Cancelled.Slug}"),
        ["webinar-concluded"] = (_, tab) => tab.GoAsync($"/webinar/{Seed.FirstWebinarSlug}"),
        ["webinar-unknown"] = (_, tab) => tab.GoAsync("/webinar/non-esiste", 404),
        ["sign-up"] = (site, tab) => tab.GoAsync($"/webinar/{site.Open.Slug}/iscrizione"),
        ["sign-up-full"] = (site, tab) => tab.GoAsync($"/webinar/{site.Full.Slug}/iscrizione"),
        ["sign-up-not-open"] = (site, tab) => tab.GoAsync($"/webinar/{site.Closed.Slug}/iscrizione"),
        ["sign-up-errors"] = async (site, tab) =>
        {
            await tab.GoAsync($"/webinar/{site.Open.Slug}/iscrizione");
            await tab.PressButtonAsync("Iscriviti al webinar");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["sign-up-errors-of-the-server"] = async (site, tab) =>
        {
            await tab.FillInAsync(site.Open, "maria.rossi@", "san giovanni");
            await tab.PressButtonAsync("Iscriviti al webinar");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["sign-up-to-confirm"] = async (site, tab) =>
        {
            await tab.FillInAsync(site.Crowded, $"{Guid.NewGuid():N}@comune.example", "castroreale");
            await tab.PressButtonAsync("Iscriviti al webinar");
            await tab.Page.WaitForURLAsync("**/inviata*");
        },
        ["sign-up-confirm"] = (site, tab) => tab.GoAsync(site.ConfirmPage),
        ["sign-up-lapsed"] = (site, tab) => tab.GoAsync(site.LapsedPage, 410),
        ["sign-up-questions"] = async (site, tab) =>
        {
            await tab.GoAsync($"/webinar/{site.Asking.Slug}/iscrizione");
            await tab.Page.GetByLabel("Sì", new() { Exact = true }).CheckAsync();
            await tab.Page.GetByLabel("Allergie").CheckAsync();
        },
        ["sign-up-questions-errors"] = async (site, tab) =>
        {
            await tab.GoAsync($"/webinar/{site.Asking.Slug}/iscrizione");
            await tab.Page.GetByLabel("Sì", new() { Exact = true }).CheckAsync();
            await tab.PressButtonAsync("Iscriviti al webinar");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["personal-questions"] = (site, tab) => tab.GoAsync(site.AskingPage),
        ["sign-up-suggestions"] = async (site, tab) =>
        {
            await tab.GoAsync($"/webinar/{site.Open.Slug}/iscrizione");
            await tab.Page.Locator("#OtherBody").PressSequentiallyAsync("castr");
            await tab.Page.GetByText("Comune di Castroreale (ME)").WaitForAsync();
        },
        ["sent"] = (site, tab) => tab.SignUpAsync(site.Open, $"{Guid.NewGuid():N}@comune.example"),
        ["sent-waiting"] = (site, tab) => tab.SignUpAsync(site.Full, $"{Guid.NewGuid():N}@comune.example"),
        ["unsubscribe"] = async (site, tab) => await tab.GoAsync(await tab.Site.UnsubscribeAddressAsync(site.Open, wanted: true)),
        ["unsubscribed"] = async (site, tab) => await tab.GoAsync(await tab.Site.UnsubscribeAddressAsync(site.Open, wanted: false)),
        ["personal-confirmed"] = (site, tab) => tab.GoAsync(site.ConfirmedPage),
        ["personal-waiting"] = (site, tab) => tab.GoAsync(site.WaitingPage),
        ["personal-cancelled"] = async (site, tab) =>
        {
            await tab.GoAsync(await tab.Site.SignUpAsync(site.Open, $"{Guid.NewGuid():N}@comune.example"));
            await tab.PressButtonAsync("Annulla la mia iscrizione");
            await tab.Page.GetByText("Hai annullato").WaitForAsync();
        },
        ["personal-taken-back"] = async (site, tab) =>
        {
            await tab.GoAsync(await tab.Site.SignUpAsync(site.Open, $"{Guid.NewGuid():N}@comune.example"));
            await tab.PressButtonAsync("Annulla la mia iscrizione");
            await tab.PressButtonAsync("Rimetti la mia iscrizione");
            await tab.Page.GetByText("L’iscrizione vale di nuovo").WaitForAsync();
        },
        ["personal-errors"] = async (site, tab) =>
        {
            await tab.GoAsync(site.ConfirmedPage);
            await tab.Page.Locator("#Email").FillAsync("maria@");
            await tab.PressButtonAsync("Salva le modifiche");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["personal-address-changed"] = async (site, tab) =>
        {
            await tab.GoAsync(await tab.Site.SignUpAsync(site.Open, $"{Guid.NewGuid():N}@comune.example"));
            await tab.Page.Locator("#Email").FillAsync($"{Guid.NewGuid():N}@comune.example");
            await tab.PressButtonAsync("Salva le modifiche");
            await tab.Page.GetByText("Abbiamo registrato il nuovo indirizzo").WaitForAsync();
        },
        ["way-in-early"] = async (_, tab) => await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: 300)}/entra"),
        ["way-in-open"] = async (_, tab) => await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -5)}/entra"),
        ["way-in-not-ready"] = async (_, tab) => await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -5, link: null)}/entra"),
        ["way-in-in"] = async (_, tab) => await tab.GoAsync(await InAsync(tab)),
        ["way-in-left"] = async (_, tab) =>
        {
            await tab.GoAsync(await InAsync(tab));
            await tab.PressButtonAsync("Segna la mia uscita");
            await tab.Page.GetByText("Uscita segnata").WaitForAsync();
        },
        ["way-in-over"] = async (_, tab) => await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -150)}/entra"),
        ["way-in-waiting"] = (site, tab) => tab.GoAsync($"{site.WaitingPage}/entra"),
        ["way-in-cancelled"] = async (site, tab) =>
        {
            var own = await tab.Site.SignUpAsync(site.Open, $"{Guid.NewGuid():N}@comune.example");
            await tab.GoAsync(own);
            await tab.PressButtonAsync("Annulla la mia iscrizione");
            await tab.Page.GetByText("Hai annullato").WaitForAsync();
            await tab.GoAsync($"{own}/entra");
        },
        ["way-in-sign-up"] = async (_, tab) => await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -5)}/iscriviti"),
        ["way-in-no-place"] = async (_, tab) => await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -5, capacity: 1)}/iscriviti"),
        ["link-invalid"] = (_, tab) => tab.GoAsync("/iscrizioni/non-valido", 404),
        ["recover"] = (_, tab) => tab.GoAsync("/iscrizioni/recupera"),
        ["recover-error"] = async (_, tab) =>
        {
            await tab.GoAsync("/iscrizioni/recupera");
            await tab.PressButtonAsync("Mandami il link");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["recover-sent"] = async (_, tab) =>
        {
            await tab.GoAsync("/iscrizioni/recupera");
            await tab.Page.Locator("#Email").FillAsync("maria.rossi@comune.example");
            await tab.PressButtonAsync("Mandami il link");
            await tab.Page.WaitForURLAsync("**/inviata*");
        },
        ["press"] = (_, tab) => tab.GoAsync("/comunicati"),
        ["press-release"] = async (_, tab) =>
        {
            var slug = await tab.Site.ReadAsync(db => db.PressReleases
                .Where(release => release.Status == PressReleaseStatus.Published).OrderBy(release => release.Id)
                    .Select(release => release.Slug).FirstAsync());
            await tab.GoAsync($"/comunicati/{slug}");
        },
        ["project"] = (_, tab) => tab.GoAsync("/progetto"),
        ["privacy"] = async (_, tab) =>
        {
            await tab.GoAsync("/privacy");
            foreach (var layer in await tab.Page.Locator("summary").AllAsync())
            {
                await layer.ClickAsync();
            }
        },
        ["legal-notes"] = (_, tab) => tab.GoAsync("/note-legali"),
        ["accessibility"] = (_, tab) => tab.GoAsync("/accessibilita"),
        ["faq"] = (_, tab) => tab.GoAsync("/domande-frequenti"),
        ["contacts"] = (_, tab) => tab.GoAsync("/contatti"),
        ["not-found"] = (_, tab) => tab.GoAsync("/non-esiste", 404),
    };

    private static async Task<string> InAsync(Tab tab)
    {
        var own = await tab.Site.WithPlaceAsync(minutes: -5);
        await tab.Site.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<CooperaDb>();
            Assert.True(services.GetRequiredService<PersonalLinks>().TryRead(own.Split('/')[^1], out var link));
            var registration = await db.Registrations.AsNoTracking().SingleAsync(r => r.Id == link.Value.Id);
            return await services.GetRequiredService<EnterWebinar>().RunAsync(registration);
        });
        return $"{own}/entra";
    }
}
