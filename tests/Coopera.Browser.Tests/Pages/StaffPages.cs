using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Mailings;
using Coopera.Domain.Press;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pages;

/// <summary>The pages of the back office, and the way there.</summary>
internal static class StaffPages
{
    public static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways = new()
    {
        ["staff-today"] = (_, tab) => tab.EnterAsStaffAsync(),
        ["staff-status"] = StaffPage("stato"),
        ["staff-dossier"] = StaffPage("dossier?dal=2022-01-01&al=2022-12-31"),
        ["staff-help"] = StaffPage("aiuto"),
        ["staff-texts"] = StaffPage("testi"),
        ["staff-text"] = StaffPage("testi/titolare"),
        ["staff-sign-ins"] = StaffPage("registro/accessi"),
        ["staff-void-everything"] = StaffPage("utenti/annulla-tutto"),
        ["staff-webinars"] = StaffPage("webinar"),
        ["staff-mailings"] = async (_, tab) =>
        {
            await tab.Site.MailingAsync(null, MailingStatus.Model);
            await StaffPage("messaggi")(null!, tab);
        },
        ["staff-mailing-start"] = StaffPage("messaggi/scegli"),
        ["staff-mailing-new"] = StaffPage(site => $"messaggi/nuovo?a=People&webinar={site.Busy.Id}"),
        ["staff-mailing-invite"] = StaffPage(site => $"messaggi/nuovo?a=Invitations&webinar={site.Open.Id}"),
        ["staff-mailing-bodies"] = StaffPage("messaggi/nuovo?a=Contacts"),
        ["staff-mailing-draft"] = async (site, tab) =>
            await StaffPage($"messaggi/{await tab.Site.MailingAsync(site.Busy.Id, MailingStatus.Draft)}")(site, tab),
        ["staff-mailing-queued"] = async (site, tab) =>
            await StaffPage($"messaggi/{await tab.Site.MailingAsync(site.Busy.Id, MailingStatus.Queued)}")(site, tab),
        ["staff-mailing-withdraw"] = async (site, tab) =>
            await StaffPage($"messaggi/{await tab.Site.MailingAsync(site.Busy.Id, MailingStatus.Queued)}/ritira")(site, tab),
        ["staff-mail"] = StaffPage("posta"),
        ["staff-mail-failed"] = StaffPage("posta?stato=non-riuscite"),
        ["staff-mail-none"] = StaffPage("posta?cerca=zzz"),
        ["staff-mail-one"] = StaffPage(site => $"posta/{site.FailedMail}"),
        ["staff-mail-by-hand"] = StaffPage("posta?stato=da-inviare-per-pec"),
        ["staff-mail-by-hand-one"] = StaffPage(site => $"posta/{site.MailByHand}"),
        ["staff-adhesions-by-pec"] = StaffPage("adesioni/per-pec"),
        ["staff-mail-incoming"] = StaffPage("posta/in-arrivo"),
        ["staff-mail-incoming-none"] = StaffPage("posta/in-arrivo?cerca=zzz"),
        ["staff-mail-addresses"] = StaffPage("posta/indirizzi"),
        ["staff-mail-address"] = StaffPage(site => $"posta/indirizzi/{site.Resting}"),
        ["staff-mail-retry"] = StaffPage("posta/riprova"),
        ["staff-mail-check"] = StaffPage("posta/controlla"),
        ["staff-registrations"] = StaffPage(site => $"webinar/{site.Full.Id}/iscritti"),
        ["staff-registrations-many"] = StaffPage(site => $"webinar/{site.Busy.Id}/iscritti"),
        ["staff-registrations-bursts"] = StaffPage(site => $"webinar/{site.Crowded.Id}/iscritti"),
        ["staff-registrations-burst"] = async (site, tab) =>
        {
            await StaffPage($"webinar/{site.Crowded.Id}/iscritti")(site, tab);
            await tab.Page.Locator(".notice a[href*='raffica=']").First.ClickAsync();
            await tab.Page.WaitForURLAsync("**raffica=**");
        },
        ["staff-registrations-burst-cancel"] = async (site, tab) =>
        {
            await StaffPage($"webinar/{site.Crowded.Id}/iscritti")(site, tab);
            await tab.Page.Locator(".notice a[href*='raffica=']").First.ClickAsync();
            await tab.Page.WaitForURLAsync("**raffica=**");
            await tab.OpenMenuAsync("Azioni");
            await tab.PressButtonAsync("Annulla le iscrizioni…");
            await tab.Page.WaitForURLAsync("**in-blocco**");
        },
        ["staff-registrations-none"] = StaffPage(site => $"webinar/{site.Full.Id}/iscritti?cerca=zzz"),
        ["staff-questions"] = StaffPage(site => $"webinar/{site.Asking.Id}/domande"),
        ["staff-questions-none"] = StaffPage(site => $"webinar/{site.Open.Id}/domande"),
        ["staff-question"] = async (site, tab) =>
        {
            await StaffPage($"webinar/{site.Asking.Id}/domande")(site, tab);
            await tab.Page.Locator(".question-list a").First.ClickAsync();
            await tab.Page.WaitForURLAsync("**/domande/*");
        },
        ["staff-question-errors"] = async (site, tab) =>
        {
            await StaffPage($"webinar/{site.Asking.Id}/domande/nuova")(site, tab);
            await tab.PressButtonAsync("Aggiungi la domanda");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["staff-registrations-filtered"] = StaffPage(
            site => $"webinar/{site.Busy.Id}/iscritti?come=Staff&provincia=ME&ordine=Name&inverso=true"),
        ["staff-registrations-new"] = StaffPage(site => $"webinar/{site.Full.Id}/iscritti/nuova"),
        ["staff-import"] = StaffPage(site => $"webinar/{site.Imported.Id}/iscritti/importa"),
        ["staff-import-review"] = async (site, tab) =>
        {
            await StaffPage($"webinar/{site.Imported.Id}/iscritti/importa")(site, tab);
            await tab.Page.GetByLabel("Incolla qui l’elenco").FillAsync(
                "Cognome;Nome;Email;Ente;Ruolo\nBianchi;Luca;luca.bianchi@comune.example;Castroreal;Assistente sociale\n"
                + "Verdi;Anna;anna.verdi;Messina;\nRossi;Ida;importata2@comune.example;Comune di Patti;\nLo Bue;Eva;eva@studio.example;;");
            await tab.PressButtonAsync("Prova l’importazione");
            await tab.ExpectHeadingAsync("Prova dell’importazione");
            await tab.Page.EvaluateAsync("document.querySelectorAll('main details').forEach(details => details.open = true)");
        },
        ["staff-import-done"] = StaffPage(site => $"webinar/{site.Imported.Id}/iscritti/importa/{site.Import}"),
        ["staff-presence-import"] = StaffPage(site => $"webinar/{site.Imported.Id}/presenze/importa"),
        ["staff-presence-import-review"] = async (site, tab) =>
        {
            await StaffPage($"webinar/{site.Imported.Id}/presenze/importa")(site, tab);
            await tab.ReviewReportAsync(site.Imported);
            await tab.Page.EvaluateAsync("document.querySelectorAll('main details').forEach(details => details.open = true)");
        },
        ["staff-presence-import-done"] = async (site, tab) =>
        {
            await StaffPage($"webinar/{site.Imported.Id}/presenze/importa")(site, tab);
            await tab.ReviewReportAsync(site.Imported);
            await tab.Page.Locator("[name=Remember]").First.CheckAsync();
            await tab.Page.Locator("#chi-0").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Index = 1 });
            await tab.PressButtonAsync("Salva le presenze");
            await tab.ExpectHeadingAsync("Rapporto importato");
        },
        ["staff-registrations-bulk"] = StaffPage(site => $"webinar/{site.Busy.Id}/iscritti/in-blocco?azione=Cancel&tutti=true"),
        ["staff-export-purpose"] = StaffPage(site => $"webinar/{site.Busy.Id}/iscritti.csv?cerca=bue&colonne=email.ente"),
        ["staff-person"] = PersonPage(""),
        ["staff-person-edit"] = PersonPage("/modifica"),
        ["staff-person-substitute"] = PersonPage("/sostituisci"),
        ["staff-person-cancel"] = PersonPage("/annulla"),
        ["staff-person-place"] = PersonPage("/lista-attesa"),
        ["staff-person-invitations"] = async (site, tab) =>
        {
            await tab.Site.WriteAsync(db => db.Registrations.Where(r => r.WebinarId == site.Full.Id)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.FutureInvitations, true)));
            await PersonPage("/inviti")(site, tab);
        },
        ["staff-person-error"] = async (site, tab) =>
        {
            await PersonPage("/sostituisci")(site, tab);
            await tab.Page.Locator("#FirstName").FillAsync("Anna");
            await tab.PressButtonAsync("Sostituisci la persona");
            await tab.Page.Locator("[aria-invalid=true]").First.WaitForAsync();
        },
        ["staff-search"] = StaffPage("cerca?q=castroreale"),
        ["staff-search-people"] = StaffPage("cerca?q=bue&tipo=persone"),
        ["staff-search-none"] = StaffPage("cerca?q=zzzzqq"),
        ["staff-webinar"] = StaffPage(site => $"webinar/{site.Full.Id}"),
        ["staff-webinar-draft"] = StaffPage(site => $"webinar/{site.Draft.Id}"),
        ["staff-webinar-new"] = StaffPage("webinar/nuovo"),
        ["staff-webinar-edit"] = StaffPage(site => $"webinar/{site.Draft.Id}/modifica"),
        ["staff-webinar-wrong"] = async (site, tab) =>
        {
            await StaffPage($"webinar/{site.Draft.Id}/modifica")(site, tab);
            await tab.Page.Locator("#Form_Start_Date").FillAsync("2030-10-27");
            await tab.Page.Locator("#Form_Start_Time").FillAsync("02:30");
            await tab.PressButtonAsync("Salva le modifiche");
            await tab.Page.Locator("[name='Form.Start.Hour']").First.WaitForAsync();
        },
        ["staff-webinar-preview"] = async (site, tab) =>
        {
            await StaffPage($"webinar/{site.Draft.Id}/modifica")(site, tab);
            await tab.PressButtonAsync("Anteprima della descrizione");
            await tab.Page.Locator("#anteprima").WaitForAsync();
        },
        ["staff-webinar-consequences"] = async (site, tab) =>
        {
            await StaffPage($"webinar/{site.Busy.Id}/modifica")(site, tab);
            await tab.Page.Locator("#Form_Title").FillAsync("Accogliere insieme, di più");
            await tab.Page.Locator("#Form_Capacity").FillAsync("10");
            await tab.PressButtonAsync("Salva le modifiche");
            await tab.Page.Locator("#prima-di-salvare").WaitForAsync();
        },
        ["staff-webinar-publish"] = StaffPage(site => $"webinar/{site.Draft.Id}/pubblica"),
        ["staff-webinar-as-it-will-be"] = StaffPage(site => $"webinar/{site.Draft.Id}/anteprima"),
        ["staff-webinar-schedule"] = StaffPage(site => $"webinar/{site.Draft.Id}/programma"),
        ["staff-webinar-scheduled"] = Waiting(draft => draft.SchedulePublication(draft.StartsAt.AddDays(-7))),
        ["staff-webinar-not-published"] = Waiting(draft =>
        {
            draft.SchedulePublication(draft.StartsAt.AddDays(-7));
            draft.MissPublication();
        }),
        ["staff-webinar-register"] = StaffPage(site => $"webinar/{site.Busy.Id}/registro"),
        ["staff-on-the-site"] = async (site, tab) =>
        {
            await tab.EnterAsStaffAsync();
            await tab.GoAsync($"/webinar/{site.Open.Slug}");
        },
        ["staff-press-as-it-will-be"] = async (site, tab) =>
        {
            var release = new PressRelease(
                $"prova-{Guid.NewGuid():N}", "Due territori si raccontano", new DateOnly(2026, 5, 7),
                "Un incontro.", "Un incontro **aperto**.");
            await tab.Site.WriteAsync(db => db.PressReleases.AddAsync(release).AsTask());
            await StaffPage($"comunicati/{release.Id}/anteprima")(site, tab);
        },
        ["staff-webinar-cancelled"] = StaffPage(site => $"webinar/{site.Cancelled.Id}"),
        ["staff-webinar-restore"] = StaffPage(site => $"webinar/{site.Cancelled.Id}/rimetti"),
        ["staff-webinar-cancel"] = StaffPage(site => $"webinar/{site.Busy.Id}/annulla"),
        ["staff-webinar-duplicate"] = StaffPage(site => $"webinar/{site.Busy.Id}/duplica"),
        ["staff-materials"] = StaffPage(site => $"webinar/{site.Draft.Id}/materiali"),
        ["staff-press"] = StaffPage("comunicati"),
        ["staff-press-one"] = StaffPage("comunicati/1"),
        ["staff-press-edit"] = StaffPage("comunicati/1/modifica"),
        ["staff-press-withdraw"] = StaffPage("comunicati/1/ritira"),
        ["staff-press-new"] = StaffPage("comunicati/nuovo"),
        ["staff-adhesions"] = StaffPage("adesioni"),
        ["staff-adhesions-all"] = StaffPage("adesioni?stato=All"),
        ["staff-adhesion"] = StaffPage(site => $"adesioni/{site.Adhesion.Id}"),
        ["staff-adhesion-review"] = async (_, tab) => await StaffPage($"adesioni/{await tab.Site.SignedAdhesionAsync()}")(null!, tab),
        ["staff-adhesion-unchecked"] = async (_, tab) =>
        {
            await StaffPage($"adesioni/{await tab.Site.SignedAdhesionAsync()}")(null!, tab);
            await tab.PressButtonAsync("Accogli l’adesione");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["staff-adhesion-data"] = StaffPage(site => $"adesioni/{site.Adhesion.Id}/dati"),
        ["staff-adhesion-new"] = StaffPage("adesioni/nuova"),
        ["staff-users"] = async (site, tab) =>
        {
            await tab.Site.InviteColleagueAsync("Nunzia D’Angelo");
            await StaffPage("utenti")(site, tab);
        },
        ["staff-invite"] = StaffPage("utenti/invita"),
        ["staff-invite-errors"] = async (site, tab) =>
        {
            await StaffPage("utenti/invita")(site, tab);
            await tab.PressButtonAsync("Manda l’invito");
            await tab.Page.Locator(".error-summary").WaitForAsync();
        },
        ["staff-user-invited"] = async (site, tab) =>
            await StaffPage($"utenti/{(await tab.Site.InviteColleagueAsync("Salvatore Lo Bue")).Id}")(site, tab),
        ["staff-user-open"] = async (site, tab) =>
        {
            await StaffPage($"utenti/{await tab.Site.WorkingColleagueAsync()}")(site, tab);
            foreach (var layer in await tab.Page.Locator("main summary").AllAsync())
            {
                await layer.ClickAsync();
            }
        },
        ["staff-register"] = StaffPage("registro"),
        ["staff-register-none"] = StaffPage("registro?cerca=zzz&dal=ieri"),
        ["staff-register-entry"] = async (site, tab) =>
        {
            await tab.Site.WorkingColleagueAsync();
            await StaffPage("registro?cerca=cambia+un+profilo")(site, tab);
            await tab.Page.Locator("tbody th a").First.ClickAsync();
            await tab.Page.GetByText("Che cosa è cambiato").First.WaitForAsync();
        },
        ["staff-register-verified"] = StaffPage("registro/verifica"),
        ["staff-retention"] = StaffPage("conservazione"),
        ["staff-retention-postpone"] = StaffPage("conservazione/Registrations/rinvia"),
        ["staff-bodies"] = StaffPage("adesioni/enti?cerca=mess"),
        ["staff-body"] = StaffPage("adesioni/enti/083048"),
        ["staff-ipa"] = StaffPage("adesioni/enti/ipa"),
        ["staff-ipa-review"] = async (site, tab) =>
        {
            await StaffPage("adesioni/enti/ipa")(site, tab);
            await tab.Page.GetByLabel("File «enti» dell’IPA").SetInputFilesAsync(new FilePayload
            {
                Name = "enti.csv",
                MimeType = "text/csv",
                Buffer = await tab.Site.ReadAsync(IpaFiles.WithEveryKindOfChangeAsync),
            });
            await tab.PressButtonAsync("Prova l’aggiornamento");
            await tab.ExpectHeadingAsync("Prova dell’aggiornamento");
            await tab.Page.EvaluateAsync("document.querySelectorAll('main details').forEach(details => details.open = true)");
        },
        ["staff-contacts"] = StaffPage("adesioni/referenti"),
        ["staff-silent-bodies"] = StaffPage("adesioni/senza-risposta"),
    };

    /// <summary>Of the first who waits for a place.</summary>
    public static Func<EveryPage, Tab, Task> PersonPage(string action) => async (site, tab) =>
    {
        var id =
            await tab.Site.ReadAsync(db => db.Registrations.Where(
                r => r.WebinarId == site.Full.Id
                    && r.Status == RegistrationStatus.Waiting).OrderBy(r => r.Number).Select(r => r.Id).FirstAsync());
        await StaffPage($"iscrizioni/{id}{action}")(site, tab);
    };

    /// <summary>The page of a draft of its own, once this was done to it.</summary>
    private static Func<EveryPage, Tab, Task> Waiting(Action<Webinar> change) => async (site, tab) =>
    {
        var draft = await tab.Site.DraftAsync();
        await tab.Site.WriteAsync(async db => change(await db.Webinars.SingleAsync(w => w.Id == draft.Id)));
        await StaffPage($"webinar/{draft.Id}")(site, tab);
    };

    public static Func<EveryPage, Tab, Task> StaffPage(string address) => StaffPage(_ => address);

    public static Func<EveryPage, Tab, Task> StaffPage(Func<EveryPage, string> address) => async (site, tab) =>
    {
        await tab.EnterAsStaffAsync();
        await tab.GoAsync($"/gestione/{address(site)}");
    };
}
