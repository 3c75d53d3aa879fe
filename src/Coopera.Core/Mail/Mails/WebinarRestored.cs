using Coopera.Domain.Registrations;

namespace Coopera.Core.Mail.Mails;

/// <summary>The webinar takes place after all: to everybody who was told that it does not.</summary>
public sealed record WebinarRestored(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent
{
    public override string Subject => $"Si tiene: {Webinar.Title}";

    public override Type Template => typeof(WebinarRestoredMail);

    public override bool OpensSomething => true;

    public bool HasPlace => Registration.Status == RegistrationStatus.Confirmed;

    public override MailCalendar? Calendar => HasPlace ? new(Webinar, Registration, IsCancellation: false) : null;

    public string What => "poco fa ti abbiamo scritto che questo webinar era annullato: non è più così, si tiene. Scusaci per la confusione.";

    public string Standing => HasPlace
        ? "La tua iscrizione vale ancora e non devi fare altro: l’invito allegato rimette l’incontro nel calendario."
        : "Sei ancora in lista d’attesa: se si libera un posto ti scriviamo.";

    public override bool TellsOfRegistration => true;

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        What,
        Webinar.Lines,
        HasPlace ? MailPhrases.WayIn(links.Enter(Registration)) : "",
        Standing,
        $"Se non puoi più partecipare, annulla da questa pagina, che è solo tua:\n{links.Personal(Registration)}",
    ];
}
