using Coopera.Browser.Tests.Browser;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.OwnData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Pages;

/// <summary>What is kept under an address, for who holds it and for staff who answer.</summary>
internal static class OwnDataPages
{
    public static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways = new()
    {
        ["own-data-ask"] = (_, tab) => tab.GoAsync("/i-miei-dati"),
        ["own-data-ask-error"] = StaffStates.Refused((_, tab) => tab.GoAsync("/i-miei-dati"), "Mandami il link"),
        ["own-data-asked"] = async (_, tab) =>
        {
            await tab.GoAsync("/i-miei-dati");
            await tab.Page.Locator("#Email").FillAsync("nessuno@comune.example");
            await tab.PressButtonAsync("Mandami il link");
            await tab.Page.WaitForURLAsync("**/inviata*");
        },
        ["own-data-closed"] = (_, tab) => tab.GoAsync("/i-miei-dati/chiusa"),
        ["own-data-invalid"] = (_, tab) => tab.GoAsync("/i-miei-dati/non-valido", 404),
        ["own-data"] = async (_, tab) => await tab.GoAsync(await LinkAsync(tab.Site, "riposo@comune.example")),
        ["own-data-nothing"] = async (_, tab) => await tab.GoAsync(await LinkAsync(tab.Site, $"{Guid.NewGuid():N}@comune.example")),
        ["own-data-correction-error"] = StaffStates.Refused(
            async (_, tab) => await tab.GoAsync(await LinkAsync(tab.Site, "riposo@comune.example")), "Chiedi la correzione"),
        ["own-data-erase"] = GoToErasureAsync,
        ["own-data-erase-error"] = StaffStates.Refused(GoToErasureAsync, "Cancella i miei dati"),
        ["own-data-erased"] = async (site, tab) =>
        {
            var address = $"{Guid.NewGuid():N}@comune.example";
            await tab.Site.SignUpAsync(site.Open, address);
            await tab.GoAsync($"{await LinkAsync(tab.Site, address)}/cancella");
            await tab.Page.Locator("input[type=checkbox]").CheckAsync();
            await tab.PressButtonAsync("Cancella i miei dati");
            await tab.Page.GetByText("Richiesta di cancellazione ricevuta").WaitForAsync();
        },
        ["staff-data-requests"] = async (site, tab) =>
        {
            await RequestAsync(tab.Site);
            await StaffPages.StaffPage("richieste-dati")(site, tab);
        },
        ["staff-data-request-new"] = StaffPages.StaffPage("richieste-dati/nuova"),
        ["staff-data-request-new-error"] = StaffStates.Refused(StaffPages.StaffPage("richieste-dati/nuova"), "Registra la richiesta"),
        ["staff-data-request"] = async (site, tab) =>
            await StaffPages.StaffPage($"richieste-dati/{await RequestAsync(tab.Site)}")(site, tab),
        ["staff-data-request-error"] = async (site, tab) => await StaffStates.Refused(
            StaffPages.StaffPage($"richieste-dati/{await RequestAsync(tab.Site)}"), "Chiudi la richiesta")(site, tab),
    };

    public static async Task<string> LinkAsync(CooperaSite site, string email)
    {
        var link = new DataLink(EmailAddress.Parse(email), DateTimeOffset.UtcNow);
        await site.WriteAsync(db => db.DataLinks.AddAsync(link).AsTask());
        return $"/i-miei-dati/{site.Services.GetRequiredService<OwnDataLinks>().Token(new PersonalLink(link.Id, 0))}";
    }

    /// <summary>Of somebody of whom nobody has asked anything yet.</summary>
    private static async Task GoToErasureAsync(EveryPage site, Tab tab)
    {
        var address = $"{Guid.NewGuid():N}"[..12] + "@comune.example";
        await tab.Site.SignUpAsync(site.Open, address);
        await tab.GoAsync($"{await LinkAsync(tab.Site, address)}/cancella");
    }

    private static async Task<Guid> RequestAsync(CooperaSite site)
    {
        var request = new DataRequest(
            DataRequestKind.Erasure, EmailAddress.Parse("riposo@comune.example"), "Maria Rossi", "Non lavoro più al Comune.",
            DateTimeOffset.UtcNow);
        await site.WriteAsync(db => db.DataRequests.AddAsync(request).AsTask());
        return request.Id;
    }
}
