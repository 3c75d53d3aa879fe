using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Domain;
using Coopera.Domain.Registrations;

namespace Coopera.Core.Registrations;

public static class RegistrationPhrases
{
    public static string Label(this RegistrationStatus status) => status switch
    {
        RegistrationStatus.Confirmed => "confermata",
        RegistrationStatus.Waiting => "in attesa",
        RegistrationStatus.Unconfirmed => "da confermare",
        _ => "annullata",
    };

    /// <summary>Which privacy notice it was, by the day it is named after: "del 1° novembre 2026, aggiornata 2 volte".</summary>
    public static string Version(string notice)
    {
        var (date, changes) = notice.Split('.') is [var first, var count] ? (first, count) : (notice, "");
        return !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? notice
            : changes.Length == 0 ? RomeTime.Date("del", day)
            : $"{RomeTime.Date("del", day)}, aggiornata {(changes == "1" ? "una volta" : $"{changes} volte")}";
    }

    public static string Group(this RegistrationStatus status) => status switch
    {
        RegistrationStatus.Confirmed => "Confermate",
        RegistrationStatus.Waiting => "In attesa",
        RegistrationStatus.Unconfirmed => "Da confermare",
        _ => "Annullate",
    };

    public static string TagClass(this RegistrationStatus status) => status switch
    {
        RegistrationStatus.Confirmed => "tag tag-open",
        RegistrationStatus.Waiting => "tag tag-sample",
        RegistrationStatus.Unconfirmed => "tag",
        _ => "tag tag-over",
    };

    public static string Label(this ParticipantKind kind) => kind switch
    {
        ParticipantKind.Staff => "personale di un ente",
        ParticipantKind.Partner => "partner o operatore",
        _ => "cittadina o cittadino",
    };

    public static string Label(this RegistrationEventKind kind) => kind switch
    {
        RegistrationEventKind.AddedByStaff => "Aggiunta dalla segreteria",
        RegistrationEventKind.Changed => "Dati corretti",
        RegistrationEventKind.Substituted => "Persona sostituita",
        RegistrationEventKind.Promoted => "Dalla lista d’attesa a un posto",
        RegistrationEventKind.Cancelled => "Iscrizione annullata",
        RegistrationEventKind.Confirmed => "Iscrizione confermata dall’email",
        RegistrationEventKind.Restored => "Annullamento ritirato: l’iscrizione vale di nuovo",
        RegistrationEventKind.SignedUpTogether => "Dal modulo per più persone dello stesso ente",
        RegistrationEventKind.InvitationsWanted => "Vuole gli inviti ai prossimi webinar",
        RegistrationEventKind.InvitationsRevoked => "Non vuole più gli inviti ai prossimi webinar",
        _ => "Conferma richiesta di nuovo",
    };

    /// <summary>What else there is to say of it: what changed, or why.</summary>
    public static string? NoteInWords(this RegistrationEvent line) => line switch
    {
        { Kind: RegistrationEventKind.Promoted, Actor: null } => "Si è liberato un posto.",
        { Kind: RegistrationEventKind.Changed } => ChangedFields.Read(line.Note) is { Count: > 0 } fields
            ? string.Join(", ", fields.Select(field => field.Label())) : "nessun dato diverso",
        _ => line.Note,
    };

    public static string Label(this RegistrationField field) => field switch
    {
        RegistrationField.FirstName => "nome",
        RegistrationField.LastName => "cognome",
        RegistrationField.Email => "email",
        RegistrationField.ParticipantKind => "come partecipa",
        RegistrationField.PublicBody => "ente",
        RegistrationField.Role => "ruolo",
        RegistrationField.Phone => "telefono",
        _ => "risposte alle domande",
    };

    /// <summary>Who did it, when nobody of the staff did.</summary>
    public static string Doer(this RegistrationEventKind kind) => kind switch
    {
        RegistrationEventKind.Promoted => "il sito, da sé",
        RegistrationEventKind.SignedUpTogether => "chi ha compilato il modulo",
        _ => "la persona iscritta",
    };

    /// <summary>To staff, who type an address that somebody else has.</summary>
    public static string MailboxOf(string name) =>
        $"Questo indirizzo ha già un’iscrizione attiva a questo webinar, di {name}. Se è un’altra persona con la stessa casella, spunta qui.";

    public const string NameTaken =
        "Con questo indirizzo c’è già un’iscrizione con questo nome: è un’altra, con una pagina e un link suoi.";

    /// <summary>Of one person of several: by what was sent, and not by who was there.</summary>
    public static string TogetherSentence(this SignUpOutcome outcome) => outcome switch
    {
        SignUpOutcome.Waiting => "I posti sono esauriti: entra in lista d’attesa.",
        SignUpOutcome.ToConfirm => "Da confermare: apri entro un’ora il link che arriva a questa casella.",
        _ => "Arriva la conferma, con l’invito per il calendario.",
    };

    public const string BurstReason = "Molte iscrizioni in poco tempo dallo stesso posto.";

    /// <summary>"48 iscrizioni in 3 minuti dallo stesso posto".</summary>
    public static string Burst(SignUpBurst burst) =>
        $"{Registrations(burst.Count)} in {Amount.Of(Math.Max(1, (int)Math.Ceiling((burst.To - burst.From).TotalMinutes)), "minuto", "minuti")} "
        + "dallo stesso posto";

    /// <summary>"45 con il posto, 2 in attesa, una da confermare": what has become of them.</summary>
    public static string BurstNow(SeenBurst seen) => string.Join(", ", new[]
    {
        (seen.Confirmed, "con il posto"), (seen.Waiting, "in attesa"), (seen.Unconfirmed, "da confermare"),
    }.Where(part => part.Item1 > 0).Select(part => $"{Amount.Of(part.Item1)} {part.Item2}"));

    public static string People(int count) => Amount.Of(count, "persona", "persone");

    public static string Registrations(int count) => Amount.Of(count, "iscrizione", "iscrizioni");

    public static string Sentence(this TakenBack outcome) => outcome switch
    {
        TakenBack.SignedUpAgain => "C’è già una nuova iscrizione con questo indirizzo: vale quella.",
        TakenBack.TooLate => "Sono passati più di dieci minuti, oppure l’incontro non è più in programma: l’annullamento non si può più ritirare.",
        _ => "L’iscrizione vale di nuovo, come prima.",
    };

    public static IReadOnlyList<FieldWords> Facts(this Registration registration, string? bodyName) =>
    [
        new("Nome", registration.FirstName),
        new("Cognome", registration.LastName),
        new("Email", registration.Email.Display),
        new("Stato", registration.Status.Label()),
        new("Partecipa come", registration.ParticipantKind.Label()),
        new("Ente", bodyName ?? registration.OtherBody ?? ""),
        new("Ruolo", registration.Role ?? ""),
        new("Telefono", registration.Phone ?? ""),
        new("Inviti futuri", Phrases.YesNo(registration.FutureInvitations)),
    ];
}
