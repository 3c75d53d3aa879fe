namespace Coopera.Core.Mail.Mails;

public sealed record AddressReplaced(WebinarFacts Webinar, string FirstName, string MaskedNewAddress) : MailContent
{
    public override string Subject => $"Il tuo indirizzo è stato sostituito: {Webinar.Title}";

    public override Type Template => typeof(AddressReplacedMail);

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"Ciao {FirstName},",
        $"l’indirizzo email della tua iscrizione è stato cambiato. Il nuovo è {MaskedNewAddress}.",
        Webinar.Lines,
        "Se l’hai fatto tu, va tutto bene: il nuovo link è arrivato al nuovo indirizzo e quello vecchio non funziona più.",
        $"Se non l’hai fatto tu, rispondi a questa email oppure iscriviti di nuovo:\n{links.SignUp(Webinar)}",
    ];
}
