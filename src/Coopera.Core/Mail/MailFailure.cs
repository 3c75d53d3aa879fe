using System.Net.Sockets;
using System.Text.RegularExpressions;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Coopera.Core.Mail;

/// <summary>Why a mail did not go out, in words for the staff.</summary>
/// <param name="IsFinal">Trying again would change nothing.</param>
/// <param name="IsOurs">No server had a part in it: the log holds where it happened.</param>
public sealed partial record MailFailure(string Reason, bool IsFinal = false, bool IsOurs = false)
{
    /// <summary>How the reason of a mail begins whose address takes no mail: trying again helps only when the address is another one.</summary>
    public const string NoMailbox = "L’indirizzo non esiste o non riceve posta";

    private const string AddressRefused = "Il server di posta rifiuta l’indirizzo";
    private const string SenderRefused = "Il server di posta rifiuta il mittente";
    private const string ServerError = "Il server di posta ha risposto con un errore";
    private const string NoCredentials = "Il server di posta rifiuta le credenziali";
    private const string NoHandshake = "La connessione protetta con il server di posta non riesce";
    private const string NoAnswerInTime = "Il server di posta non ha risposto in tempo";
    private const string NoAnswer = "Il server di posta non risponde";
    private const string NotHandedOver = "Non si riesce a consegnare il messaggio";
    private const string OwnFault = "Il messaggio non è partito per un errore del sito";

    private static readonly (string Beginning, string Advice)[] Advices =
    [
        (NoMailbox, "Controlla l’indirizzo: di solito è un errore di battitura, oppure la casella è stata chiusa. Correggilo qui, o chiedilo alla persona."),
        (AddressRefused, "Può essere una casella piena o un rifiuto temporaneo. Riprova più tardi; se continua, chiedi alla persona un altro indirizzo."),
        (SenderRefused, "Non dipende dalla persona: chi gestisce il sito deve controllare l’indirizzo del mittente (Mail:From)."),
        (ServerError, "Non dipende dalla persona. Riprova tra un po’; se continua, passa la risposta del server a chi gestisce il sito."),
        (NoCredentials, "Non dipende dalla persona: chi gestisce il sito deve controllare le credenziali della posta (Mail:User e Mail:Password)."),
        (NoHandshake, "Non dipende dalla persona: chi gestisce il sito deve controllare la sicurezza della connessione (Mail:Security)."),
        (NoAnswerInTime, "Il server di posta era lento o spento. Riprova: se è tornato, le email partono."),
        (NoAnswer, "Il server di posta era spento o irraggiungibile. Quando è tornato, rimetti in coda tutte le email non riuscite."),
        (NotHandedOver, "Non dipende dalla persona: chi gestisce il sito deve controllare la cartella della posta e lo spazio sul disco."),
        (OwnFault, "È un guasto nostro: segnalalo a chi gestisce il sito, con il giorno e l’ora dell’ultimo tentativo."),
    ];

    public static MailFailure Of(Exception failure) => failure switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } e when NoSuchMailbox(e) => new($"{NoMailbox}: {Answer(e)}", IsFinal: true),
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } e => new($"{AddressRefused}: {Answer(e)}"),
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } e => new($"{SenderRefused}, controlla Mail:From: {Answer(e)}"),
        SmtpCommandException e => new($"{ServerError}: {Answer(e)}"),
        AuthenticationException => new($"{NoCredentials}: controlla Mail:User e Mail:Password."),
        SslHandshakeException => new($"{NoHandshake}: controlla Mail:Security e il certificato."),
        TimeoutException or OperationCanceledException => new($"{NoAnswerInTime}."),
        SocketException or SmtpProtocolException => new($"{NoAnswer}: {failure.Message}"),
        IOException or UnauthorizedAccessException => new($"{NotHandedOver}: {failure.Message}"),
        _ => new($"{OwnFault} ({failure.GetType().Name}): {failure.Message}", IsOurs: true),
    };

    /// <summary>A stored reason taken apart: what it means, what to do about it, what the server or the program said in its own language.</summary>
    public static MailReason Read(string reason)
    {
        var known = Advices.FirstOrDefault(advice => reason.StartsWith(advice.Beginning, StringComparison.Ordinal));
        return known.Beginning is null
            ? new MailReason(reason, "Riprova; se continua, segnalalo a chi gestisce il sito.", "")
            : new MailReason(known.Beginning, known.Advice, reason[known.Beginning.Length..].TrimStart(':', ',', '.', ' '));
    }

    /// <summary>For logs, which never hold whole addresses.</summary>
    public string ReasonForLogs => Address().Replace(Reason, "…@$1");

    /// <summary>
    /// 550, 551, 553 and 556 speak of the mailbox (RFC 5321, 4.2.3; RFC 7504), unless the enhanced code or the words say that it is a
    /// matter of policy (5.7, RFC 3463): that is for the server's administrator to put right, and the mail waits for it.
    /// </summary>
    private static bool NoSuchMailbox(SmtpCommandException e) =>
        (int)e.StatusCode is 550 or 551 or 553 or 556 && !Policy().IsMatch(e.Message);

    private static string Answer(SmtpCommandException e) => $"{(int)e.StatusCode} {e.Message}";

    [GeneratedRegex(@"\b5\.7\.\d|relay", RegexOptions.IgnoreCase)]
    private static partial Regex Policy();

    [GeneratedRegex(@"[^\s<>""'@:]+@([^\s<>""'@:]+)")]
    private static partial Regex Address();
}

/// <summary>Why a mail did not go out, for people.</summary>
/// <param name="Words">In one sentence, without the full stop.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Said">By the server or the program; empty when there is nothing more to know.</param>
public sealed record MailReason(string Words, string Advice, string Said);
