using Coopera.Domain;
using Coopera.Domain.Retention;

namespace Coopera.Core.Retention;

public static class RetentionPhrases
{
    public const string ReasonMissing = "Scrivi perché i dati servono ancora.";
    public const string LengthMissing = "Scegli di quanto rinviare.";
    public const string UntilIsPast = "Questo giorno è già passato: scegli un rinvio più lungo.";

    public static string Title(this RetentionClass kept) => kept switch
    {
        RetentionClass.Registrations => "Iscrizioni e presenze",
        RetentionClass.Answers => "Risposte scritte alle domande dei webinar",
        RetentionClass.Imports => "Importazioni di elenchi",
        RetentionClass.Adhesions => "Adesioni non concluse, respinte o ritirate",
        RetentionClass.Members => "Referenti e schede degli enti che aderiscono",
        RetentionClass.Requests => "Richieste della scheda",
        RetentionClass.Mails => "Testo delle email spedite",
        RetentionClass.Mailings => "Messaggi a più persone",
        RetentionClass.Inbox => "Email arrivate e indirizzi a riposo",
        RetentionClass.CertifiedMail => "Ricevute e documenti della PEC",
        RetentionClass.Certificates => "Nomi sugli attestati",
        RetentionClass.Register => "Parole del registro",
        _ => kept.ToString(),
    };

    /// <summary>From when its time is counted: "3 anni dopo …".</summary>
    public static string Since(this RetentionClass kept) => kept switch
    {
        RetentionClass.Registrations or RetentionClass.Answers => "la fine del webinar",
        RetentionClass.Imports => "l’importazione",
        RetentionClass.Adhesions or RetentionClass.Members => "l’ultimo passaggio dell’adesione",
        RetentionClass.Requests => "la richiesta",
        RetentionClass.Mails or RetentionClass.Mailings => "il giorno in cui sono state scritte",
        RetentionClass.Inbox or RetentionClass.CertifiedMail => "l’arrivo",
        RetentionClass.Certificates => "il rilascio",
        _ => "il giorno della riga",
    };

    /// <summary>What leaves, and what is there afterwards.</summary>
    public static string Effect(this RetentionClass kept) => kept switch
    {
        RetentionClass.Registrations => "Vanno via nome, email, telefono, ente scritto a mano e motivo dell’annullamento. Resta una "
            + "persona senza nome, contata per webinar, titolo, ente, provincia, ruolo e presenza.",
        RetentionClass.Answers => "Va via il testo scritto. Le scelte da un elenco restano con l’iscrizione e nei conti.",
        RetentionClass.Imports => "Vanno via chi ha importato, il nome del file e i motivi. Restano i conti.",
        RetentionClass.Adhesions => "Vanno via persone, indirizzi, note e schede firmate. Restano ente, stato, date e numeri; una scheda mai "
            + "finita diventa ritirata.",
        RetentionClass.Members => "Vanno via persone, indirizzi, note e schede firmate. L’adesione resta, con date, ricevuta e protocollo: "
            + "prima chiedi all’ente i referenti di oggi e controlla che la scheda sia nel protocollo.",
        RetentionClass.Requests => "Va via l’indirizzo. Restano il giorno e l’ente.",
        RetentionClass.Mails => "Vanno via testo e destinatario. Resta quante email sono partite, di che tipo e quando.",
        RetentionClass.Mailings => "Vanno via il testo e chi lo ha scritto. Resta a quante persone è andato.",
        RetentionClass.Inbox => "Va via tutta la riga; le email restano nella loro casella.",
        RetentionClass.Certificates => "Vanno via nome, email, ente e file. Restano numero, codice, giorno, ore e impronta: chi ha il suo "
            + "PDF può ancora farlo verificare.",
        RetentionClass.CertifiedMail => "Vanno via righe e file; i messaggi restano nella casella PEC.",
        _ => "Vanno via le parole di ogni riga: chi, che cosa, com’era e com’è. Restano numero, ora, tipo di azione e impronta, e la "
            + "catena si verifica ancora.",
    };

    private static (string One, string Many) Words(RetentionClass kept) => kept switch
    {
        RetentionClass.Registrations => ("nominativo", "nominativi"),
        RetentionClass.Answers => ("risposta", "risposte"),
        RetentionClass.Imports => ("importazione", "importazioni"),
        RetentionClass.Adhesions or RetentionClass.Members => ("adesione", "adesioni"),
        RetentionClass.Requests => ("richiesta", "richieste"),
        RetentionClass.Mails => ("email", "email"),
        RetentionClass.Mailings => ("messaggio", "messaggi"),
        RetentionClass.Certificates => ("attestato", "attestati"),
        RetentionClass.Inbox or RetentionClass.CertifiedMail => ("elemento", "elementi"),
        _ => ("riga", "righe"),
    };

    public static string Count(this RetentionClass kept, int count)
    {
        var (one, many) = Words(kept);
        return Amount.Of(count, one, many);
    }

    public static string Done(RetentionRun run) =>
        $"{run.Class.Count(run.Count)}, {RomeTime.Date("fino al", run.Before)}";

    /// <summary>"3 anni", "18 mesi", "45 giorni".</summary>
    public static string Period(int days) => days switch
    {
        _ when days % 365 == 0 => Amount.Of(days / 365, "anno", "anni"),
        _ when days % 30 == 0 => Amount.Of(days / 30, "mese", "mesi"),
        _ => Amount.Of(days, "giorno", "giorni"),
    };

    public static string PeriodOf(RetentionSettings settings, RetentionClass kept) => $"{Period(settings.Days[kept])} dopo {kept.Since()}";
}
