using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Mails;

public sealed record YourLinks(IReadOnlyList<RegistrationLink> Links) : MailContent
{
    public override string Subject => Links.Count == 1 ? "Il link alla tua iscrizione" : "I link alle tue iscrizioni";

    public override Type Template => typeof(YourLinksMail);

    public override MailWorth Worth => MailWorth.Access;

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Links[0].Registration.Greeting},",
        Links.Count == 1 ? "ecco il link che hai chiesto." : "ecco i link che hai chiesto, uno per ogni iscrizione.",
        .. Links.Select(link => $"{link.Webinar.Lines}\n{links.Personal(link.Registration)}"),
        "I link sono solo tuoi: chi li apre può modificare o annullare l’iscrizione.",
        "Se non li hai chiesti tu, puoi ignorare questa email: non è cambiato niente.",
    ];
}

public sealed record RegistrationLink(WebinarFacts Webinar, RegistrationFacts Registration);
