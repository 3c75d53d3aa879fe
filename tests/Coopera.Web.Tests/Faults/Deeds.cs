using Coopera.Core.Data;
using Coopera.Domain.Coordination;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Admin;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Faults;

/// <summary>
/// Everything people send that makes a row, keeps a file or causes a mail, each ready to be sent once, twice or over a broken line.
/// </summary>
internal static partial class Deeds
{
    public const string FileName = "scheda.pdf";

    private static readonly Dictionary<string, (string Adds, Func<Stage, Task<Func<Task<Page>>>> Prepare)> All = new()
    {
        ["una persona si iscrive"] = ("1 iscrizione, 1 email", async stage =>
        {
            var webinar = await stage.WebinarAsync();
            var form = await stage.Anybody.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
            return () => stage.Anybody.SubmitAsync(form, SignUpPageTests.Form(stage.Email));
        }
        ),
        ["una persona torna indietro e si corregge"] = ("", async stage =>
        {
            var webinar = await stage.WebinarAsync();
            var form = await stage.Anybody.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
            await stage.Anybody.SubmitAsync(form, new(SignUpPageTests.Form(stage.Email)) { ["LastName"] = "Rosi" });
            return () => stage.Anybody.SubmitAsync(form, SignUpPageTests.Form(stage.Email));
        }
        ),
        ["una persona cambia indirizzo"] = ("2 email", async stage =>
        {
            var page = await stage.Anybody.GetAsync(
                stage.LinkOf(await stage.Site.SignUpAsync(await stage.WebinarAsync(), stage.Email)));
            return () => stage.Anybody.SubmitAsync(page, new() { ["Email"] = $"nuova-{stage.Email}" }, "form[action$=modifica]");
        }
        ),
        ["qualcuno chiede la scheda"] = ("1 richiesta, 1 email", async stage =>
        {
            var form = await stage.Anybody.GetAsync("/coordinamento/richiesta-scheda");
            return () => stage.Anybody.SubmitAsync(form, new() { ["Email"] = stage.Email, ["PrivacyNoticeRead"] = "true" });
        }
        ),
        ["un ente inizia"] = ("1 adesione, 1 evento, 1 email", async stage =>
        {
            var body = await stage.FreeBodyAsync();
            var form = await stage.Anybody.GetAsync("/coordinamento/adesione");
            return () => stage.Anybody.SubmitAsync(form, stage.Sender(body));
        }
        ),
        ["un ente inizia con un file"] = ("1 adesione, 2 eventi, 1 copia, 1 email", async stage =>
        {
            var body = await stage.FreeBodyAsync();
            var form = await stage.Anybody.GetAsync("/coordinamento/scheda/carica");
            return () => stage.Anybody.UploadAsync(form, FileName, TestPdf.Plain(), stage.Sender(body));
        }
        ),
        ["un ente salva un passo"] = ("", async stage =>
        {
            var form = await stage.Anybody.GetAsync($"{stage.LinkOf(await stage.AdhesionAsync())}/ente");
            return () => stage.Anybody.SubmitAsync(form, new() { ["Pec"] = "altra@pec.example" });
        }
        ),
        ["un ente manda la copia firmata"] = ("1 evento, 1 copia, 3 email, 1 ricevuta", async stage =>
        {
            var form = await stage.Anybody.GetAsync(stage.LinkOf(await stage.AdhesionAsync()));
            return () => stage.Anybody.UploadAsync(form, FileName, TestPdf.Plain());
        }
        ),
        ["la segreteria carica la scansione"] = ("1 evento, 1 copia, 3 email, 1 riga del registro, 1 ricevuta", async stage =>
        {
            var page = await stage.Staff.OpenAsync(await stage.AdhesionAsync());
            return () => stage.Staff.UploadAsync(page, FileName, TestPdf.Plain());
        }
        ),
        ["la segreteria considera inviata la copia"] = ("1 evento, 2 email, 1 riga del registro, 1 ricevuta", async stage =>
        {
            var body = await stage.FreeBodyAsync();
            var form = await stage.Anybody.GetAsync("/coordinamento/scheda/carica");
            await stage.Anybody.UploadAsync(form, FileName, TestPdf.Plain(), stage.Sender(body));
            var page = await stage.Staff.OpenAsync(
                await stage.Site.ReadAsync(db => db.Adhesions.SingleAsync(a => a.PublicBodyCode == body)));
            return () => stage.Staff.PressAsync(page, "copie/invia");
        }
        ),
        ["la segreteria manda un nuovo link"] = ("1 evento, 1 email, 1 riga del registro", async stage =>
        {
            var page = await stage.Staff.OpenAsync(await stage.AdhesionAsync());
            return () => stage.Staff.PressAsync(page, "link", ("LinkEmail", stage.Email));
        }
        ),
        ["la segreteria registra un’adesione"] = ("1 adesione, 1 evento, 1 email, 1 riga del registro", async stage =>
        {
            var body = await stage.FreeBodyAsync();
            var form = await stage.Staff.GetAsync("/gestione/adesioni/nuova");
            return () => stage.Staff.RecordAsync(
                new()
                {
                    ["BodyName"] = body,
                    ["PublicBodyCode"] = body,
                    ["Arrival"] = "Pec",
                    ["ArrivedOn"] = "12/1/2026",
                    ["Email"] = stage.Email
                }, form);
        }
        ),
        ["la redazione aggiunge un file"] = ("1 materiale, 1 riga del registro", async stage =>
        {
            var page = await stage.Staff.GetAsync($"/gestione/webinar/{(await stage.WebinarAsync()).Id}/materiali");
            return () => stage.Staff.UploadAsync(page, "slide.pdf", "%PDF-1.7"u8.ToArray(), new() { ["File.Title"] = "Le slide" });
        }
        ),
        ["la redazione aggiunge un link"] = ("1 materiale, 1 riga del registro", async stage =>
        {
            var page = await stage.Staff.GetAsync($"/gestione/webinar/{(await stage.WebinarAsync()).Id}/materiali");
            return () => stage.Staff.SubmitAsync(
                page, new() { ["Link.Title"] = "Il video", ["Link.Url"] = "https://video.example/1" }, "#modulo-link");
        }
        ),
        ["la redazione sposta un materiale"] = ("1 riga del registro", async stage =>
        {
            var (page, form) = await stage.MaterialAsync();
            return () => stage.Staff.SubmitAsync(page, new() { ["do"] = "down" }, form);
        }
        ),
        ["la redazione toglie un materiale"] = ("-1 materiali, 1 riga del registro", async stage =>
        {
            var (page, form) = await stage.MaterialAsync();
            return () => stage.Staff.SubmitAsync(page, new() { ["do"] = "remove" }, form);
        }
        ),
        ["la redazione scrive un webinar"] = ("1 webinar, 1 riga del registro", async stage =>
        {
            var page = await stage.Staff.GetAsync("/gestione/webinar/nuovo");
            return () => stage.Staff.SendAsync(
                page, ("Title", $"Webinar {stage.Number}"), ("Start.Date", "19/3/2027"), ("Start.Time", "15:00"), ("End.Time", "17:00"));
        }
        ),
        ["la redazione duplica un webinar"] = ("1 webinar, 1 riga del registro", async stage =>
        {
            var page = await stage.Staff.GetAsync($"/gestione/webinar/{(await stage.WebinarAsync()).Id}/duplica");
            return () => stage.Staff.ConfirmAsync(page);
        }
        ),
        ["la redazione scrive un comunicato"] = ("1 comunicato, 1 riga del registro", async stage =>
        {
            var page = await stage.Staff.GetAsync("/gestione/comunicati/nuovo");
            return () => stage.Staff.SendAsync(
                page, ("Title", $"Comunicato {stage.Number}"), ("IssuedOn", "2/2/2026"), ("Summary", "In breve."), ("Body", "Testo."));
        }
        ),
        ["la redazione aggiunge una domanda"] = ("1 domanda, 1 riga del registro", async stage =>
        {
            var page = await stage.Staff.GetAsync($"/gestione/webinar/{(await stage.WebinarAsync()).Id}/domande/nuova");
            return () => stage.Staff.SubmitAsync(page, new() { ["Form.Text"] = "Ti fermi a pranzo?", ["Form.Kind"] = "YesNo" });
        }
        ),
        ["un collega è invitato"] = ("1 profilo, 1 email, 1 riga del registro", async stage =>
        {
            var page = await stage.Staff.GetAsync("/gestione/utenti/invita");
            return () =>
                stage.Staff.SubmitAsync(page, new() { ["Email"] = stage.Email, ["Roles"] = StaffRoles.Editor }, "form[action$='/invita']");
        }
        ),
        ["la segreteria aggiunge una persona"] = ("1 iscrizione, 1 email, 1 riga del registro", async stage =>
        {
            var page = await stage.Staff.GetAsync($"/gestione/webinar/{(await stage.WebinarAsync()).Id}/iscritti/nuova");
            return () => stage.Staff.SubmitAsync(page, new()
            {
                ["FirstName"] = "Anna",
                ["LastName"] = "Verdi",
                ["Email"] = stage.Email,
                ["ParticipantKind"] = "Staff",
                ["OtherBody"] = "Castroreale",
                ["Informed"] = "telefono",
            });
        }
        ),
        ["una persona prende il posto di un’altra"] = ("2 email, 1 riga del registro", async stage =>
        {
            var id = await stage.Site.SignUpAsync(await stage.WebinarAsync(), stage.Email);
            var page = await stage.Staff.GetAsync($"/gestione/iscrizioni/{id}/sostituisci");
            return () => stage.Staff.SubmitAsync(page, new()
            {
                ["FirstName"] = "Anna",
                ["LastName"] = "Verdi",
                ["Email"] = $"altra-{stage.Email}",
                ["Informed"] = "telefono",
                ["Reason"] = "Lo chiede il Comune",
            });
        }
        ),
        ["le sessioni di un collega sono chiuse"] = ("1 riga del registro", async stage =>
        {
            var page = await stage.Staff.PersonAsync((await stage.Site.ColleagueAsync(StaffRoles.Editor)).Id);
            return () => stage.Staff.PressAsync(page, "sessioni");
        }
        ),
        ["la conferma riparte"] = ("1 email, 1 riga del registro", async stage =>
        {
            var page =
                await stage.Staff.GetAsync($"/gestione/iscrizioni/{await stage.Site.SignUpAsync(await stage.WebinarAsync(), stage.Email)}");
            return () => stage.Staff.SubmitAsync(page, [], "form[action$='/conferma']");
        }
        ),
        ["le conferme ripartono in blocco"] = ("2 email, 1 riga del registro", async stage =>
        {
            var webinar = await stage.WebinarAsync();
            await stage.Site.SignUpAsync(webinar, stage.Email);
            await stage.Site.SignUpAsync(webinar, $"altra-{stage.Email}");
            var page = await stage.Staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/in-blocco?azione=Confirm&tutti=true");
            return () => stage.Staff.SubmitAsync(page, [], "form[action*='in-blocco']");
        }
        ),
        ["la segreteria importa un elenco"] = ("2 iscrizioni, 2 email, 1 riga del registro", async stage =>
        {
            var page = await stage.TryImportAsync(await stage.WebinarAsync());
            return () => stage.Staff.SubmitAsync(page, new() { ["Informed"] = "email", ["Purpose"] = "Elenco del Comune" });
        }
        ),
    };

