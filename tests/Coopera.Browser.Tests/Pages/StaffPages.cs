using Coopera.Browser.Tests.Browser;

namespace Coopera.Browser.Tests.Pages;

/// <summary>The pages of the back office, and the way there.</summary>
internal static class StaffPages
{
    public static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways = new()
    {
        ["staff-sign-in"] = (_, tab) => tab.GoAsync("/gestione/accesso"),
        ["staff-sign-in-error"] = async (_, tab) =>
        {
            await tab.GoAsync("/gestione/accesso");
            await tab.Page.Locator("#Email").FillAsync("nessuno@anci.example");
            await tab.PressButtonAsync("Accedi");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["staff-password-forgotten"] = (_, tab) => tab.GoAsync("/gestione/password"),
        ["staff-password-asked"] = (_, tab) => tab.GoAsync("/gestione/password/inviata"),
        ["staff-password-link-invalid"] = (_, tab) => tab.GoAsync("/gestione/password/nessuno", 404),
        ["staff-confirm"] = StaffPage("accesso/conferma?ritorno=%2Fgestione%2Fadesioni&daRifare=true"),
        ["staff-profile"] = StaffPage("profilo"),
        ["staff-profile-password"] = StaffPage("profilo/password"),
        ["staff-profile-app"] = StaffPage("profilo/app"),
        ["staff-profile-codes-none"] = StaffPage("profilo/codici"),
        ["staff-profile-passkey"] = StaffPage("profilo/passkey"),
        ["staff-today"] = (_, tab) => tab.SignInAsStaffAsync(),
        ["staff-webinars"] = StaffPage("webinar"),
        ["staff-mail"] = StaffPage("posta"),
        ["staff-mail-failed"] = StaffPage("posta?stato=non-riuscite"),
        ["staff-mail-none"] = StaffPage("posta?cerca=zzz"),
        ["staff-mail-one"] = async (site, tab) => await StaffPage($"posta/{site.FailedMail}")(site, tab),
        ["staff-mail-retry"] = StaffPage("posta/riprova"),
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
        ["staff-adhesions"] = StaffPage("adesioni"),
        ["staff-adhesions-all"] = StaffPage("adesioni?stato=All"),
        ["staff-adhesion"] = async (site, tab) => await StaffPage($"adesioni/{site.Adhesion.Id}")(site, tab),
        ["staff-adhesion-data"] = async (site, tab) => await StaffPage($"adesioni/{site.Adhesion.Id}/dati")(site, tab),
        ["staff-adhesion-new"] = StaffPage("adesioni/nuova"),
        ["staff-contacts"] = StaffPage("adesioni/referenti"),
        ["staff-silent-bodies"] = StaffPage("adesioni/senza-risposta"),
    };

    private static Func<EveryPage, Tab, Task> StaffPage(string address) => async (_, tab) =>
    {
        await tab.SignInAsStaffAsync();
        await tab.GoAsync($"/gestione/{address}");
    };
}
