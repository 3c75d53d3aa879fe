using Coopera.Browser.Tests.Browser;
using Coopera.Core.Links;
using Coopera.Core.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Pages;

/// <summary>The pages on which staff sign in, and those of their own profile.</summary>
internal static class AccountPages
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
        ["staff-code"] = SecondStep("codice"),
        ["staff-code-error"] = StaffStates.Refused(SecondStep("codice"), "Accedi"),
        ["staff-recovery"] = SecondStep("recupero"),
        ["staff-recovery-error"] = StaffStates.Refused(SecondStep("recupero"), "Accedi"),
        ["staff-password-forgotten"] = (_, tab) => tab.GoAsync("/gestione/password"),
        ["staff-password-forgotten-error"] = StaffStates.Refused((_, tab) => tab.GoAsync("/gestione/password"), "Mandami il link"),
        ["staff-password-asked"] = (_, tab) => tab.GoAsync("/gestione/password/inviata"),
        ["staff-password-choose"] = ResetLink,
        ["staff-password-choose-error"] = StaffStates.Refused(ResetLink, "Salva la nuova password"),
        ["staff-password-link-invalid"] = (_, tab) => tab.GoAsync("/gestione/password/nessuno", 404),
        ["staff-invitation"] = Invitation,
        ["staff-invitation-error"] = StaffStates.Refused(Invitation, "Attiva il profilo"),
        ["staff-invitation-over"] = (_, tab) => tab.GoAsync("/gestione/invito/non-vale", 404),
        ["staff-confirm"] = StaffPages.StaffPage("accesso/conferma?ritorno=%2Fgestione%2Fadesioni&daRifare=true"),
        ["staff-confirm-error"] = StaffStates.Refused(Guarded("accesso/conferma"), "Conferma e continua"),
        ["staff-profile"] = StaffPages.StaffPage("profilo"),
        ["staff-profile-guarded"] = Guarded("profilo"),
        ["staff-profile-name"] = StaffPages.StaffPage("profilo/nome"),
        ["staff-profile-name-error"] = StaffStates.Refused(StaffPages.StaffPage("profilo/nome"), "Salva il nome"),
        ["staff-profile-password"] = StaffPages.StaffPage("profilo/password"),
        ["staff-profile-password-error"] = StaffStates.Refused(Guarded("profilo/password"), "Cambia la password"),
        ["staff-profile-app"] = StaffPages.StaffPage("profilo/app"),
        ["staff-profile-app-error"] = StaffStates.Refused(Guarded("profilo/app"), "Collega l’app"),
        ["staff-profile-codes-none"] = StaffPages.StaffPage("profilo/codici"),
        ["staff-profile-codes-left"] = Guarded("profilo/codici"),
        ["staff-profile-codes-fresh"] = async (site, tab) =>
        {
            await Guarded("profilo/codici")(site, tab);
            await tab.PressButtonAsync("Genera dieci nuovi codici");
            await tab.Page.Locator(".codes").WaitForAsync();
        },
        ["staff-profile-passkey"] = StaffPages.StaffPage("profilo/passkey"),
        ["staff-profile-passkey-one"] = OnePasskey,
        ["staff-profile-passkey-error"] = StaffStates.Refused(OnePasskey, "Salva il nome"),
        ["staff-profile-passkey-removed"] = async (site, tab) =>
        {
            await OnePasskey(site, tab);
            await tab.PressButtonAsync("Rimuovi questa passkey");
            await tab.Page.Locator(".notice-good").WaitForAsync();
        },
        ["staff-denied"] = async (_, tab) =>
        {
            await tab.SignInAsStaffAsync();
            await tab.GoAsync("/gestione/accesso-negato?serve=Handle&serve=Export", 403);
        },
    };

    /// <summary>After the right password of somebody with app, passkey and recovery codes.</summary>
    private static Func<EveryPage, Tab, Task> SecondStep(string page) => async (_, tab) =>
    {
        await tab.SignInAsStaffAsync((await tab.Site.GuardedColleagueAsync()).Email, "**/accesso/codice**");
        await tab.GoAsync($"/gestione/accesso/{page}");
    };

    /// <summary>A page of the back office, as somebody with app, passkey and recovery codes sees it.</summary>
    private static Func<EveryPage, Tab, Task> Guarded(string address) => async (_, tab) =>
    {
        var (email, key) = await tab.Site.GuardedColleagueAsync();
        await tab.SignInAsStaffAsync(email, "**/accesso/codice**");
        await tab.Page.GetByLabel("Codice").FillAsync(TotpCodes.At(key, TotpCodes.StepAt(DateTimeOffset.UtcNow)));
        await tab.PressButtonAsync("Accedi");
        await tab.Page.WaitForURLAsync("**/gestione");
        await tab.GoAsync($"/gestione/{address}");
    };

    private static async Task OnePasskey(EveryPage site, Tab tab)
    {
        await Guarded("profilo")(site, tab);
        await tab.Page.Locator(".passkeys a").ClickAsync();
        await tab.Page.WaitForURLAsync("**/profilo/passkey/*");
    }

    private static async Task ResetLink(EveryPage site, Tab tab)
    {
        var id = await tab.Site.WorkingColleagueAsync();
        var user = await tab.Site.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == id));
        var link = new PasswordResetLink(id, PasswordResetLinks.Print(user.SecurityStamp), DateTimeOffset.UtcNow + PasswordResetLinks.Life);
        await tab.GoAsync($"/gestione/password/{tab.Site.Services.GetRequiredService<PasswordResetLinks>().Token(link)}");
    }

    private static async Task Invitation(EveryPage site, Tab tab) =>
        await tab.GoAsync((await tab.Site.InviteColleagueAsync("Agata Ferrara")).Link);
}