    private static int _number;

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>Everything there is to do before the button is pressed.</summary>
    public static Task<(string Adds, Func<Task<Page>> Send)> PrepareAsync(string name, CooperaSite site, Visitor staff) =>
        PrepareAsync(name, site, staff, site.NewVisitor());

    public static async Task<(string Adds, Func<Task<Page>> Send)> PrepareAsync(
        string name, CooperaSite site, Visitor staff, Visitor anybody)
    {
        var (adds, prepare) = All[name];
        return (adds, await prepare(new Stage(site, staff, anybody, Interlocked.Increment(ref _number))));
    }

    public static async Task<IReadOnlyList<(string One, string Many, int Count)>> CountAsync(CooperaSite site) =>
        await site.ReadAsync(async db => (IReadOnlyList<(string, string, int)>)
    [
        ("iscrizione", "iscrizioni", await db.Registrations.CountAsync()),
        ("richiesta", "richieste", await db.SchedaRequests.CountAsync()),
        ("webinar", "webinar", await db.Webinars.CountAsync()),
        ("comunicato", "comunicati", await db.PressReleases.CountAsync()),
        ("domanda", "domande", await db.Questions.CountAsync()),
        ("materiale", "materiali", await db.Set<Material>().CountAsync()),
        ("profilo", "profili", await db.Users.CountAsync()),
        ("adesione", "adesioni", await db.Adhesions.CountAsync()),
        ("evento", "eventi", await db.Set<AdhesionEvent>().CountAsync()),
        ("copia", "copie", await db.Set<SignedCopy>().CountAsync()),
        ("email", "email", await db.OutgoingMails.CountAsync()),
        ("riga del registro", "righe del registro", await db.AuditEntries.CountAsync()),
        ("ricevuta", "ricevute", (int)await db.ReceiptCounters.SumAsync(c => c.Last)),
    ]);

    /// <summary>"1 adesione, 2 email": what there is more than before.</summary>
    public static async Task<string> AddedSinceAsync(CooperaSite site, IReadOnlyList<(string One, string Many, int Count)> before) =>
        string.Join(", ",
        (await CountAsync(site))
            .Zip(before, (now, then) => (now.One, now.Many, Count: now.Count - then.Count)).Where(more => more.Count != 0)
            .Select(more => $"{more.Count} {(more.Count == 1 ? more.One : more.Many)}"));

    /// <summary>Files that a row names and that are not there.</summary>
    public static async Task<List<string>> MissingFilesAsync(CooperaSite site)
    {
        var named = await site.ReadAsync(async db => (await db.Set<SignedCopy>().Select(c => c.StoreKey).ToListAsync())
            .Concat(await db.Set<Material>().Where(m => m.StoreKey != null).Select(m => m.StoreKey!).ToListAsync()).ToList());
        return [.. named.Where(key => !File.Exists(Path.Combine(site.Folder, "uploads", key)))];
    }
}
