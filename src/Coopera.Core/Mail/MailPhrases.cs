using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail;

public enum MailGroup
{
    All,
    Failed,
    Waiting,
    Retrying,
    Sent,
    Dismissed,
    ByHand,
}

public static class MailPhrases
{
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        [MailKinds.RegistrationConfirmed] = "conferma dell’iscrizione",
        [MailKinds.RegistrationWaiting] = "iscrizione in lista d’attesa",
        [MailKinds.RegistrationToConfirm] = "richiesta di confermare l’iscrizione",
        [MailKinds.AlreadyRegistered] = "avviso: l’iscrizione c’è già",
        [MailKinds.PlaceAssigned] = "posto assegnato dalla lista d’attesa",
        [MailKinds.RegistrationCancelled] = "annullamento dell’iscrizione",
        [MailKinds.RegistrationMoved] = "nuovo indirizzo dell’iscrizione",
        [MailKinds.AddressReplaced] = "avviso al vecchio indirizzo",
        [MailKinds.InvitationDeclined] = "risposta a un «no» del calendario",
        [MailKinds.YourLinks] = "recupero dei link personali",
        [MailKinds.BlankSchedaSent] = "scheda di adesione da compilare",
        [MailKinds.AdhesionNews] = "notizie sull’adesione",
        [MailKinds.AdhesionLinkAgain] = "link dell’adesione, di nuovo",
        [MailKinds.BodyIsMember] = "risposta: l’ente ha già aderito",
        [MailKinds.AdhesionCopyToBody] = "avviso all’ente sull’adesione",
        [MailKinds.PasswordReset] = "nuova password per la gestione",
        [MailKinds.AccountChanged] = "avviso: accesso alla gestione cambiato",
        [MailKinds.ColleagueInvited] = "invito a lavorare nella gestione",
        [MailKinds.MailTest] = "email di prova",
        [MailKinds.CertificateIssued] = "attestato di partecipazione",
        [MailKinds.CertificateRevoked] = "attestato revocato",
        [MailKinds.CertificateSpecimen] = "fac-simile dell’attestato",
        [MailKinds.YourCertificates] = "link agli attestati",
        [MailKinds.DataLinkSent] = "link ai propri dati",
        [MailKinds.DataRequestTold] = "risposta a una richiesta sui dati",
        [MailKinds.WebinarChanged] = "cambiamenti di un webinar",
        [MailKinds.WebinarCancelled] = "annullamento di un webinar",
        [MailKinds.WebinarRestored] = "webinar rimesso in programma",
        [MailKinds.SecretariatMessage] = "messaggio della segreteria",
        [MailKinds.WebinarInvitation] = "invito a un webinar",
        [MailKinds.WebinarReminder] = "promemoria di un webinar",
        [MailKinds.WaitedInVain] = "nessun posto libero prima dell’inizio",
        [MailKinds.WebinarThanks] = "grazie e materiali di un webinar",
        [MailKinds.PresenceDecided] = "risposta a «Non risulto presente»",
        [MailKinds.QuestionnaireOpen] = "questionario anonimo di un webinar",
        [MailKinds.WayInMoved] = "nuovo link per entrare in un webinar",
    };

    private static readonly (MailGroup Group, string Word, string Label)[] Groups =
    [
        (MailGroup.All, "tutte", "Tutte"),
        (MailGroup.Failed, "non-riuscite", "Non riuscite"),
        (MailGroup.Waiting, "coda", "In coda"),
        (MailGroup.Retrying, "riprova", "In riprova"),
        (MailGroup.ByHand, "da-inviare-per-pec", "Da inviare per PEC"),
        (MailGroup.Sent, "spedite", "Spedite"),
        (MailGroup.Dismissed, "chiuse", "Chiuse senza spedire"),
    ];

    public const string AskedAfterwards = "Com’è andata? Bastano due minuti.";

    public const string AnonymousBallot =
        "Il questionario è anonimo: il link è stato estratto a caso, vale una volta sola e non è scritto accanto al tuo nome.";

    public static IEnumerable<MailGroup> AllGroups => Groups.Select(g => g.Group);

    /// <summary>Stands where whom it went to stood.</summary>
    public const string Forgotten = "(destinatario cancellato)";

    /// <summary>Of one whose words are gone: what kind of mail it was.</summary>
    public static string SubjectOf(OutgoingMail mail) =>
        mail.IsForgotten ? KindOf(mail.Kind) : MailContent.FromJson(mail.Content).Subject;

    public static string KindOf(string kind) => Kinds.GetValueOrDefault(kind, kind);

    public static string Label(this MailGroup group) => Groups.First(g => g.Group == group).Label;

    public static string Word(this MailGroup group) => Groups.First(g => g.Group == group).Word;

    public static MailGroup GroupOf(string? word) => Groups.FirstOrDefault(g => g.Word == word).Group;

    public static MailGroup GroupOf(OutgoingMailStatus status, bool tried) => status switch
    {
        OutgoingMailStatus.Failed => MailGroup.Failed,
        OutgoingMailStatus.Sent => MailGroup.Sent,
        OutgoingMailStatus.Dismissed => MailGroup.Dismissed,
        OutgoingMailStatus.ByHand => MailGroup.ByHand,
        _ => tried ? MailGroup.Retrying : MailGroup.Waiting,
    };

    public static string State(this MailGroup group) => group switch
    {
        MailGroup.Failed => "non riuscita",
        MailGroup.Sent => "spedita",
        MailGroup.Dismissed => "chiusa senza spedire",
        MailGroup.ByHand => "da inviare per PEC",
        MailGroup.Retrying => "in riprova",
        _ => "in coda",
    };

    public static string TagClass(this MailGroup group) => group switch
    {
        MailGroup.Failed => "tag tag-stop",
        MailGroup.Sent => "tag tag-open",
        MailGroup.Dismissed => "tag tag-over",
        MailGroup.ByHand => "tag tag-sample",
        MailGroup.Retrying => "tag tag-sample",
        _ => "tag",
    };

    public static string Label(this MailLimit limit) => limit switch
    {
        MailLimit.Mailbox => "troppe alla stessa casella",
        MailLimit.Body => "troppe allo stesso ente",
        _ => "troppe in tutto",
    };

    public const string CopyStays = "Questa email è una copia: va allo stesso indirizzo della prima, o a nessuno.";

    /// <summary>Why such a mail goes to no other address.</summary>
    public static string Sentence(this MailTether tether) => tether switch
    {
        MailTether.Account => "Questa email riguarda l’accesso di una persona alla gestione e può andare solo al suo indirizzo.",
        MailTether.Body => "Questa email va all’indirizzo che risulta per l’ente: se è sbagliato, correggilo nei dati dell’adesione.",
        MailTether.Thing => "Questa email porta un link personale: l’indirizzo si corregge nell’iscrizione o nell’adesione, e il link cambia.",
        _ => "Questa email porta link personali e può andare solo all’indirizzo che li ha chiesti.",
    };

    public static string InSentence(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    /// <summary>"20 al minuto e 200 al giorno".</summary>
    public static string Words(this SendingLimits limits)
    {
        var parts = new[] { (limits.PerMinute, "al minuto"), (limits.PerHour, "all’ora"), (limits.PerDay, "al giorno") }
            .Where(part => part.Item1 is not null).Select(part => $"{Amount.Of(part.Item1!.Value)} {part.Item2}").ToList();
        return parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts[..^1])} e {parts[^1]}";
    }

    /// <summary>When a queue ends: the hour today, the day and the hour within a week, the date after that.</summary>
    public static string EndOf(DateTimeOffset end, DateTimeOffset now) =>
        (RomeTime.Day(end).DayNumber - RomeTime.Day(now).DayNumber) switch
        {
            0 => $"oggi {RomeTime.At(end)}",
            1 => $"domani {RomeTime.At(end)}",
            _ => $"{RomeTime.LongDate(end)} {RomeTime.At(end)}",
        };

    public const string WayInOpens = "si apre poco prima dell’inizio. È solo tua: non passarla ad altri";

    public static string WayIn(string address) => $"Per collegarti apri la tua pagina d’ingresso: {WayInOpens}.\n{address}";

    public static string Attempts(int attempts) => attempts == 1 ? "1 tentativo" : $"{attempts} tentativi";

    /// <summary>"da meno di un minuto", "da 40 minuti", "da 3 ore", "da 2 giorni".</summary>
    public static string For(DateTimeOffset since, DateTimeOffset now) => (now - since) switch
    {
        { TotalMinutes: < 1 } => "da meno di un minuto",
        { TotalMinutes: < 2 } => "da un minuto",
        { TotalHours: < 1 } span => string.Create(CultureInfo.InvariantCulture, $"da {(int)span.TotalMinutes} minuti"),
        { TotalHours: < 2 } => "da un’ora",
        { TotalDays: < 1 } span => string.Create(CultureInfo.InvariantCulture, $"da {(int)span.TotalHours} ore"),
        { TotalDays: < 2 } => "da un giorno",
        var span => string.Create(CultureInfo.InvariantCulture, $"da {(int)span.TotalDays} giorni"),
    };
}
