namespace Coopera.Web.Mail.Mails;

/// <summary>The person gave up their place, or their turn on the waiting list; with the calendar cancellation when they had a place.</summary>
public sealed record RegistrationCancelled(WebinarFacts Webinar, RegistrationFacts Registration, bool HadPlace) : MailContent
{
    public override string Subject => $"Iscrizione annullata: {Webinar.Title}";

    public override Type Template => typeof(RegistrationCancelledMail);

    public override MailCalendar? Calendar => HadPlace ? new(Webinar, Registration, IsCancellation: true) : null;

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"Ciao {Registration.FirstName},",
        HadPlace ? "abbiamo annullato la tua iscrizione, come hai chiesto." : "non sei più in lista d’attesa, come hai chiesto.",
        Webinar.Lines,
        HadPlace ? "In allegato trovi l’aggiornamento che toglie l’incontro dal calendario." : "",
        $"Hai cambiato idea? Puoi iscriverti di nuovo, finché le iscrizioni sono aperte:\n{links.SignUp(Webinar)}",
    ];
}
