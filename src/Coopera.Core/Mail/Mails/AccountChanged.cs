using Coopera.Domain;

namespace Coopera.Core.Mail.Mails;

public enum AccountChange
{
    NewPassword,
    AppAdded,
    AppRemoved,
    PasskeyAdded,
    PasskeyRemoved,
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    SecondStepRemoved,
    UnderAttack,
}

public sealed record AccountChanged(AccountChange Change, DateTimeOffset At) : MailContent
{
    public override string Subject => Change == AccountChange.UnderAttack
        ? "Qualcuno prova a indovinare la tua password"
        : "È cambiato il modo di accedere al tuo profilo";

    public override Type Template => typeof(AccountChangedMail);

    public override string Why => PasswordReset.AccountWhy;

    public string What => $"{RomeTime.DateAndTime(At)}: {Change switch
    {
        AccountChange.NewPassword => "è stata scelta una nuova password.",
        AccountChange.AppAdded => "è stata collegata un’app che genera i codici di accesso.",
        AccountChange.AppRemoved => "è stata scollegata l’app che genera i codici di accesso.",
        AccountChange.PasskeyAdded => "è stata aggiunta una passkey.",
        AccountChange.PasskeyRemoved => "è stata tolta una passkey.",
        AccountChange.RecoveryCodesRenewed => "sono stati generati nuovi codici di recupero; quelli di prima non valgono più.",
        AccountChange.RecoveryCodeUsed => "qualcuno è entrato con la password e un codice di recupero.",
        AccountChange.UnderAttack => "con il tuo indirizzo sono state provate molte password sbagliate. Nessuna era giusta.",
        _ => "è stato tolto il secondo passaggio: app, passkey e codici di recupero. Al prossimo accesso basterà la password.",
    }}";

    public string IfItWasYou => Change == AccountChange.UnderAttack
        ? "Dal computer che usi di solito, e con una passkey, entri come sempre; da un dispositivo nuovo per qualche ora potresti dover "
            + "aspettare. Se hai il secondo passaggio, chi indovinasse la password non entrerebbe comunque."
        : "Se l’hai fatto tu, o l’hai chiesto a chi amministra il sito, non devi fare nulla.";

    public string Otherwise => Change == AccountChange.UnderAttack
        ? "Se usi la stessa password anche altrove, scegline una nuova, e avvisa chi amministra il sito."
        : "Se invece non ne sai niente, scegli subito una nuova password e avvisa chi amministra il sito.";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        "Ciao,",
        What,
        IfItWasYou,
        $"{Otherwise.TrimEnd('.')}:\n{links.ForgottenPassword}",
    ];
}
