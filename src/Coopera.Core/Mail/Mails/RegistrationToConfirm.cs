using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Mail.Mails;

/// <summary>To a mailbox that nobody has proven yet: no word in it but the name is the sender's.</summary>
public sealed record RegistrationToConfirm(WebinarFacts Webinar, RegistrationFacts Registration, DateTimeOffset Until) : MailContent
{
    public override string Subject => $"Conferma la tua iscrizione: {Webinar.Title}";

    public override Type Template => typeof(RegistrationToConfirmMail);

    public string Deadline => $"Hai tempo fino {RomeTime.At(Until)}";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"Ciao {Registration.FirstName},",
        "manca un passo: conferma la tua iscrizione da questa email. Finché non lo fai non hai un posto.",
        Webinar.Lines,
        $"{Deadline}. Apri questa pagina e premi il pulsante:\n{links.Confirm(Webinar, Registration)}",
        "Te lo chiediamo perché in poco tempo sono arrivate molte iscrizioni dallo stesso posto, o dalla stessa casella.",
        "Se non ti sei iscritto o iscritta, ignora questa email: l’iscrizione si cancella da sola.",
    ];

    public static RegistrationToConfirm Of(Webinar webinar, Registration registration) =>
        new(WebinarFacts.Of(webinar) with { JoinLink = null }, RegistrationFacts.Of(registration), registration.ConfirmBy);
}
