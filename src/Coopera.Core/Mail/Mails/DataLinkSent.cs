using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.OwnData;

namespace Coopera.Core.Mail.Mails;

/// <param name="Link">The row that says until when.</param>
public sealed record DataLinkSent(Guid Link, DateTimeOffset EndsAt) : MailContent
{
    public override string Subject => "Il link ai tuoi dati";

    public override Type Template => typeof(DataLinkSentMail);

    public override MailWorth Worth => MailWorth.Access;

    public override bool OpensSomething => true;

    public override string Why => "Ricevi questa email perché dal sito qualcuno ha chiesto quali dati conserviamo con questo indirizzo.";

    public string Until => $"Il link vale {DataLink.LifeHours} ore, fino {RomeTime.At(EndsAt)} {RomeTime.Date("del", EndsAt)}; poi se ne chiede un altro.";

    public string Warning => "Non inoltrare questa email: chi apre il link vede i dati e può chiedere di cancellarli.";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        "Ciao,",
        "ecco il link per vedere, scaricare, correggere o far cancellare quello che il sito conserva con questo indirizzo:",
        links.OwnData(this),
        Until,
        Warning,
        "Se non l’hai chiesto tu, puoi ignorare questa email: non è cambiato niente.",
    ];
}
