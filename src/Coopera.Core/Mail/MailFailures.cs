using System.Net.Sockets;
using System.Text.RegularExpressions;
using Coopera.Domain.Mail;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Coopera.Core.Mail;

public static partial class MailFailures
{
    public static MailFailure Of(Exception failure) => failure switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } e when NoSuchMailbox(e) =>
            new(MailFailureKind.NoSuchMailbox, Answer(e)),
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } e when MatterOfPolicy(e) =>
            new(MailFailureKind.MessageRefused, Answer(e)),
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } e => new(MailFailureKind.RecipientRefused, Answer(e)),
        SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } e when MatterOfPolicy(e) =>
            new(MailFailureKind.MessageRefused, Answer(e)),
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } e => new(MailFailureKind.SenderRefused, Answer(e)),
        SmtpCommandException e => new(MailFailureKind.ServerError, Answer(e)),
        AuthenticationException => new(MailFailureKind.CredentialsRefused),
        SslHandshakeException => new(MailFailureKind.HandshakeFailed),
        TimeoutException or OperationCanceledException => new(MailFailureKind.TimedOut),
        SocketException or SmtpProtocolException => new(MailFailureKind.Unreachable, failure.Message),
        IOException or UnauthorizedAccessException => new(MailFailureKind.NotWritten, failure.Message),
        _ => new(MailFailureKind.OwnFault, $"({failure.GetType().Name}): {failure.Message}"),
    };

    public static string DetailForLogs(this MailFailure failure) => Address().Replace(failure.Detail, "…@$1");

    /// <summary>
    /// 550, 551, 553 and 556 speak of the mailbox (RFC 5321, 4.2.3; RFC 7504), unless the enhanced code or the words say that it is a
    /// matter of policy (5.7, RFC 3463): that is for the server's administrator to put right, and the mail waits for it.
    /// </summary>
    private static bool NoSuchMailbox(SmtpCommandException e) =>
        (int)e.StatusCode is 550 or 551 or 553 or 556 && !Policy().IsMatch(e.Message);

    /// <summary>554 is what servers say to spam, with the enhanced code or without.</summary>
    private static bool MatterOfPolicy(SmtpCommandException e) => (int)e.StatusCode == 554 || Policy().IsMatch(e.Message);

    private static string Answer(SmtpCommandException e) => $"{(int)e.StatusCode} {e.Message}";

    [GeneratedRegex(@"\b5\.7\.\d|relay", RegexOptions.IgnoreCase)]
    private static partial Regex Policy();

    [GeneratedRegex(@"[^\s<>""'@:]+@([^\s<>""'@:]+)")]
    private static partial Regex Address();
}
