using Coopera.Domain.Registrations;

namespace Coopera.Core.Mail.Mails;

public sealed record AlreadyRegistered(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent
{
    public override string Subject => $"{Heading}: {Webinar.Title}";

    public string Heading => Registration.Status == RegistrationStatus.Waiting ? "Sei già in lista d’attesa" : "La tua iscrizione c’è già";

    public string State => Registration.Status == RegistrationStatus.Waiting
        ? "Sei in lista d’attesa: ti scriviamo appena si libera un posto."
        : "Il tuo posto è confermato.";

    public override Type Template => typeof(AlreadyRegisteredMail);

    public override bool OpensSomething => true;

    public override bool TellsOfRegistration => true;

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        "abbiamo ricevuto un’altra richiesta di iscrizione da questo indirizzo. La prima vale ancora: non serve fare altro.",
        Webinar.Lines,
        State,
        $"Da questa pagina, che è solo tua, puoi rivedere l’iscrizione, correggere i dati o annullare:\n{links.Personal(Registration)}",
        "Se la richiesta non l’hai fatta tu, puoi ignorare questa email: non è cambiato niente.",
    ];
}
