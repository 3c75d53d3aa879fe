using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Mails;

public sealed record RegistrationConfirmed(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent
{
    public override string Subject => $"Iscrizione confermata: {Webinar.Title}";

    public override Type Template => typeof(RegistrationConfirmedMail);

    public override MailWorth Worth => MailWorth.Confirmation;

    public override bool OpensSomething => true;

    public override MailCalendar Calendar => new(Webinar, Registration, IsCancellation: false);

    public override bool TellsOfRegistration => true;

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        "la tua iscrizione è confermata.",
        Webinar.Lines,
        MailPhrases.WayIn(links.Enter(Registration)),
        "In allegato trovi l’invito per il calendario.",
        $"Da questa pagina, che è solo tua, puoi rivedere l’iscrizione, correggere i dati o annullare:\n{links.Personal(Registration)}",
        $"Il programma è qui:\n{links.Webinar(Webinar)}",
    ];
}
