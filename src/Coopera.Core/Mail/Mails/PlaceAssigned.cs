namespace Coopera.Core.Mail.Mails;

public sealed record PlaceAssigned(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent
{
    public override string Subject => $"Si è liberato un posto: {Webinar.Title}";

    public override Type Template => typeof(PlaceAssignedMail);

    public override bool OpensSomething => true;

    public override MailCalendar Calendar => new(Webinar, Registration, IsCancellation: false);

    public override bool TellsOfRegistration => true;

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        "buone notizie: si è liberato un posto ed è tuo. La tua iscrizione è confermata.",
        Webinar.Lines,
        MailPhrases.WayIn(links.Enter(Registration)),
        "In allegato trovi l’invito per il calendario.",
        $"Se non puoi più partecipare, lascia il posto a chi aspetta da questa pagina, che è solo tua:\n{links.Personal(Registration)}",
    ];
}
