using Coopera.Domain.Registrations;

namespace Coopera.Core.Mail.Mails;

/// <summary>The webinar does not take place: to everybody who signed up, with the cancellation for calendars.</summary>
/// <param name="Message">Why, as the staff wrote it.</param>
public sealed record WebinarCancelled(WebinarFacts Webinar, RegistrationFacts Registration, string Message) : MailContent
{
    public override string Subject => $"Annullato: {Webinar.Title}";

    public override Type Template => typeof(WebinarCancelledMail);

    public bool HadPlace => Registration.Status == RegistrationStatus.Confirmed;

    public StaffWords? Quoted => string.IsNullOrWhiteSpace(Message) ? null : new StaffWords(About: null, Message);

    public override MailCalendar? Calendar => HadPlace ? new(Webinar, Registration, IsCancellation: true) : null;

    public override bool TellsOfRegistration => true;

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        "ci dispiace: il webinar della tua iscrizione è annullato.",
        Webinar.Lines,
        $"{Quoted}",
        HadPlace ? "In allegato trovi l’aggiornamento che toglie l’incontro dal calendario. Non devi fare altro." : "Non devi fare altro.",
        $"I prossimi webinar sono qui:\n{links.Webinars}",
    ];
}
