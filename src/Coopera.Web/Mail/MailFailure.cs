using System.Net.Sockets;
using System.Text.RegularExpressions;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Coopera.Web.Mail;

/// <summary>Why a mail did not go out, in words for the staff.</summary>
/// <param name="IsFinal">Trying again would change nothing.</param>
/// <param name="IsOurs">No server had a part in it: the log holds where it happened.</param>
public sealed partial record MailFailure(string Reason, bool IsFinal = false, bool IsOurs = false)
{
    public static MailFailure Of(Exception failure) => failure switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } e when NoSuchMailbox(e) =>
            new($"L’indirizzo non esiste o non riceve posta: {Answer(e)}", IsFinal: true),
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } e => new($"Il server di posta rifiuta l’indirizzo: {Answer(e)}"),
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } e => new($"Il server di posta rifiuta il mittente, controlla Mail:From: {Answer(e)}"),
        SmtpCommandException e => new($"Il server di posta ha risposto con un errore: {Answer(e)}"),
        AuthenticationException => new("Il server di posta rifiuta le credenziali: controlla Mail:User e Mail:Password."),
        SslHandshakeException => new("La connessione protetta con il server di posta non riesce: controlla Mail:Security e il certificato."),
        TimeoutException or OperationCanceledException => new("Il server di posta non ha risposto in tempo."),
        SocketException or SmtpProtocolException => new($"Il server di posta non risponde: {failure.Message}"),
        IOException or UnauthorizedAccessException => new($"Non si riesce a consegnare il messaggio: {failure.Message}"),
        _ => new($"Il messaggio non è partito per un errore del sito ({failure.GetType().Name}): {failure.Message}", IsOurs: true),
    };

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
