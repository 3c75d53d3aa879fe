using System.Collections.Frozen;

namespace Coopera.Domain.Words;

/// <summary>
/// Words of sentences. Many words are also names: Vinci, Gentile, Caro, Conti; Sei, Ho, Ti, Per, Win and You. So those are left out, or
/// one of them says nothing and two different ones do.
/// </summary>
internal static class SentenceWords
{
    private static readonly FrozenSet<string> Strong = Set(
        "clicca cliccare clicchi click cliccate accedi accedere login whatsapp telegram bitcoin crypto casino viagra gratis rimborso password "
        + "iban visitate visitaci chiamaci scrivici contattaci telefonaci verifica verificare sblocca sbloccare unsubscribe discount cheap "
        + "congratulazioni congratulations è e' sito website");

    private static readonly FrozenSet<string> Weak = Set(
        "hai abbiamo avete hanno puoi devi deve vuoi tuo tua tuoi tue vostro vostra questo questa questi subito adesso oggi domani entro qui qua "
        + "ecco ora premio vinto vincita vincitore offerta sconto urgente attenzione conto bloccato sospeso scaduto scade scadenza pacco "
        + "messaggio nuovo nuova gentile cliente utente account carta credito banca paga pagare pagamento euro soldi bonus regalo chiama "
        + "chiamare telefona scrivi scrivere visita visitare leggi guarda scopri scarica apri aprire conferma confermare aggiorna aggiornare "
        + "ritira contatta contattare rispondi invia ricevi ricevere ricevuto codice numero ciao salve grazie perché quando dove come sono "
        + "your you the is are has have been please here now free win won winner prize visit call pay money bank parcel delivery "
        + "update urgent confirm blocked suspended expired gift card click hello dear customer this that with from for and");

    /// <summary>In what bodies and roles are called these are common, in names they are not.</summary>
    private static readonly FrozenSet<string> WeakInNames = Set(
        "per che non con una uno un sul sulla nella siamo stato stata vostri ogni più meno tutto tutti tutte molto sempre anche");

    /// <summary>In names of bodies and roles these say nothing.</summary>
    private static readonly FrozenSet<string> FineInDesignations = Set(
        "nuovo nuova banca conto credito codice numero cliente utente messaggio ricevuto come dove sono carta casa sito verifica accedere visita "
        + "visitare domani oggi adesso ora gift card the for and with from free work money call account gentile pagamento euro premio è "
        + "perché quando questo questa bonus ciao rimborso delivery update paga scrivere leggi");

    public static bool AreIn(string text, bool inName)
    {
        var words = text
            .Split([' ', ',', '.', ';', ':', '!', '?', '(', ')', '"', '«', '»', '-', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => inName || !FineInDesignations.Contains(word)).ToList();
        return words.Exists(Strong.Contains)
            || words.Where(word => Weak.Contains(word) || (inName && WeakInNames.Contains(word))).Distinct().Skip(1).Any();
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
