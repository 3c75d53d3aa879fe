using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Webinars;
using Coopera.Web.Data;
using Coopera.Web.Tests.Site;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Pages;

/// <summary>Every page that the site shows, in every state that looks different, and the way there.</summary>
public sealed class EveryPage : IAsyncDisposable
{
    public static readonly int[] Widths = [360, 1280];

    private static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways = new()
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
        ["sign-up-suggestions"] = async (site, tab) =>
        {
            await tab.GoAsync($"/webinar/{site.Open.Slug}/iscrizione");
            await tab.Page.Locator("#OtherBody").PressSequentiallyAsync("castr");
            await tab.Page.GetByText("Comune di Castroreale (ME)").WaitForAsync();
        },
        ["sent"] = (site, tab) => tab.SignUpAsync(site.Open, $"{Guid.NewGuid():N}@comune.example"),
        ["sent-waiting"] = (site, tab) => tab.SignUpAsync(site.Full, $"{Guid.NewGuid():N}@comune.example"),
        ["personal-confirmed"] = (site, tab) => tab.GoAsync(site.ConfirmedPage),
        ["personal-waiting"] = (site, tab) => tab.GoAsync(site.WaitingPage),
        ["personal-cancelled"] = async (site, tab) =>
        {
            await tab.GoAsync(await tab.Site.SignUpAsync(site.Open, $"{Guid.NewGuid():N}@comune.example"));
            await tab.PressButtonAsync("Annulla la mia iscrizione");
            await tab.Page.GetByText("Hai annullato").WaitForAsync();
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
            await tab.Page.WaitForURLAsync("**/inviata");
        },
        ["press"] = (_, tab) => tab.GoAsync("/comunicati"),
        ["press-release"] = async (_, tab) =>
        {
            var slug = await tab.Site.ReadAsync(db => db.PressReleases.Select(release => release.Slug).FirstAsync());
            await tab.GoAsync($"/comunicati/{slug}");
        },
        ["coordination"] = (_, tab) => tab.GoAsync("/coordinamento"),
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
        ["contacts"] = (_, tab) => tab.GoAsync("/contatti"),
        ["not-found"] = (_, tab) => tab.GoAsync("/non-esiste", 404),
        ["staff-sign-in"] = (_, tab) => tab.GoAsync("/gestione/accesso"),
        ["staff-sign-in-error"] = async (_, tab) =>
        {
            await tab.GoAsync("/gestione/accesso");
            await tab.Page.Locator("#Email").FillAsync("nessuno@anci.example");
            await tab.PressButtonAsync("Accedi");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["staff-webinars"] = (_, tab) => tab.SignInAsStaffAsync(),
        ["staff-registrations"] = async (site, tab) =>
        {
            await tab.SignInAsStaffAsync();
            await tab.GoAsync($"/gestione/webinar/{site.Full.Id}/iscritti");
        },
        ["staff-registrations-many"] = async (site, tab) =>
        {
            await tab.SignInAsStaffAsync();
            await tab.GoAsync($"/gestione/webinar/{site.Busy.Id}/iscritti");
        },
        ["staff-registrations-none"] = async (site, tab) =>
        {
            await tab.SignInAsStaffAsync();
            await tab.GoAsync($"/gestione/webinar/{site.Full.Id}/iscritti?cerca=zzz");
        },
    };

    /// <summary>What only an installation without administrator, without coming webinars and with a broken database shows.</summary>
    private static readonly Dictionary<string, Func<Tab, Task>> WaysOnABareSite = new()
    {
        ["bare-home"] = tab => tab.GoAsync("/"),
        ["bare-webinars"] = tab => tab.GoAsync("/webinar"),
        ["bare-first-access"] = tab =>
        {
            var protector = tab.Site.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Coopera.FirstAdministrator.v1").ToTimeLimitedDataProtector();
            return tab.GoAsync($"/gestione/primo-accesso/{protector.Protect("first", TimeSpan.FromHours(1))}");
        },
        ["bare-fault"] = tab => tab.GoAsync("/comunicati", 500),
    };

    private readonly SiteInBrowser _browser;
    private readonly CooperaSite _bare;

    private EveryPage(SiteInBrowser browser, CooperaSite bare) => (_browser, _bare) = (browser, bare);

    public Webinar Open { get; private set; } = null!;

    public Webinar Full { get; private set; } = null!;

    public Webinar Busy { get; private set; } = null!;

    public Webinar NotYetOpen { get; private set; } = null!;

    public Webinar Closed { get; private set; } = null!;

    public Webinar Cancelled { get; private set; } = null!;

    public string ConfirmedPage { get; private set; } = "";

    public string WaitingPage { get; private set; } = "";

    public static IEnumerable<string> Names => Ways.Keys.Concat(WaysOnABareSite.Keys);

    public static async Task<EveryPage> SetAsync(SiteInBrowser browser)
    {
        var bare = SiteInBrowser.Listening(new CooperaSite(new()
        {
            ["Demo:Enabled"] = "false", ["Staff:FirstAdministrator:Email"] = null, ["Staff:FirstAdministrator:Password"] = null,
        }));
        await bare.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"PressReleases\" RENAME TO \"Lost\""));
        var site = browser.Site;
        var pages = new EveryPage(browser, bare)
        {
            Open = await site.OpenAsync(), Full = await site.FullAsync(), Busy = await site.BusyAsync(),
            NotYetOpen = await site.NotYetOpenAsync(), Closed = await site.ClosedAsync(), Cancelled = await site.CancelledAsync(),
        };
        pages.ConfirmedPage = await site.SignUpAsync(pages.Open, "confermata@comune.example");
        pages.WaitingPage = await site.SignUpAsync(pages.Full, "in.attesa@comune.example");
        return pages;
    }

    /// <summary>Opens the page of that name, and has a look at it.</summary>
    public Task VisitAsync(string name, int width, Func<Tab, Task> look)
    {
        var bare = WaysOnABareSite.GetValueOrDefault(name);
        return _browser.VisitAsync(
            async tab =>
            {
                await (bare is null ? Ways[name](this, tab) : bare(tab));
                await look(tab);
            },
            width,
            site: bare is null ? null : _bare);
    }

    public async ValueTask DisposeAsync() => await _bare.DisposeAsync();
}
