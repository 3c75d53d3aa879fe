using System.Globalization;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail;

public sealed record MailReason(string Words, string Advice, string Said)
{
    private static readonly Dictionary<MailFailureKind, (string Words, string Tail, string Advice)> Reasons = new()
    {
        [MailFailureKind.NoSuchMailbox] = (
            "L’indirizzo non esiste o non riceve posta", ": {0}",
            "Controlla l’indirizzo: di solito è un errore di battitura, oppure la casella è stata chiusa. Correggilo qui, o chiedilo alla "
            + "persona."),
        [MailFailureKind.RecipientRefused] = (
            "La casella di chi riceve non accetta la posta adesso", ": {0}",
            "Può essere una casella piena o un rifiuto temporaneo. Riprova più tardi; se continua, chiedi alla persona un altro "
            + "indirizzo."),
        [MailFailureKind.MessageRefused] = (
            "Il server di posta non accetta il nostro messaggio", ": {0}",
            "Non dipende dalla persona né dal suo indirizzo: il messaggio è preso per indesiderato o il server non ci lascia scrivere lì. "
            + "Passa la risposta del server a chi gestisce il sito, poi riprova."),
        [MailFailureKind.SenderRefused] = (
            "Il server di posta rifiuta il mittente", ", controlla Mail:From: {0}",
            "Non dipende dalla persona: chi gestisce il sito deve controllare l’indirizzo del mittente (Mail:From)."),
        [MailFailureKind.ServerError] = (
            "Il server di posta ha risposto con un errore", ": {0}",
            "Non dipende dalla persona. Riprova tra un po’; se continua, passa la risposta del server a chi gestisce il sito."),
        [MailFailureKind.CredentialsRefused] = (
            "Il server di posta rifiuta le credenziali", ": controlla Mail:User e Mail:Password.",
            "Non dipende dalla persona: chi gestisce il sito deve controllare le credenziali della posta (Mail:User e Mail:Password)."),
        [MailFailureKind.HandshakeFailed] = (
            "La connessione protetta con il server di posta non riesce", ": controlla Mail:Security e il certificato.",
            "Non dipende dalla persona: chi gestisce il sito deve controllare la sicurezza della connessione (Mail:Security)."),
        [MailFailureKind.TimedOut] = (
            "Il server di posta non ha risposto in tempo", ".",
            "Il server di posta era lento o spento. Riprova: se è tornato, le email partono."),
        [MailFailureKind.Unreachable] = (
            "Il server di posta non risponde", ": {0}",
            "Il server di posta era spento o irraggiungibile. Quando è tornato, rimetti in coda tutte le email non riuscite."),
        [MailFailureKind.NotWritten] = (
            "Non si riesce a consegnare il messaggio", ": {0}",
            "Non dipende dalla persona: chi gestisce il sito deve controllare la cartella della posta e lo spazio sul disco."),
        [MailFailureKind.OwnFault] = (
            "Il messaggio non è partito per un errore del sito", " {0}",
            "È un guasto nostro: segnalalo a chi gestisce il sito, con il giorno e l’ora dell’ultimo tentativo."),
    };

    public static MailReason Of(MailFailure failure)
    {
        var (words, tail, advice) = Reasons[failure.Kind];
        return new MailReason(words, advice, Fill(tail.TrimStart(':', ',', '.', ' '), failure));
    }

    public static string Line(MailFailure failure)
    {
        var (words, tail, _) = Reasons[failure.Kind];
        return words + Fill(tail, failure);
    }

    private static string Fill(string pattern, MailFailure failure) => string.Format(CultureInfo.InvariantCulture, pattern, failure.Detail);
}
