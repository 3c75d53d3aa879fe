using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Press;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pages;

/// <summary>
/// The pages of the back office when something is missing or wrong, when a colleague was quicker, and when there is nothing to show.
/// </summary>
internal static class StaffStates
{
    public static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways = new()
    {
        ["staff-webinar-errors"] = Refused("webinar/nuovo", "Salva la bozza"),
        ["staff-webinar-cancel-errors"] = Refused(site => $"webinar/{site.Busy.Id}/annulla", "Annulla il webinar"),
        ["staff-webinar-schedule-errors"] = Refused(site => $"webinar/{site.Draft.Id}/programma", "Programma la pubblicazione"),
        ["staff-questions-copy-errors"] = Refused(site => $"webinar/{site.Open.Id}/domande", "Copia le domande"),
        ["staff-materials-errors"] = Refused(site => $"webinar/{site.Draft.Id}/materiali", "Aggiungi il link"),
        ["staff-materials-file-errors"] = Refused(site => $"webinar/{site.Draft.Id}/materiali", "Aggiungi il file"),
        ["staff-press-errors"] = Refused("comunicati/nuovo", "Salva la bozza"),
        ["staff-registrations-new-errors"] = Refused(site => $"webinar/{site.Full.Id}/iscritti/nuova", "Aggiungi la persona"),
        ["staff-import-errors"] = Refused(site => $"webinar/{site.Imported.Id}/iscritti/importa", "Prova l’importazione"),
        ["staff-registrations-bulk-errors"] = Refused(
            site => $"webinar/{site.Busy.Id}/iscritti/in-blocco?azione=Cancel&tutti=true", "iscrizioni"),
        ["staff-registrations-bulk-again"] = StaffPages.StaffPage(
            site => $"webinar/{site.Busy.Id}/iscritti/in-blocco?azione=Confirm&tutti=true"),
        ["staff-registrations-bulk-nobody"] = StaffPages.StaffPage(site => $"webinar/{site.Busy.Id}/iscritti/in-blocco?azione=Cancel"),
        ["staff-export-purpose-errors"] = Refused(site => $"webinar/{site.Busy.Id}/iscritti.csv", "Scarica il file"),
        ["staff-person-edit-errors"] = Refused(StaffPages.PersonPage("/modifica"), "Salva i dati"),
        ["staff-person-cancel-errors"] = Refused(StaffPages.PersonPage("/annulla"), "Annulla l’iscrizione"),
        ["staff-person-place-errors"] = Refused(StaffPages.PersonPage("/lista-attesa"), "Assegna il posto"),
        ["staff-mail-by-hand-errors"] = Refused(site => $"posta/{site.MailByHand}", "Segna come inviata per PEC"),
        ["staff-adhesions-by-pec-errors"] = Refused("adesioni/per-pec", "Abbina all’adesione"),
        ["staff-mail-address-errors"] = Refused(
            site => $"posta/indirizzi/{site.Resting}", "Correggi e rispedisci tutto quello che aspetta"),
        ["staff-mailing-errors"] = Refused(site => $"messaggi/nuovo?a=People&webinar={site.Busy.Id}", "Salva la bozza"),
        ["staff-mail-errors"] = Refused(site => $"posta/{site.FailedMail}", "Correggi l’indirizzo e manda un nuovo link"),
        ["staff-adhesion-new-errors"] = Refused("adesioni/nuova", "Registra e scrivi i dati"),
        ["staff-adhesion-errors"] = Refused(site => $"adesioni/{site.Adhesion.Id}", "Elimina la bozza"),
        ["staff-user-errors"] = Refused(
            async (site, tab) => await StaffPages.StaffPage($"utenti/{await tab.Site.WorkingColleagueAsync()}")(site, tab),
            "Sospendi il profilo"),

        ["staff-webinar-overtaken"] = Overtaken(async (_, site) => $"webinar/{(await site.OpenAsync()).Id}/modifica", "#Form_Theme"),
        ["staff-press-overtaken"] = Overtaken(async (_, site) => $"comunicati/{await PressReleaseAsync(site)}/modifica", "#Form_Summary"),
        ["staff-question-overtaken"] = Overtaken(async (_, site) => $"webinar/{await QuestionAsync(site)}", "#Form_Text"),
        ["staff-person-overtaken"] = Overtaken(async (_, site) => $"iscrizioni/{await PersonAsync(site)}/modifica", "#LastName"),
        ["staff-adhesion-data-overtaken"] = Overtaken(
            (pages, _) => Task.FromResult($"adesioni/{pages.Adhesion.Id}/dati"), "#Form_People_RepresentativeFirstName"),
        ["staff-user-overtaken"] = Overtaken(async (_, site) => $"utenti/{await site.WorkingColleagueAsync()}", "#Form_FullName"),

        ["staff-registrations-export"] = MenuOpen(site => $"webinar/{site.Busy.Id}/iscritti", "Esporta"),
        ["staff-registrations-columns"] = MenuOpen(site => $"webinar/{site.Asking.Id}/iscritti", "Colonne"),
        ["staff-registrations-chosen"] = async (site, tab) =>
        {
            await StaffPages.StaffPage($"webinar/{site.Busy.Id}/iscritti")(site, tab);
            await tab.Page.Locator(".tick input").Nth(1).CheckAsync();
            await tab.OpenMenuAsync("Azioni");
        },
        ["staff-adhesions-other"] = MenuOpen(_ => "adesioni?stato=All", "Altri elenchi"),
        ["staff-register-export"] = MenuOpen(_ => "registro", "Esporta"),
        ["staff-registrations-empty"] = StaffPages.StaffPage(site => $"webinar/{site.Draft.Id}/iscritti"),
        ["staff-webinars-none"] = StaffPages.StaffPage("webinar?cerca=zzz"),
        ["staff-press-none"] = StaffPages.StaffPage("comunicati?cerca=zzz"),
        ["staff-press-drafts-empty"] = StaffPages.StaffPage("comunicati?stato=Withdrawn"),
        ["staff-materials-empty"] = StaffPages.StaffPage(site => $"webinar/{site.Busy.Id}/materiali"),
        ["staff-adhesions-none"] = StaffPages.StaffPage("adesioni?cerca=zzz"),
        ["staff-contacts-none"] = StaffPages.StaffPage("adesioni/referenti?cerca=zzz"),
        ["staff-silent-bodies-none"] = StaffPages.StaffPage("adesioni/senza-risposta?cerca=zzz"),
        ["staff-mail-checked"] = async (site, tab) =>
        {
            await StaffPages.StaffPage("posta/controlla")(site, tab);
            await tab.PressButtonAsync("Controlla adesso");
            await tab.Page.Locator("#dominio").WaitForAsync();
        },
        ["staff-requests"] = StaffPages.StaffPage("adesioni/richieste"),
        ["staff-requests-none"] = StaffPages.StaffPage("adesioni/richieste?cerca=zzz"),
    };

