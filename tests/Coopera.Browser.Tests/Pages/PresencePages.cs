using Coopera.Browser.Tests.Browser;

namespace Coopera.Browser.Tests.Pages;

/// <summary>Who was there: the pages of staff, and those of people with a link.</summary>
internal static class PresencePages
{
    public static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways = new()
    {
        ["staff-presence"] = AtWebinar(""),
        ["staff-presence-running"] = AtWebinar("", minutes: -30),
        ["staff-presence-none"] = StaffPages.StaffPage(site => $"webinar/{site.Open.Id}/presenze?cerca=zzz"),
        ["staff-presence-purpose"] = AtWebinar(".pdf"),
        ["staff-presence-rule-errors"] = StaffStates.Refused(AtWebinar(""), "Salva e ricalcola"),
        ["staff-presence-person"] = OfPerson(""),
        ["staff-presence-person-errors"] = StaffStates.Refused(OfPerson(""), "Aggiungi l’intervallo"),
        ["staff-presence-decision-errors"] = StaffStates.Refused(OfPerson(""), "Respingi"),
        ["staff-presence-take-away"] = TakeAwayAsync,
        ["staff-presence-take-away-errors"] = StaffStates.Refused(TakeAwayAsync, "Togli"),
        ["way-in-word"] = async (_, tab) => await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -5)}/parola"),
        ["way-in-word-error"] = async (_, tab) =>
        {
            await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -5)}/entra");
            await tab.Page.Locator("#Word").FillAsync("mandorla");
            await tab.PressButtonAsync("Segna che ci sono");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["presence-of-oneself"] = async (_, tab) => await tab.GoAsync($"{(await tab.Site.AttendedAsync()).Page}/presenza"),
        ["presence-to-ask"] = async (_, tab) => await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -150)}/presenza"),
        ["presence-to-ask-error"] = async (_, tab) =>
        {
            await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -150)}/presenza");
            await tab.PressButtonAsync("Manda la richiesta");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["presence-asked"] = async (_, tab) =>
        {
            await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -150)}/presenza");
            await tab.Page.Locator("#Text").FillAsync("Seguivo dal telefono, dalle 15:00 alla fine.");
            await tab.PressButtonAsync("Manda la richiesta");
            await tab.Page.GetByText("La richiesta è arrivata alla segreteria").WaitForAsync();
        },
        ["room-early"] = async (_, tab) => await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: 300)}/sala"),
        ["room-to-join"] = async (_, tab) => await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -5)}/sala"),
        ["room-to-join-error"] = async (_, tab) =>
        {
            await tab.GoAsync($"{await tab.Site.WithPlaceAsync(minutes: -5)}/sala");
            await tab.Page.Locator("#Code").FillAsync("zzzzzz");
            await tab.PressButtonAsync("Conferma: sono in questa sala");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["room-own"] = async (_, tab) => await tab.GoAsync($"{(await tab.Site.RoomAsync()).Page}/sala"),
        ["room-closed"] = async (_, tab) =>
        {
            await tab.GoAsync($"{(await tab.Site.RoomAsync()).Page}/sala");
            await tab.PressButtonAsync("Chiudi la sala");
            await tab.Page.GetByText("Chi c’era").WaitForAsync();
        },
        ["room-door"] = async (_, tab) => await tab.GoAsync($"/sala/{(await tab.Site.RoomAsync()).Code}"),
        ["room-door-unknown"] = (_, tab) => tab.GoAsync("/sala/zzzzzz", 404),
    };

    private static Func<EveryPage, Tab, Task> AtWebinar(string rest, double minutes = -150) => async (site, tab) =>
    {
        var attended = await tab.Site.AttendedAsync(minutes);
        if (minutes > -120)
        {
            await tab.Site.SayAsync(attended.WebinarId, "Zagara 218");
        }

        await StaffPages.StaffPage($"webinar/{attended.WebinarId}/presenze{rest}")(site, tab);
    };

    private static Func<EveryPage, Tab, Task> OfPerson(string rest) => async (site, tab) =>
        await StaffPages.StaffPage($"iscrizioni/{(await tab.Site.AttendedAsync()).Person}/presenza{rest}")(site, tab);

    private static async Task TakeAwayAsync(EveryPage site, Tab tab)
    {
        await OfPerson("")(site, tab);
        await tab.Page.Locator("a[href$='/togli']").First.ClickAsync();
        await tab.ExpectHeadingAsync("Togli una presenza");
    }
}
