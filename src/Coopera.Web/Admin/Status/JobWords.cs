using Coopera.Core.Backups;
using Coopera.Core.Certificates;
using Coopera.Core.Coordination;
using Coopera.Core.Files;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox;
using Coopera.Core.Mailings;
using Coopera.Core.OwnData;
using Coopera.Core.Presence;
using Coopera.Core.Questionnaires;
using Coopera.Core.Registrations;
using Coopera.Core.Reminders;
using Coopera.Core.Retention;
using Coopera.Core.Staff;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Web.Admin.Status;

public static class JobWords
{
    private static readonly Dictionary<string, string> Titles = new()
    {
        ["outbox"] = "Spedire le email",
        ["certified-mailbox"] = "Leggere la casella PEC",
        ["certified-outbox"] = "Spedire la posta certificata",
        ["mailbox"] = "Leggere la casella",
        ["mailings"] = "Mettere in coda i messaggi a più persone",
        ["adhesion-reminders"] = "Ricordare agli enti le schede ferme",
        ["unconfirmed-sign-ups"] = "Togliere le iscrizioni non confermate",
        ["kept-places"] = "Passare a chi aspetta i posti di chi ha annullato",
        ["scheduled-publishing"] = "Pubblicare i webinar programmati",
        ["webinar-news"] = "Avvisare di ciò che cambia nei webinar",
        ["webinar-reminders"] = "Ricordare i webinar a chi ha un posto",
        ["questionnaire-invitations"] = "Mandare i questionari",
        ["questionnaire-count"] = "Aprire le urne dei questionari chiusi",
        ["calendar-links"] = "Mettere nei calendari la pagina d’ingresso",
        ["unopened-adhesions"] = "Cancellare le schede che nessuno ha confermato",
        ["certificates"] = "Preparare gli attestati emessi",
        ["certificate-names"] = "Rifare gli attestati con il nome corretto",
        ["committed-writes"] = "Dimenticare i moduli già ricevuti",
        ["refused-mails"] = "Dimenticare il conto delle email non mandate",
        ["left-alone-mails"] = "Dimenticare chi ha scritto le email lasciate com’erano",
        ["sign-in-counts"] = "Dimenticare i tentativi di accesso sbagliati",
        ["security-log"] = "Dimenticare gli accessi di mesi fa",
        ["retention"] = "Cancellare i dati arrivati alla loro scadenza",
        ["own-data-traces"] = "Dimenticare i link ai propri dati e le email di chi si è fatto cancellare",
        ["backup"] = "Fare la copia di sicurezza della notte",
        ["files"] = "Curare i file caricati e quelli provvisori",
    };

