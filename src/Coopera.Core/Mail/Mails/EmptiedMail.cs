namespace Coopera.Core.Mail.Mails;

/// <summary>Stands in rows whose person was forgotten: that a mail of that kind went out stays, what it said does not.</summary>
public sealed record EmptiedMail : MailContent
{
    public override string Subject => "Email svuotata";

    public override Type Template => typeof(EmptiedMailMail);

    public override string Why => "Di questa email resta solo che è partita.";

    public static string Gone => "Destinatario e contenuto di questa email sono stati cancellati, con i dati della persona.";

    public static string Stays => "Di che email era, quando è stata scritta e com’è andata resta nell’elenco della posta.";

    public override IEnumerable<string> Text(MailLinks links) => [Subject, Gone, Stays];
}
