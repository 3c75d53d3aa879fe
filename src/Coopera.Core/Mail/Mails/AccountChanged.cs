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
}

public sealed record AccountChanged(AccountChange Change, DateTimeOffset At) : MailContent
{
    public override string Subject => "È cambiato il modo di accedere al tuo profilo";

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
        _ => "è stato tolto il secondo passaggio: app, passkey e codici di recupero. Al prossimo accesso basterà la password.",
    }}";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        "Ciao,",
        What,
        "Se l’hai fatto tu, o l’hai chiesto a chi amministra il sito, non devi fare nulla.",
        $"Se invece non ne sai niente, scegli subito una nuova password e avvisa chi amministra il sito:\n{links.ForgottenPassword}",
    ];
}
