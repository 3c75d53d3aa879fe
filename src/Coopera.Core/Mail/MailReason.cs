using System.Globalization;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail;

public sealed record MailReason(string Words, string Advice, string Said)
{
    private const string Own = "Mail:";
    private const string Pec = "Pec:";

    private static readonly Dictionary<MailFailureKind, (string Words, string Tail, string Advice)> Reasons = new()
    {
        [MailFailureKind.NoSuchMailbox] = (
            "L’indirizzo non esiste o non riceve posta", ": {0}",
            "Controlla l’indirizzo: di solito è un errore di battitura, oppure la casella è stata chiusa. Correggilo qui, o chiedilo alla "
            + "persona."),
        [MailFailureKind.MailboxFull] = (
            "La casella è piena", ": {0}",
            "L’indirizzo è giusto, ma non c’è più spazio. Riproviamo da soli; se continua, chiedi alla persona di liberarla o di darti un "
            + "altro indirizzo."),
        [MailFailureKind.RecipientRefused] = (
            "La casella di chi riceve non accetta la posta adesso", ": {0}",
            "Di solito è un rifiuto temporaneo, e riproviamo da soli. Se continua, chiedi alla persona un altro indirizzo."),
        [MailFailureKind.ContentRefused] = (
            "Il server di posta non accetta questo messaggio", ": {0}",
            "L’indirizzo va bene: è il messaggio che non passa, perché troppo grande o preso per indesiderato. Scrivi alla persona in un "
            + "altro modo e passa la risposta del server a chi gestisce il sito."),
        [MailFailureKind.QuotaUsedUp] = (
            "Il fornitore della posta non ci lascia spedire altre email per ora", ": {0}",
            "Non dipende dalla persona: abbiamo raggiunto il limite del fornitore. Le email aspettano e ripartono da sole. Se succede spesso, "
            + "chi gestisce il sito chieda al fornitore un limite più alto o imposti Mail:PerHour e Mail:PerDay."),
        [MailFailureKind.ReputationRefused] = (
            "Il nostro server di posta o il nostro dominio non è considerato affidabile", ": {0}",
            "Non dipende dalla persona: chi gestisce il sito deve chiamare il fornitore della posta, far togliere il server dalle liste di "
            + "blocco e controllare SPF, DKIM e DMARC del dominio. Fino ad allora le email aspettano."),
        [MailFailureKind.SenderRefused] = (
            "Il server di posta rifiuta il mittente", ", controlla Mail:From: {0}",
            "Non dipende dalla persona: chi gestisce il sito deve controllare l’indirizzo del mittente (Mail:From) e chiedere al fornitore "
            + "se la casella può spedire con quell’indirizzo."),
        [MailFailureKind.ServerError] = (
            "Il server di posta ha risposto con un errore", ": {0}",
            "Non dipende dalla persona, e riproviamo da soli. Se continua, chi gestisce il sito passi la risposta al fornitore della posta."),
        [MailFailureKind.CredentialsRefused] = (
            "Il server di posta rifiuta le credenziali", ": controlla Mail:User e Mail:Password.",
            "Non dipende dalla persona: chi gestisce il sito deve controllare le credenziali della posta (Mail:User e Mail:Password)."),
        [MailFailureKind.SetupWrong] = (
            "Il collegamento con il server di posta è impostato male", ": {0}",
            "Non dipende dalla persona: chi gestisce il sito deve controllare Mail:Security, Mail:Port, Mail:User e Mail:Password: il server "
            + "non offre la connessione protetta o l’accesso che chiediamo, o ne vuole uno che non facciamo."),
        [MailFailureKind.HandshakeFailed] = (
            "La connessione protetta con il server di posta non riesce", ": controlla Mail:Security e il certificato.",
            "Non dipende dalla persona: chi gestisce il sito deve controllare la sicurezza della connessione (Mail:Security)."),
        [MailFailureKind.TimedOut] = (
            "Il server di posta non ha risposto in tempo", ".",
            "Il server di posta è lento o spento. Le email aspettano: quando torna, partono da sole. Se dura, chi gestisce il sito chiami il "
            + "fornitore della posta."),
        [MailFailureKind.Unreachable] = (
            "Il server di posta non risponde", ": {0}",
            "Il server di posta è spento o irraggiungibile. Le email aspettano: quando torna, partono da sole. Se dura, chi gestisce il sito "
            + "chiami il fornitore della posta."),
        [MailFailureKind.NotWritten] = (
            "Non si riesce a consegnare il messaggio", ": {0}",
            "Non dipende dalla persona: chi gestisce il sito deve controllare la cartella della posta e lo spazio sul disco."),
        [MailFailureKind.NotDrawable] = (
            "Il messaggio non si può comporre", " {0}",
            "È un guasto nostro, e riprovare non serve: segnalalo a chi gestisce il sito e scrivi alla persona in un altro modo."),
        [MailFailureKind.OwnFault] = (
            "Il messaggio non è partito per un errore del sito", " {0}",
            "È un guasto nostro: segnalalo a chi gestisce il sito, con il giorno e l’ora dell’ultimo tentativo."),
        [MailFailureKind.AddressRests] = (
            "L’indirizzo è a riposo: troppe email sono tornate indietro", ".",
            "Non l’abbiamo mandata. Correggi l’indirizzo, oppure, se sai che è giusto, riattivalo nella pagina degli indirizzi a riposo."),
        [MailFailureKind.RegistrationCancelled] = Overtaken("l’iscrizione è stata annullata"),
        [MailFailureKind.WebinarCancelled] = Overtaken("il webinar è stato annullato"),
        [MailFailureKind.WebinarOnAgain] = Overtaken("il webinar è di nuovo in programma"),
        [MailFailureKind.WebinarOver] = Overtaken("il webinar si è già concluso"),
        [MailFailureKind.AddressChanged] = Overtaken("l’iscrizione ha un altro indirizzo, e il nuovo link è andato lì"),
        [MailFailureKind.StandsOtherwise] = Overtaken("lo stato dell’iscrizione è cambiato"),
        [MailFailureKind.LinkExpired] = Overtaken("il link che portava è scaduto"),
        [MailFailureKind.WebinarMoved] = Overtaken("il webinar è stato spostato, e un altro promemoria ne tiene conto"),
        [MailFailureKind.TooLate] = Overtaken("era un promemoria, e sarebbe arrivato tardi"),
        [MailFailureKind.ThingGone] = Overtaken("quello di cui parlava è stato cancellato"),
        [MailFailureKind.MessageWithdrawn] = Overtaken("il messaggio è stato ritirato prima che partisse"),
        [MailFailureKind.ConsentWithdrawn] = Overtaken("la persona non vuole più inviti"),
        [MailFailureKind.SignedUpMeanwhile] = Overtaken("la persona si è già iscritta"),
        [MailFailureKind.SignUpsClosed] = Overtaken("le iscrizioni al webinar non sono aperte"),
        [MailFailureKind.CertificateMoved] = Overtaken("l’attestato è stato sostituito o revocato"),
        [MailFailureKind.AdhesionMoved] = Overtaken("l’adesione nel frattempo è cambiata"),
    };

    private static (string Words, string Tail, string Advice) Overtaken(string why) => (
        $"Superata: {why}", ".",
        "Non è partita perché quello che raccontava non vale più. Non devi fare niente.");

    /// <param name="isCertified">Of the account for certified mail, whose settings have names of their own.</param>
    public static MailReason Of(MailFailure failure, bool isCertified = false)
    {
        var (words, tail, advice) = Reasons[failure.Kind];
        if (isCertified)
        {
            (tail, advice) = (tail.Replace(Own, Pec, StringComparison.Ordinal), advice.Replace(Own, Pec, StringComparison.Ordinal));
        }

        return new MailReason(words, advice, Fill(tail.TrimStart(':', ',', '.', ' '), failure));
    }

    public static string Line(MailFailure failure)
    {
        var (words, tail, _) = Reasons[failure.Kind];
        return words + Fill(tail, failure);
    }

    private static string Fill(string pattern, MailFailure failure) => string.Format(CultureInfo.InvariantCulture, pattern, failure.Detail);
}
