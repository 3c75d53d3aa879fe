using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Mailings;

namespace Coopera.Core.Mailings;

public static class MailingPhrases
{
    public const string InvitationSubject = "Ti invitiamo: {{titolo}}";

    public const string InvitationBody = """
        Ciao {{nome}},

        ti invitiamo al webinar **{{titolo}}**.

        **Quando:** {{quando}}

        [Iscriviti al webinar]({{iscriviti}})

        Il programma e chi interviene sono nella [pagina del webinar]({{pagina}}).
        """;

    public const string Greeting = "Ciao {{nome}},\n\n";

    /// <summary>As in "Messaggio a …".</summary>
    public static string Name(AudienceKind kind) => kind switch
    {
        AudienceKind.People => "persone iscritte a un webinar",
        AudienceKind.Invitations => "persone che hanno chiesto gli inviti",
        AudienceKind.Contacts => "referenti degli enti che hanno aderito",
        AudienceKind.Representatives => "legali rappresentanti degli enti che hanno aderito",
        _ => "enti che non hanno finito l’adesione",
    };

    public static string Label(this PeopleStates state) => state switch
    {
        PeopleStates.Confirmed => "con un posto",
        PeopleStates.Waiting => "in lista d’attesa",
        _ => "con l’iscrizione annullata",
    };

    public static string Words(PeopleStates states) => string.Join(
        ", ", Enum.GetValues<PeopleStates>().Where(state => state != PeopleStates.None && states.HasFlag(state)).Select(Label));

    public static string Label(this MailingStatus status) => status switch
    {
        MailingStatus.Draft => "Bozza",
        MailingStatus.Model => "Modello",
        MailingStatus.Queueing => "Si mette in coda",
        MailingStatus.Queued => "In coda",
        _ => "Ritirato",
    };

    public static string Label(this MailingStatus status, int waiting) =>
        status == MailingStatus.Queued && waiting == 0 ? "Spedito" : status.Label();

    public static string TagClass(this MailingStatus status) => status switch
    {
        MailingStatus.Queueing or MailingStatus.Queued => "tag tag-open",
        MailingStatus.Withdrawn => "tag tag-stop",
        _ => "tag",
    };

    public static string Says(this LeftOut why, int count) => why switch
    {
        LeftOut.HasPlace => People(count, "ha un posto", "hanno un posto"),
        LeftOut.Waits => People(count, "è in lista d’attesa", "sono in lista d’attesa"),
        LeftOut.Cancelled => People(count, "ha annullato l’iscrizione", "hanno annullato l’iscrizione"),
        LeftOut.OtherProvinceOrKind => Amount.Of(count, "resta fuori dai filtri che hai scelto", "restano fuori dai filtri che hai scelto"),
        LeftOut.CameIn => People(count, "è entrata nel webinar", "sono entrate nel webinar"),
        LeftOut.StayedAway => People(count, "non è entrata nel webinar", "non sono entrate nel webinar"),
        LeftOut.SignedUpAgain => People(count, "aveva annullato e si è iscritta di nuovo", "avevano annullato e si sono iscritte di nuovo"),
        LeftOut.NoConsent => People(count, "non ha chiesto gli inviti", "non hanno chiesto gli inviti"),
        LeftOut.SignedUp => People(count, "è già iscritta a questo webinar", "sono già iscritte a questo webinar"),
        LeftOut.AddressFails => People(count, "ha un indirizzo che non riceve posta", "hanno un indirizzo che non riceve posta"),
        LeftOut.AddressRests => People(
            count, "ha un indirizzo a riposo: le email tornano indietro", "hanno un indirizzo a riposo: le email tornano indietro"),
        LeftOut.NoAddress => People(count, "non ha un indirizzo email", "non hanno un indirizzo email"),
        _ => Amount.Of(count, "indirizzo c’è due volte, e riceve una sola email", "indirizzi ci sono più volte, e ricevono una sola email"),
    };

    /// <summary>A subject as staff call it: its one field that is the same for everybody is filled in, when it is known.</summary>
    public static string Title(string subject, string? webinar) =>
        webinar is null ? subject : subject.Replace($"{{{{{MessageFields.Title}}}}}", webinar, StringComparison.Ordinal);

    public static string People(int count) => Amount.Of(count, "persona", "persone");

    public static string Withdrawn(int count) => count switch
    {
        0 => "Messaggio ritirato: non c’era più nessuna email da fermare.",
        1 => "Messaggio ritirato: un’email non parte più.",
        _ => $"Messaggio ritirato: {Amount.Of(count)} email non partono più.",
    };

    /// <summary>"120 email partite su 600. Finirà giovedì 3 dicembre 2026 alle 10:40."</summary>
    public static string Gone(MailingProgress progress, DateTimeOffset now)
    {
        var sent = Amount.Of(progress.Sent, "email partita", "email partite");
        return progress switch
        {
            { All: 0 } => "Non c’era nessuno a cui mandarlo.",
            { Waiting: 0 } => $"Finito: {sent} su {Amount.Of(progress.All)}.",
            { EndsAt: { } end } => $"{sent} su {Amount.Of(progress.All)}. Finirà {MailPhrases.EndOf(end, now)}.",
            _ => $"{sent} su {Amount.Of(progress.All)}. La posta adesso è ferma: quelle in coda aspettano.",
        };
    }

    /// <summary>"meno di un minuto", "circa 12 minuti", "circa 4 giorni".</summary>
    public static string Takes(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "meno di un minuto",
        { TotalMinutes: < 90 } => $"circa {Amount.Of(Round(span.TotalMinutes), "minuto", "minuti")}",
        { TotalHours: < 36 } => $"circa {Amount.Of(Round(span.TotalHours), "ora", "ore")}",
        _ => $"circa {Amount.Of(Round(span.TotalDays), "giorno", "giorni")}",
    };

    public static IReadOnlyList<FieldWords> Of(MailingContent content) =>
    [
        new("A chi", Name(content.Audience.Kind)),
        new("Con quale iscrizione", Words(content.Audience.States)),
        new("Ingresso", CameIn(content.Audience.CameIn)),
        new("Provincia", content.Audience.Province ?? ""),
        new("Partecipa come", content.Audience.ParticipantKind?.Label() ?? ""),
        new("Oggetto", content.Subject),
        new("Testo", content.Body),
    ];

    public static string CameIn(bool? cameIn) => cameIn switch
    {
        true => "chi è entrato nel webinar",
        false => "chi non è entrato nel webinar",
        null => "",
    };

    /// <summary>What a field stands for, for who writes.</summary>
    public static string Meaning(string field) => field switch
    {
        MessageFields.FirstName => "il nome",
        MessageFields.LastName => "il cognome",
        MessageFields.Body => "l’ente",
        MessageFields.Title => "il titolo del webinar",
        MessageFields.When => "giorno e ora del webinar",
        MessageFields.Page => "il link alla pagina del webinar",
        MessageFields.SignUp => "il link per iscriversi",
        MessageFields.Enter => "il link personale per entrare nel webinar, diverso per ogni persona",
        MessageFields.Registration => "il link personale all’iscrizione, diverso per ogni persona",
        _ => "il link alla pagina del Coordinamento",
    };

    private static long Round(double value) => (long)Math.Ceiling(value - 0.25);

    private static string People(int count, string one, string many) => $"{People(count)} {(count == 1 ? one : many)}";
}
