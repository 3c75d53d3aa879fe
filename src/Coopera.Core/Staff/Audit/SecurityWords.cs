using Coopera.Domain.Staff;

namespace Coopera.Core.Staff.Audit;

public static class SecurityWords
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        [SecurityCode.SignedIn] = "accede",
        [SecurityCode.SignedInWithPasskey] = "accede con una passkey",
        [SecurityCode.SignedInWithRecoveryCode] = "accede con un codice di recupero",
        [SecurityCode.PasswordRight] = "scrive la password giusta, manca il secondo passaggio",
        [SecurityCode.PasswordWrong] = "password sbagliata",
        [SecurityCode.CodeWrong] = "codice del secondo passaggio sbagliato",
        [SecurityCode.PasskeyRefused] = "passkey rifiutata",
        [SecurityCode.NotAllowed] = "password giusta, ma il profilo non può accedere",
        [SecurityCode.Blocked] = "troppi tentativi sbagliati: da lì non si accede per un po’",
        [SecurityCode.UnderAttack] = "molte password sbagliate: avvisata la persona",
        [SecurityCode.ConfirmedAgain] = "conferma chi è",
        [SecurityCode.SignedOut] = "esce",
        [SecurityCode.SessionEnded] = "chiude una sessione",
        [SecurityCode.SessionsEnded] = "chiude tutte le sessioni",
        [SecurityCode.ResetAsked] = "chiede una nuova password",
        [SecurityCode.PasswordReset] = "sceglie una nuova password con il link",
        [SecurityCode.PasswordChanged] = "cambia la password",
        [SecurityCode.LimitReached] = "troppe richieste in un minuto: fermate",
    };

    /// <summary>What begins so: see <see cref="SecurityCode"/>.</summary>
    public static readonly IReadOnlyList<(string Key, string Text)> Kinds =
    [
        ("sign-in.", "accessi e tentativi"), ("session.", "sessioni chiuse"), ("password.", "password nuove"),
        ("limit.", "limiti raggiunti"),
    ];

    /// <summary>A code that nobody knows is shown as it is.</summary>
    public static string Of(string code) => All.GetValueOrDefault(code, code);

    public static bool IsRefusal(string code) => code is SecurityCode.PasswordWrong or SecurityCode.CodeWrong or SecurityCode.PasskeyRefused
        or SecurityCode.NotAllowed or SecurityCode.Blocked or SecurityCode.UnderAttack or SecurityCode.LimitReached;
}
