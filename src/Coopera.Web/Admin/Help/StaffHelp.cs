using Coopera.Core.Links;

namespace Coopera.Web.Admin.Help;

/// <param name="Anchor">On the page of all of them.</param>
/// <param name="Paths">Below the home of Gestione; <c>*</c> stands for the number of one thing.</param>
/// <param name="Things">What is done here most.</param>
public sealed record HelpTopic(string Anchor, string Title, string For, IReadOnlyList<string> Things, params IReadOnlyList<string> Paths);

public static class StaffHelp
{
    public static readonly IReadOnlyList<HelpTopic> Topics =
    [
        new("oggi", "Oggi", "Che cosa aspetta qualcuno della segreteria, i prossimi webinar e come sta andando.",
            [
                "Parti da «Da fare»: ogni riga porta alla pagina dove si rimedia.",
                "Il titolo di un webinar apre il webinar; il numero delle iscrizioni apre l’elenco delle persone.",
                "In fondo, «Stato del sito» e «Testi del sito».",
            ],
            ""),
        new("webinar", "Webinar", "Tutti i webinar, dalle bozze a quelli in archivio.",
            [
                "«Nuovo webinar» comincia una bozza: sul sito non si legge finché non la pubblichi.",
                "Per rifarne uno simile apri il webinar e duplicalo.",
                "«Confermate» apre l’elenco delle iscrizioni.",
            ],
            "webinar"),
        new("un-webinar", "Un webinar", "Come sta un webinar, che cosa gli manca e che cosa puoi farne.",
            [
                "Modifica dati, programma, link e promemoria che partono da soli: prima di salvare leggi chi riceve un’email.",
                "Pubblica la bozza, oppure annulla il webinar con un messaggio per le persone iscritte.",
                "Aggiungi i materiali e le domande del modulo.",
            ],
            "webinar/*", "webinar/nuovo"),
        new("iscrizioni", "Iscrizioni di un webinar", "Chi ha un posto, chi aspetta e chi ha annullato.",
            [
                "Cerca per nome, email o ente; scegli le colonne; salva il filtro che usi spesso.",
                "Esporta l’elenco in Excel o CSV: contiene tutto quello che il filtro trova.",
                "Segna più righe e poi «Azioni», per mandare di nuovo la conferma o annullare.",
            ],
            "webinar/*/iscritti"),
        new("persona", "Una persona iscritta", "I dati di un’iscrizione, le sue email, ingresso e uscita, e tutto quello che le è successo.",
            [
                "Correggi i dati o l’indirizzo: la persona riceve un’email solo quando serve.",
                "Manda di nuovo la conferma, o assegna un posto a chi aspetta.",
                "Annulla l’iscrizione, o fai partecipare un’altra persona al suo posto.",
            ],
            "iscrizioni/*"),
        new("presenze", "Presenze", "Chi ha seguito un webinar, per quanti minuti e da che cosa risulta.",
            [
                "Mentre è in corso crea una parola chiave e dilla: chi la scrive in tempo risulta presente.",
                "Dopo, scrivi quando è cominciato e finito davvero e scegli la soglia guardando quante persone la raggiungono.",
                "Apri una persona per vedere ogni intervallo, aggiungerne o toglierne con un motivo, e rispondere a «Non risulto presente».",
            ],
            "webinar/*/presenze", "iscrizioni/*/presenza"),
        new("attestati", "Attestati", "Chi ha seguito il webinar abbastanza, e l’attestato che riceve.",
            [
                "Guarda chi lo riceve e chi no, scarica il fac-simile, mandalo prima a te, poi emetti tutti insieme.",
                "Un nome corretto fa un attestato nuovo, che prende il posto di quello vecchio; per revocarne uno serve un motivo.",
                "Con l’identificativo dell’evento ci sono anche i crediti, e l’elenco per l’Ordine.",
            ],
            "webinar/*/attestati", "attestati/*"),
        new("conservazione", "Conservazione dei dati", "Per quanto si tengono i dati di ogni tipo, e quando vanno via.",
            [
                "Leggi che cosa va via, quando e che cosa resta: i conti non cambiano.",
                "Se dei dati servono ancora, rinvia la loro cancellazione e scrivi perché.",
                "I periodi li decide chi gestisce il sito, nella configurazione.",
            ],
            "conservazione", "conservazione/*"),
        new("dossier", "Dossier per la rendicontazione", "Un solo file con tutto quello che serve a rendicontare un webinar o un periodo.",
            [
                "Scegli un webinar che è finito, oppure il primo e l’ultimo giorno di un periodo.",
                "Controlla i numeri: ogni persona è contata una volta.",
                "Scarica il file e fai firmare la dichiarazione di chiusura: porta l’impronta di ogni allegato.",
            ],
            "dossier"),
        new("domande", "Domande del modulo", "Che cosa chiede il modulo di un webinar oltre ai dati della persona.",
            [
                "Aggiungi una domanda e scegli se è obbligatoria.",
                "Cambia l’ordine con «Su» e «Giù».",
                "Una domanda tolta non si chiede più; le risposte già date restano.",
            ],
            "webinar/*/domande"),
        new("questionario", "Questionario di un webinar", "Che cosa ne pensa chi ha partecipato, senza sapere chi ha scritto che cosa.",
            [
                "Le domande sono pronte: cambiale se vuoi, scegli chi può rispondere e fino a quando, e aprilo.",
                "I risultati si vedono dopo la chiusura, con almeno cinque risposte: grafici, testi in ordine sparso, CSV.",
                "Programma quello di tre mesi dopo, e confronta i webinar tra loro.",
            ],
            "webinar/*/questionario", "questionari"),
        new("materiali", "Materiali", "I file e i link di un webinar, per chiunque o solo per le persone iscritte.",
            [
                "Carica un file o scrivi un link, con un titolo che dica che cosa contiene.",
                "Scegli chi lo vede: tutti, o solo chi ha un’iscrizione.",
                "Cambia l’ordine, o togli quello che non serve più.",
            ],
            "webinar/*/materiali"),
        new("adesioni", "Adesioni", "Gli enti che hanno cominciato, inviato o concluso l’adesione al Coordinamento.",
            [
                "Comincia da quelle arrivate: sono in cima.",
                "«Registra» serve per una scheda che non è passata dal sito.",
                "Nella rubrica trovi i referenti; fra gli enti che non hanno ancora cominciato, chi invitare.",
            ],
            "adesioni"),
        new("per-pec", "Schede arrivate per PEC", "I file che il sito non ha saputo abbinare con certezza a un’adesione.",
            [
                "Scarica il file e guarda di quale ente è.",
                "Scegli l’adesione tra quelle proposte, oppure scrivi il codice della scheda: il file entra tra quelli ricevuti.",
                "Quello che non è una scheda mettilo da parte: il messaggio resta nella casella PEC.",
            ],
            "adesioni/per-pec"),
        new("una-adesione", "Un’adesione", "La scheda di un ente, la copia firmata e i passi della verifica.",
            [
                "Prendi in verifica, guarda la scheda firmata e spunta la lista di controllo.",
                "Se manca qualcosa chiedi un’integrazione: i testi pronti fanno risparmiare tempo.",
                "Accogli l’adesione: l’ente compare subito nell’elenco pubblico.",
            ],
            "adesioni/*"),
        new("comunicati", "Comunicati", "I comunicati stampa, dalle bozze a quelli ritirati.",
            [
                "Scrivi una bozza e guarda l’anteprima prima di pubblicare.",
                "Correggi un comunicato pubblicato: l’indirizzo vecchio continua a funzionare.",
                "Ritira quello che non deve più leggersi.",
            ],
            "comunicati"),
        new("messaggi", "Messaggi", "Quello che scrivi a più persone insieme: inviti, avvisi, ringraziamenti.",
            [
                "Scegli a chi scrivere, guarda quante persone lo ricevono, chi resta fuori e perché.",
                "Usa i campi, come {{nome}}: ogni persona legge il suo. Mandati una prova prima di mettere in coda.",
                "Segui le email che partono; quelle che aspettano si possono ancora ritirare.",
            ],
            "messaggi"),
        new("richieste-dati", "Richieste sui dati", "Chi chiede di cancellare o correggere i propri dati, e la risposta.",
            [
                "Rispondi entro il giorno indicato: è il mese che dà la legge. Registra qui anche le richieste arrivate per lettera, PEC o a voce.",
                "Prima di cancellare controlla di chi sono le iscrizioni: una casella può essere di più persone, e non si torna indietro.",
                "Chiudi la richiesta con una risposta: la persona la riceve per email, con quello che resta e perché.",
            ],
            "richieste-dati", "richieste-dati/*"),
        new("posta", "Posta in uscita", "Le email che il sito manda: in coda, partite o non riuscite.",
            [
                "Guarda le email non riuscite e il loro motivo.",
                "Correggi un indirizzo sbagliato e rispedisci.",
                "Quando il server di posta è tornato, rimetti in coda tutte quelle non riuscite. Chi amministra può controllare da qui se "
                + "risponde, e mandarsi un’email di prova.",
            ],
            "posta"),
        new("posta-in-arrivo", "Posta in arrivo", "Che cosa è arrivato nella casella del sito, e che cosa ne è stato.",
            [
                "Guarda le email messe da parte: il sito non è riuscito a leggerle, e vanno lette nella casella.",
                "Vedi quali email sono tornate indietro, e perché.",
                "Correggi un indirizzo a riposo e rispedisci in un passo tutto quello che aspetta.",
            ],
            "posta/in-arrivo", "posta/indirizzi", "posta/indirizzi/*"),
        new("utenti", "Utenti", "Chi lavora in Gestione e che cosa può fare.",
            [
                "Invita una persona: sceglie lei la password, con il link che riceve.",
                "Cambia i ruoli quando cambia il lavoro.",
                "Sospendi il profilo di chi non deve più entrare.",
            ],
            "utenti"),
        new("registro", "Registro", "Chi ha fatto che cosa, su che cosa e quando.",
            [
                "Cerca per persona, per cosa o per giorno.",
                "Apri una riga per vedere com’era prima e com’è dopo.",
                "Verifica che il registro sia integro; in «Accessi» trovi chi è entrato.",
            ],
            "registro"),
        new("testi", "Testi del sito", "Quello che può dire solo chi pubblica il sito: contatti, privacy, note legali, accessibilità.",
            [
                "Scrivi per primi quelli segnati «Manca».",
                "Guarda l’anteprima, poi salva: sul sito si legge subito.",
                "Un testo svuotato sparisce dalla pagina.",
            ],
            "testi"),
        new("stato", "Stato del sito", "Versione, spazio, posta e lavori automatici.",
            [
                "Leggi in alto se c’è qualcosa che non va e chi deve pensarci.",
                "Guarda se i lavori automatici sono riusciti.",
                "Quando scrivi a chi gestisce il sito, copia la versione da qui.",
            ],
            "stato"),
        new("cerca", "Cerca ovunque", "Persone, enti, webinar e comunicati in una ricerca sola.",
            [
                "Scrivi un nome, un indirizzo o un ente: gli accenti non contano.",
                "Per il numero di una ricevuta basta il numero.",
                "Se i risultati sono tanti, aggiungi una parola.",
            ],
            "cerca"),
        new("profilo", "Il tuo profilo", "La tua password, il secondo passaggio e i dispositivi da cui entri.",
            [
                "Collega un’app o una passkey: senza non si entra.",
                "Tieni i codici di recupero in un posto sicuro.",
                "Se hai perso un dispositivo, esci da tutti.",
            ],
            "profilo"),
    ];

    /// <summary>Of the page at this path, or of the nearest above it; null where there is none.</summary>
    public static HelpTopic? Of(PathString path)
    {
        if (!path.StartsWithSegments(Addresses.Path(Addresses.Admin.Home), StringComparison.OrdinalIgnoreCase, out var rest))
        {
            return null;
        }

        var parts = Parts(rest.Value ?? "");
        return Topics.SelectMany(topic => topic.Paths.Select(pattern => (Topic: topic, Parts: Parts(pattern))))
            .Where(one => one.Parts.Length <= parts.Length && one.Parts.Zip(parts).All(pair => Fits(pair.First, pair.Second))
                && (one.Parts.Length > 0 || parts.Length == 0))
            .OrderByDescending(one => one.Parts.Length).Select(one => one.Topic).FirstOrDefault();
    }

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool Fits(string pattern, string part) =>
        pattern == "*" ? part.Any(char.IsAsciiDigit) : string.Equals(pattern, part, StringComparison.OrdinalIgnoreCase);
}
