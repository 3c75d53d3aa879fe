using Coopera.Web.Hosting;

namespace Coopera.Web.Public.Errors;

/// <summary>A form that could not be taken now, to be sent once more without writing it again.</summary>
/// <param name="Files">Fields with a file, and its name: a page cannot hold it, so it is chosen again.</param>
public sealed record SentForm(
    string Address, IReadOnlyList<(string Name, string Value)> Fields, IReadOnlyList<(string Field, string Name)> Files);

/// <param name="Form">What they were sending, when sending it once more makes sense.</param>
public sealed record ErrorPage(int Status, string RequestId, bool IsSubmission = false, SentForm? Form = null)
{
    public Refusal? Refusal { get; init; }

    public string SiteAddress { get; init; } = "";

    /// <summary>Of a form of staff.</summary>
    public bool IsTokenWrong { get; init; }

    public bool IsDiskFull { get; init; }

    public bool IsStorageFault { get; init; }

    public bool IsOutcomeUnknown { get; init; }

    public string Title => Status switch
    {
        _ when Refusal == Hosting.Refusal.NothingTellsFromWhere => "Premi ancora una volta per inviare",
        _ when Refusal == Hosting.Refusal.OtherSite => "Il modulo non arriva da questo sito",
        _ when Refusal == Hosting.Refusal.OtherHost => "Il sito non si apre da questo indirizzo",
        400 => "Non riusciamo a leggere la richiesta",
        403 => "Non hai accesso a questa pagina",
        404 => "Pagina non trovata",
        405 => "Questa pagina non si usa così",
        413 => "I dati inviati sono troppi",
        429 => "Troppe richieste in poco tempo",
        503 when IsDiskFull => "Sul sito non c’è più spazio",
        503 when IsStorageFault => "Il sito non riesce a salvare i file",
        503 when IsOutcomeUnknown => "Non sappiamo se i dati sono stati salvati",
        503 when IsSubmission => "Il sito non riesce a salvare i dati",
        503 => "Il sito non è raggiungibile in questo momento",
        _ => "Qualcosa non ha funzionato",
    };

    public string[] WhatToDo => Status switch
    {
        _ when Refusal == Hosting.Refusal.NothingTellsFromWhere =>
        [
            "Il tuo browser non ci ha detto da quale pagina arriva il modulo: capita con quelli vecchi e con certi programmi di protezione. "
                + "Non abbiamo ancora registrato niente.",
            Form is null ? "Torna indietro, ricarica la pagina e riprova."
                : Form.Files.Count > 0
                ? "Quello che hai scritto non è andato perso: scegli di nuovo il file e premi il pulsante qui sotto."
                : "Quello che hai scritto non è andato perso: premi il pulsante qui sotto.",
            "Se non stavi inviando tu un modulo di questo sito, chiudi questa pagina.",
        ],
        _ when Refusal == Hosting.Refusal.OtherSite =>
        [
            "Per la sicurezza di tutti accettiamo i moduli solo dalle pagine di questo sito. Non abbiamo letto né registrato niente.",
            $"Apri {SiteAddress} e riprova da lì.",
        ],
        _ when Refusal == Hosting.Refusal.OtherHost => [$"L’indirizzo giusto è {SiteAddress}"],
        400 when IsTokenWrong =>
            ["Forse la pagina è rimasta aperta a lungo, o il browser blocca i cookie. Non abbiamo registrato "
                + "niente.", "Torna indietro, ricarica la pagina e riprova."],
        400 => ["Quello che è arrivato non è intero o non è un modulo del sito. Non abbiamo registrato niente.", "Torna indietro e riprova."],
        403 => ["Il tuo profilo non ha i permessi necessari. Se ti servono, chiedili a chi amministra il sito."],
        404 => ["L’indirizzo potrebbe essere incompleto o la pagina non esserci più."],
        405 => ["Torna alla pagina precedente e usa i pulsanti che trovi lì."],
        413 =>
            ["Quello che hai inviato supera il limite del modulo. Non abbiamo registrato "
                + "niente.", "Torna indietro, accorcia i testi o scegli un file più piccolo, e riprova."],
        429 => ["Da questa rete sono arrivate molte richieste in un minuto: non abbiamo registrato la tua ultima.", TryAgain("un minuto")],
        503 when IsDiskFull && IsSubmission =>
        [
            "Non siamo riusciti a salvare quello che hai inviato: sul disco del sito non c’è abbastanza spazio. Non abbiamo registrato niente.",
            TryAgain("qualche minuto") + " Se il problema continua, scrivi alla segreteria.",
        ],
        503 when IsDiskFull =>
            ["Non siamo riusciti a preparare il file: il disco del sito è pieno.", "Avvisa chi gestisce il sito e riprova più tardi."],
        503 when IsStorageFault && IsSubmission =>
        [
            "Non siamo riusciti a salvare quello che hai inviato: è un guasto del sito, non un tuo errore. Non abbiamo registrato niente.",
            TryAgain("qualche minuto") + " Se il problema continua, scrivi alla segreteria.",
        ],
        503 when IsStorageFault =>
            ["Non siamo riusciti a preparare il file: è un guasto del sito.", "Avvisa chi gestisce il sito e riprova più tardi."],
        503 when IsOutcomeUnknown =>
        [
            "La banca dati ha smesso di rispondere proprio mentre salvava quello che hai inviato: potrebbe essere registrato, oppure no.",
            TryAgain("qualche minuto") + " Se era già registrato, non lo registriamo una seconda volta.",
        ],
        503 when IsSubmission =>
        [
            "Non siamo riusciti a registrare quello che hai inviato: se non ricevi l’email di conferma, non è stato salvato niente.",
            TryAgain("qualche minuto") + " Se il problema continua, scrivi alla segreteria.",
        ],
        503 => [
            "È un problema nostro, e di solito dura poco.", "Riprova tra qualche minuto: se il problema continua, scrivi alla segreteria."],
        _ =>
            ["È un nostro problema, non un tuo errore. Se stavi inviando dei dati, controlla la posta: se non arriva la conferma, riprova "
                + "tra qualche minuto."],
    };

    public bool ShowsId => Status is >= 500 or 400 && Refusal is null;

    private string TryAgain(string wait) => Form is null
        ? $"Aspetta {wait}, torna indietro e riprova."
        : Form.Files.Count > 0
        ? $"Quello che hai scritto non è andato perso: aspetta {wait}, scegli di nuovo il file e premi il pulsante qui sotto."
        : $"Quello che hai scritto non è andato perso: aspetta {wait} e premi il pulsante qui sotto.";
}
