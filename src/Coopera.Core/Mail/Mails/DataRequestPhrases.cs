using Coopera.Domain.OwnData;

namespace Coopera.Core.Mail.Mails;

/// <summary>What pages and mails say of requests about one's own data.</summary>
public static class DataRequestPhrases
{
    public const int MailsKeptDays = 30;

    public static string Label(this DataRequestKind kind) => kind == DataRequestKind.Erasure ? "cancellazione" : "correzione";

    public static string Label(this DataRequestStatus status) => status switch
    {
        DataRequestStatus.Open => "da fare",
        DataRequestStatus.Done => "fatta",
        _ => "non accolta",
    };

    /// <summary>What stays, and why.</summary>
    public static string Sentence(this StaysBehind what) => what switch
    {
        StaysBehind.Adhesions =>
            "L’adesione di un ente in cui compare questo indirizzo: è un atto di un ente pubblico, e nome e recapiti di chi lo segue si "
            + "tolgono quando l’ente ne indica altri. Ci pensa la segreteria, che risponde per email.",
        StaysBehind.BodyPec =>
            "L’indirizzo PEC che un ente ha indicato per la sua adesione: è un recapito dell’ente e fa parte dell’atto.",
        StaysBehind.Certificates =>
            "Gli attestati di partecipazione già emessi, con il nome e le ore: a chi li ha ricevuti servono per dimostrare che c’era, e chiunque deve "
            + "poterli verificare. Il nome va via alla scadenza scritta nell’informativa privacy.",
        StaysBehind.StaffAccount =>
            "Il profilo con cui si lavora nella gestione del sito: lo chiude chi amministra il sito, quando la persona smette di lavorarci.",
        StaysBehind.StaffRegister =>
            "Il registro di quello che fa la segreteria: dice chi ha cambiato che cosa e quando, può contenere il nome di una persona iscritta, e "
            + "serve a dimostrare che i dati sono trattati bene. Lo vede solo chi amministra il sito.",
        StaysBehind.Request =>
            $"Questa richiesta, per {DataRequest.MonthsKept} mesi, e per {MailsKeptDays} giorni le email che ne parlano: servono a dimostrare che "
            + "abbiamo risposto.",
        _ =>
            "Le copie di sicurezza del sito, finché non sono sostituite da copie più recenti: servono solo a ripartire dopo un guasto, e "
            + "nessuno vi cerca dati.",
    };

    public static string Gone(int registrations) => registrations switch
    {
        0 => "Abbiamo cancellato quello che c’era.",
        1 => "Abbiamo tolto nome, indirizzo, telefono, ruolo e risposte da un’iscrizione: resta solo che una persona era iscritta.",
        _ => $"Abbiamo tolto nome, indirizzo, telefono, ruolo e risposte da {registrations} iscrizioni: resta solo che una persona era iscritta.",
    };
}
