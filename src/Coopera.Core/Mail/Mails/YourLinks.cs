using Coopera.Domain.Mail;
using Coopera.Domain.Words;

namespace Coopera.Core.Mail.Mails;

public sealed record YourLinks(IReadOnlyList<RegistrationLink> Links) : MailContent
{
    public override string Subject => Links.Count == 1 ? "Il link alla tua iscrizione" : "I link alle tue iscrizioni";

    public override Type Template => typeof(YourLinksMail);

    public override MailWorth Worth => MailWorth.Access;

    public override bool OpensSomething => true;

    public string Greeting => IsOfSeveral ? "Ciao" : Links[0].Registration.Greeting;

    public string Warning => IsOfSeveral
        ? "Ogni link è della persona che ha il nome lì accanto: chi lo apre può modificare o annullare quell’iscrizione."
        : "I link sono solo tuoi: chi li apre può modificare o annullare l’iscrizione.";

    /// <summary>Who it is of, when several people have the mailbox.</summary>
    public string? NameOf(RegistrationLink link) => IsOfSeveral ? link.Registration.NameForMail : null;

    private bool IsOfSeveral =>
        Links.Select(link => PersonName.KeyOf($"{link.Registration.FirstName} {link.Registration.LastName}")).Distinct().Count() > 1;

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Greeting},",
        Links.Count == 1 ? "ecco il link che hai chiesto." : "ecco i link che hai chiesto, uno per ogni iscrizione.",
        .. Links.Select(link =>
            $"{(NameOf(link) is { } name ? $"{name}\n" : "")}{link.Webinar.Lines}\n{links.Personal(link.Registration)}"),
        Warning,
        "Se non li hai chiesti tu, puoi ignorare questa email: non è cambiato niente.",
    ];
}

public sealed record RegistrationLink(WebinarFacts Webinar, RegistrationFacts Registration);