    private static readonly Dictionary<string, (string One, string Many)> Counts = new()
    {
        [DeliverMails.Sent] = ("email presa in mano", "email prese in mano"),
        [QueueMailings.Queued] = ("email messa in coda", "email messe in coda"),
        [RemindAdhesions.Reminded] = ("ente avvisato", "enti avvisati"),
        [ForgetUnconfirmed.Lapsed] = ("iscrizione non confermata tolta", "iscrizioni non confermate tolte"),
        [ForgetUnconfirmed.Networks] = ("provenienza dimenticata", "provenienze dimenticate"),
        [FreeKeptPlaces.Freed] = ("annullamento diventato definitivo", "annullamenti diventati definitivi"),
        [PublishScheduled.Published] = ("webinar pubblicato", "webinar pubblicati"),
        [PublishScheduled.Refused] = ("webinar non pubblicato, perché manca qualcosa", "webinar non pubblicati, perché manca qualcosa"),
        [TellWebinarNews.Told] = ("persona avvisata", "persone avvisate"),
        [PlanReminders.Queued] = ("promemoria in partenza", "promemoria in partenza"),
        [PlanReminders.Skipped] = ("promemoria saltato, perché tardi", "promemoria saltati, perché tardi"),
        [InviteToSurveys.Queued] = ("questionario in partenza", "questionari in partenza"),
        [CountSurveys.Counted] = ("urna aperta", "urne aperte"),
        [TakeLinksOutOfCalendars.Updated] = ("calendario aggiornato", "calendari aggiornati"),
        [MakeCertificates.Made] = ("attestato preparato", "attestati preparati"),
        [FollowNames.Followed] = ("attestato aggiornato", "attestati aggiornati"),
        [ForgetUnopenedAdhesions.Forgotten] = ("scheda mai confermata cancellata", "schede mai confermate cancellate"),
        [ForgetOldWrites.Forgotten] = ("riga dimenticata", "righe dimenticate"),
        [ForgetRefusedMails.Forgotten] = ("riga dimenticata", "righe dimenticate"),
        [ForgetSenders.Forgotten] = ("email di cui si dimentica il mittente", "email di cui si dimentica il mittente"),
        [ForgetSignInCounts.Forgotten] = ("conto dimenticato", "conti dimenticati"),
        [ForgetSecurityEvents.Forgotten] = ("accesso di mesi fa dimenticato", "accessi di mesi fa dimenticati"),
        [ForgetSecurityEvents.Sessions] = ("sessione scaduta tolta", "sessioni scadute tolte"),
        [ForgetOnTheirDay.Forgotten] = ("dato cancellato alla sua scadenza", "dati cancellati alla loro scadenza"),
        [ForgetOnTheirDay.Unscrubbed] = ("volta da ripulire il file del database", "volte da ripulire il file del database"),
        [ForgetOwnDataTraces.Links] = ("link ai propri dati dimenticato", "link ai propri dati dimenticati"),
        [ForgetOwnDataTraces.Emptied] = ("email svuotata", "email svuotate"),
        [ForgetOwnDataTraces.Requests] = ("richiesta sui dati dimenticata", "richieste sui dati dimenticate"),
        [BackUpNightly.Made] = ("copia fatta", "copie fatte"),
        [BackUpNightly.Deleted] = ("copia vecchia cancellata", "copie vecchie cancellate"),
        [SweepFiles.Deleted] = ("file che nessuno usava cancellato", "file che nessuno usava cancellati"),
        [SweepFiles.Unnamed] = ("file che nessuno usa da meno di un giorno", "file che nessuno usa da meno di un giorno"),
        [SweepFiles.Missing] = ("file manca", "file mancano"),
        [SweepFiles.Temporary] = ("file provvisorio tolto", "file provvisori tolti"),
    };

    /// <summary>Of the messages that came in, by what became of them.</summary>
    private static readonly Dictionary<string, (string One, string Many)> Incoming = Enum.GetValues<InboxOutcome>().ToDictionary(
        ReadMail.CodeOf,
        outcome => ($"email: {outcome.Words()}", $"email: {outcome.Words()}"));

    public static string Title(string job) => Titles.GetValueOrDefault(job, job);

    public static bool Knows(string job) => Titles.ContainsKey(job);

    public static string Report(JobReport report)
    {
        var parts = report.Counts.Where(count => count.Value > 0).Select(count => Count(count.Key, count.Value)).ToList();
        return parts.Count == 0 ? "Non c’era niente da fare." : string.Join(", ", parts) + ".";
    }

    public static string Condition(JobCondition condition) => condition switch
    {
        JobCondition.InHand => "in corso",
        JobCondition.New => "non ancora partito",
        JobCondition.Failed => "da riprovare",
        JobCondition.Failing => "non riesce",
        JobCondition.Overdue => "in ritardo",
        JobCondition.Held => "fermo, finché non si decide delle email",
        _ => "va bene",
    };

    public static string TagClass(JobCondition condition) => condition switch
    {
        JobCondition.Failing or JobCondition.Overdue => "tag tag-stop",
        JobCondition.Fine => "tag tag-open",
        JobCondition.New => "tag tag-over",
        _ => "tag",
    };

    public static string Every(TimeSpan every) => every switch
    {
        { TotalDays: >= 2 } => $"ogni {(int)every.TotalDays} giorni",
        { TotalDays: >= 1 } => "ogni giorno",
        { TotalHours: >= 2 } => $"ogni {(int)every.TotalHours} ore",
        { TotalHours: >= 1 } => "ogni ora",
        { TotalMinutes: >= 2 } => $"ogni {(int)every.TotalMinutes} minuti",
        { TotalMinutes: >= 1 } => "ogni minuto",
        { TotalSeconds: >= 2 } => $"ogni {(int)every.TotalSeconds} secondi",
        _ => "ogni secondo",
    };

    private static string Count(string code, long count)
    {
        var (one, many) = Counts.GetValueOrDefault(code, Incoming.GetValueOrDefault(code, (code, code)));
        return Amount.Of(count, one, many);
    }
}
