using System.Text.Json.Serialization;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Mails;

public sealed record RegistrationWaiting(
    WebinarFacts Webinar, RegistrationFacts Registration,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FromColleague? Colleague = null) : MailContent
{
    public override string Subject => $"Sei in lista d’attesa: {Webinar.Title}";

    public override Type Template => typeof(RegistrationWaitingMail);

    public override MailWorth Worth => MailWorth.Confirmation;

    public override bool OpensSomething => true;

    public override bool TellsOfRegistration => true;

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        "i posti di questo webinar sono esauriti: ti abbiamo messo in lista d’attesa.",
        Webinar.Lines,
        "Che cosa succede adesso: se si libera un posto lo assegniamo a chi aspetta da più tempo. Quando tocca a te ti scriviamo subito e "
        + "il posto è tuo, senza che tu debba fare altro.",
        $"Se non ti interessa più, esci dalla lista da questa pagina, che è solo tua:\n{links.Personal(Registration)}",
        .. Colleague?.Text(links) ?? [],
    ];
}