    private static Func<EveryPage, Tab, Task> MenuOpen(Func<EveryPage, string> address, string menu) => async (site, tab) =>
    {
        await StaffPages.StaffPage(address)(site, tab);
        await tab.OpenMenuAsync(menu);
    };

    /// <summary>The form of this button, sent with nothing written in it: what the server answers.</summary>
    public static Func<EveryPage, Tab, Task> Refused(Func<EveryPage, Tab, Task> way, string button) => async (site, tab) =>
    {
        await way(site, tab);
        await tab.Page.Locator("main form button[type=submit]", new() { HasText = button }).First.EvaluateAsync(
            """
            button => {
                button.form.querySelectorAll('input:not([type=hidden], [type=radio], [type=checkbox]), textarea').forEach(field => field.value = '');
                button.form.submit();
            }
            """);
        await tab.Page.Locator(".error-summary").WaitForAsync();
    };

    private static Func<EveryPage, Tab, Task> Refused(Func<EveryPage, string> address, string button) =>
        Refused(StaffPages.StaffPage(address), button);

    private static Func<EveryPage, Tab, Task> Refused(string address, string button) => Refused(StaffPages.StaffPage(address), button);

    /// <summary>Somebody sends the form of this field, which a colleague has just sent with something else in it.</summary>
    private static Func<EveryPage, Tab, Task> Overtaken(Func<EveryPage, CooperaSite, Task<string>> address, string field) =>
        async (site, tab) =>
    {
        await StaffPages.StaffPage(await address(site, tab.Site))(site, tab);
        var colleague = await tab.Page.Context.NewPageAsync();
        await colleague.GotoAsync(tab.Page.Url);
        await SaveAsync(colleague, "Scritto da chi ha salvato prima");
        await tab.Page.BringToFrontAsync(); // the other goes with the window: to close one that is just being led on can hang Chromium
        Assert.Equal(409, (await SaveAsync(tab.Page, "Scritto da chi arriva dopo")).Status);
        await tab.Page.Locator("main [role=alert]").First.WaitForAsync();

        Task<IResponse> SaveAsync(IPage page, string text) => page.RunAndWaitForResponseAsync(
            () => page.Locator(field).EvaluateAsync("(field, text) => { field.value = text; field.form.submit(); }", text),
            answer => answer.Request.Method == "POST");
    };

    private static async Task<int> PressReleaseAsync(CooperaSite site)
    {
        var release = new PressRelease(
            $"prova-{Guid.NewGuid():N}", "Due territori si raccontano",
            new DateOnly(2026, 5, 7), "Un incontro.", "Un incontro **aperto**.");
        await site.WriteAsync(db => db.PressReleases.AddAsync(release).AsTask());
        return release.Id;
    }

    private static async Task<string> QuestionAsync(CooperaSite site)
    {
        var webinar = await site.AskingAsync();
        return $"{webinar.Id}/domande/{await site.ReadAsync(db => db.Questions.Where(q => q.WebinarId == webinar.Id && q.Position == 3).Select(q => q.Key).SingleAsync())}";
    }

    private static async Task<Guid> PersonAsync(CooperaSite site)
    {
        var webinar = await site.OpenAsync();
        await site.SignUpAsync(webinar, "contesa@comune.example");
        return await site.ReadAsync(db => db.Registrations.Where(r => r.WebinarId == webinar.Id).Select(r => r.Id).SingleAsync());
    }
}
