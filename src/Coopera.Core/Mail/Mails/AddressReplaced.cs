using System.Text.Json.Serialization;
using Coopera.Domain.Registrations;

namespace Coopera.Core.Mail.Mails;

/// <summary>
/// To the mailbox that a registration has left: perhaps it is not the person's any more, or never was. So no link, and not a word of the
/// new address.
/// </summary>
/// <param name="Leaving">As this mailbox knows it; null in rows from before it was told.</param>
public sealed record AddressReplaced(
    WebinarFacts Webinar,
    string FirstName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RegistrationFacts? Leaving = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ByStaff = false) : MailContent
{
    /// <summary>Rows from before have it; nobody is told it any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MaskedNewAddress { get; init; }

    public override string Subject => $"Il tuo indirizzo è stato sostituito: {Webinar.Title}";

    public override Type Template => typeof(AddressReplacedMail);

    public override MailCalendar? Calendar =>
        Leaving is { Status: RegistrationStatus.Confirmed } leaving ? new(Webinar, leaving, IsCancellation: true) : null;

    public string Greeting => Leaving?.Greeting ?? $"Ciao {FirstName}";

    public string What => ByStaff
        ? "la segreteria ha corretto l’indirizzo email di questa iscrizione: da adesso scriviamo a quello giusto."
        : "l’indirizzo email della tua iscrizione è stato cambiato: da adesso scriviamo al nuovo.";

    public string Effect => "Il link che avevi ricevuto qui non funziona più."
        + (Calendar is null ? "" : " In allegato trovi l’aggiornamento che toglie l’incontro dal calendario di questa casella.");

    public string IfNot => ByStaff
        ? "Se l’iscrizione non era tua non devi fare niente. Se invece pensi che sia un errore, rispondi a questa email."
        : "Se l’hai fatto tu, va tutto bene. Se non l’hai fatto tu, rispondi a questa email.";

    public override IEnumerable<string> Text(MailLinks links) => [$"{Greeting},", What, Webinar.Lines, Effect, IfNot];
}
