using System.Globalization;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail;

/// <summary>The shelves of the mail page.</summary>
public enum MailShelf
{
    All,
    Failed,
    Waiting,
    Retrying,
    Sent,
    Dismissed,
}

/// <summary>What staff read about mails.</summary>
public static class MailWords
{
    /// <summary>One label for each class of mail: what it is for.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        [nameof(RegistrationConfirmed)] = "conferma dell’iscrizione",
        [nameof(RegistrationWaiting)] = "iscrizione in lista d’attesa",
        [nameof(AlreadyRegistered)] = "avviso: già iscritto",
        [nameof(PlaceAssigned)] = "posto assegnato dalla lista d’attesa",
        [nameof(RegistrationCancelled)] = "annullamento dell’iscrizione",
        [nameof(RegistrationMoved)] = "nuovo indirizzo dell’iscrizione",
        [nameof(AddressReplaced)] = "avviso al vecchio indirizzo",
        [nameof(YourLinks)] = "recupero dei link personali",
        [nameof(BlankSchedaSent)] = "scheda di adesione da compilare",
        [nameof(AdhesionNews)] = "notizie sull’adesione",
        [nameof(AdhesionCopyToBody)] = "avviso all’ente sull’adesione",
        [nameof(PasswordReset)] = "nuova password per la gestione",
        [nameof(AccountChanged)] = "avviso: accesso alla gestione cambiato",
        [nameof(ColleagueInvited)] = "invito a lavorare nella gestione",
        [nameof(WebinarChanged)] = "cambiamenti di un webinar",
        [nameof(WebinarCancelled)] = "annullamento di un webinar",
    };

    private static readonly (MailShelf Shelf, string Word, string Label)[] Shelves =
    [
        (MailShelf.All, "tutte", "Tutte"),
        (MailShelf.Failed, "non-riuscite", "Non riuscite"),
        (MailShelf.Waiting, "coda", "In coda"),
        (MailShelf.Retrying, "riprova", "In riprova"),
        (MailShelf.Sent, "spedite", "Spedite"),
        (MailShelf.Dismissed, "chiuse", "Chiuse senza spedire"),
    ];

    public static IEnumerable<MailShelf> AllShelves => Shelves.Select(s => s.Shelf);

    public static string KindOf(string kind) => Kinds.GetValueOrDefault(kind, kind);

    public static string Label(this MailShelf shelf) => Shelves.First(s => s.Shelf == shelf).Label;

    /// <summary>In addresses: <c>?stato=non-riuscite</c>.</summary>
    public static string Word(this MailShelf shelf) => Shelves.First(s => s.Shelf == shelf).Word;

    /// <summary>What is in an address, read as a shelf; all of them when it is none.</summary>
    public static MailShelf ShelfOf(string? word) => Shelves.FirstOrDefault(s => s.Word == word).Shelf;

    public static MailShelf ShelfOf(OutgoingMailStatus status, bool tried) => status switch
    {
        OutgoingMailStatus.Failed => MailShelf.Failed,
        OutgoingMailStatus.Sent => MailShelf.Sent,
        OutgoingMailStatus.Dismissed => MailShelf.Dismissed,
        _ => tried ? MailShelf.Retrying : MailShelf.Waiting,
    };

    /// <summary>Of one mail: "non riuscita", "spedita".</summary>
    public static string State(this MailShelf shelf) => shelf switch
    {
        MailShelf.Failed => "non riuscita",
        MailShelf.Sent => "spedita",
        MailShelf.Dismissed => "chiusa senza spedire",
        MailShelf.Retrying => "in riprova",
        _ => "in coda",
    };

    public static string TagClass(this MailShelf shelf) => shelf switch
    {
        MailShelf.Failed => "tag tag-stop",
        MailShelf.Sent => "tag tag-open",
        MailShelf.Dismissed => "tag tag-over",
        MailShelf.Retrying => "tag tag-sample",
        _ => "tag",
    };

    /// <summary>"1 tentativo", "3 tentativi".</summary>
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
