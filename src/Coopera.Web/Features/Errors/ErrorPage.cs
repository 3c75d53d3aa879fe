namespace Coopera.Web.Features.Errors;

/// <summary>What happened and what to do, for each status.</summary>
public sealed record ErrorPage(int Status, string RequestId)
{
    public string Title => Status switch
    {
        400 => "Non riusciamo a leggere la richiesta",
        403 => "Non hai accesso a questa pagina",
        404 => "Pagina non trovata",
        405 => "Questa pagina non si usa così",
        413 => "I dati inviati sono troppi",
        429 => "Troppe richieste in poco tempo",
        503 => "Il sito non riesce a salvare i dati",
        _ => "Qualcosa non ha funzionato",
    };

    public string[] WhatToDo => Status switch
    {
        400 => ["Forse la pagina è rimasta aperta a lungo, o il browser blocca i cookie. Non abbiamo registrato niente.", "Torna indietro, ricarica la pagina e riprova."],
        403 => ["Il tuo profilo non ha i permessi necessari. Se ti servono, chiedili a chi amministra il sito."],
        404 => ["L’indirizzo potrebbe essere incompleto o la pagina non esserci più."],
        405 => ["Torna alla pagina precedente e usa i pulsanti che trovi lì."],
        413 => ["Quello che hai inviato supera il limite del modulo. Non abbiamo registrato niente.", "Torna indietro, accorcia i testi e riprova."],
        429 => ["Da questa rete sono arrivate molte richieste in un minuto. Non abbiamo registrato la tua ultima.", "Aspetta un minuto, torna indietro e riprova: i dati che hai scritto sono ancora nella pagina."],
        503 => ["Non abbiamo registrato niente di quello che hai inviato, e non ti arriverà nessuna conferma.", "Riprova tra qualche minuto: se il problema continua, scrivi alla segreteria."],
        _ => ["È un nostro problema, non un tuo errore. Se stavi inviando dei dati, controlla la posta: se non arriva la conferma, riprova tra qualche minuto."],
    };

    public bool ShowsId => Status is >= 500 or 400;
}
