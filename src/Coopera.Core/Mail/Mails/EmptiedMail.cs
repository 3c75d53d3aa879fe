namespace Coopera.Core.Mail.Mails;

/// <summary>Stands in rows whose person was forgotten: that a mail of that kind went out stays, what it said does not.</summary>
public sealed record EmptiedMail : MailContent
{
    public static readonly IReadOnlyList<string> Gone =
    [
        "Questa email è stata svuotata, con i dati della persona a cui era andata.",
        "Il destinatario è stato cancellato.",
        "L’oggetto e il contenuto sono stati cancellati.",
        "Che email era, quando è stata scritta e com’è andata resta nell’elenco della posta.",
    ];

    public override string Subject => "Email svuotata";

    public override Type Template => typeof(EmptiedMailMail);

    public override string Why => "Di questa email resta solo che è partita.";

    public override IEnumerable<string> Text(MailLinks links) => Gone;
}
