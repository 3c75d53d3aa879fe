using Coopera.Core.Links;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Mails;

public sealed record PasswordReset(string AccountId, string StampPrint, DateTimeOffset AskedAt) : MailContent
{
    public const string AccountWhy = "Ricevi questa email perché questo indirizzo è di un profilo della gestione di COOPERA.";

    public override string Subject => "Scegli una nuova password per la gestione";

    public override Type Template => typeof(PasswordResetMail);

    public override MailWorth Worth => MailWorth.Access;

    public override string Why => AccountWhy;

    public override bool OpensAnAccount => true;

    public string Until => "Il link vale per due ore da quando è stato chiesto, o finché non lo usi: poi se ne chiede un altro.";

    public PasswordResetLink Link => new(AccountId, StampPrint, AskedAt + PasswordResetLinks.Life);

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        "Ciao,",
        "qualcuno, speriamo tu, ha chiesto di scegliere una nuova password per il tuo profilo. Ecco il link:",
        links.NewPassword(this),
        Until,
        "Se non l’hai chiesto tu, puoi ignorare questa email: la password resta quella di prima.",
    ];
}
