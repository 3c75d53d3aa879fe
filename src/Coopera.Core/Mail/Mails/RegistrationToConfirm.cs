using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Mail.Mails;

/// <summary>To a mailbox that nobody has proven yet: no word in it but the name is the sender's.</summary>
public sealed record RegistrationToConfirm(WebinarFacts Webinar, RegistrationFacts Registration, DateTimeOffset Until) : MailContent
{
    public override string Subject => $"Conferma la tua iscrizione: {Webinar.Title}";

    // Less than a confirmation: a burst does not use up what those need who come from elsewhere.
    public override MailWorth Worth => MailWorth.Access;

    public override bool OpensSomething => true;

    public override Type Template => typeof(RegistrationToConfirmMail);

    public string Deadline => $"Hai tempo fino {RomeTime.At(Until)}";

    public override bool TellsOfRegistration => true;

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        "manca un passo: conferma la tua iscrizione da questa email. Finché non lo fai non hai un posto.",
        Webinar.Lines,
        $"{Deadline}. Apri questa pagina e premi il pulsante:\n{links.Confirm(Webinar, Registration)}",
        "Te lo chiediamo perché in poco tempo sono arrivate molte iscrizioni dallo stesso posto, o dalla stessa casella.",
        "Se l’iscrizione non l’hai fatta tu, ignora questa email: si cancella da sola.",
    ];

    public static RegistrationToConfirm Of(Webinar webinar, Registration registration) =>
        new(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration), registration.ConfirmBy);
}
