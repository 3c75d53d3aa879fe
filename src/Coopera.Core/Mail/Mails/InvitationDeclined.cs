using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Mails;

/// <summary>Their calendar has said no: nothing is cancelled by that, and they are told where it is.</summary>
public sealed record InvitationDeclined(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent
{
    public override string Subject => $"Vuoi annullare l’iscrizione? {Webinar.Title}";

    public override Type Template => typeof(InvitationDeclinedMail);

    public override MailWorth Worth => MailWorth.Access;

    public override bool OpensSomething => true;

    public override bool TellsOfRegistration => true;

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public const string Opening =
        "dal tuo calendario ci è arrivato un «no» all’invito. La tua iscrizione però è ancora valida: da sola non si annulla.";

    public const string Stay = "Se invece vuoi partecipare, non devi fare niente.";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        Opening,
        Webinar.Lines,
        $"Se non puoi partecipare, annulla l’iscrizione dalla tua pagina: così il posto passa a chi aspetta.\n{links.Personal(Registration)}",
        Stay,
    ];
}
