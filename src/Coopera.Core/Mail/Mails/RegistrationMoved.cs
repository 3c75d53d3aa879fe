using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;

namespace Coopera.Core.Mail.Mails;

public sealed record RegistrationMoved(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent
{
    public override string Subject => $"Nuovo indirizzo per la tua iscrizione: {Webinar.Title}";

    public override Type Template => typeof(RegistrationMovedMail);

    public override MailWorth Worth => MailWorth.Confirmation;

    public override bool OpensSomething => true;

    public override MailCalendar? Calendar =>
        Registration.Status == RegistrationStatus.Confirmed ? new(Webinar, Registration, IsCancellation: false) : null;

    public override bool TellsOfRegistration => true;

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        "da adesso scriviamo a questo indirizzo per la tua iscrizione. Il link che avevi ricevuto prima non funziona più.",
        Webinar.Lines,
        Calendar is null ? "" : MailPhrases.WayIn(links.Enter(Registration)),
        $"Questa è la tua nuova pagina personale:\n{links.Personal(Registration)}",
        "Se questa iscrizione non è tua, apri la pagina e annullala: qualcuno potrebbe aver sbagliato a scrivere il suo indirizzo.",
    ];
}
