using Coopera.Domain.Mail;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Coopera.Core.Mail.Inbox;

public static class InboxFailures
{
    /// <summary>Of what happened on the way to the mailbox; null when it happened elsewhere.</summary>
    public static MailFailure? Of(Exception failure) => failure switch
    {
        AuthenticationException => new(MailFailureKind.CredentialsRefused, failure.Message),
        SslHandshakeException => new(MailFailureKind.HandshakeFailed),
        FolderNotFoundException or ImapCommandException or NotSupportedException or ServiceNotAuthenticatedException =>
            new(MailFailureKind.SetupWrong, failure.Message),
        ProtocolException or System.Net.Sockets.SocketException or IOException or ServiceNotConnectedException =>
            new(MailFailureKind.Unreachable, failure.Message),
        TimeoutException or OperationCanceledException => new(MailFailureKind.TimedOut),
        _ => null,
    };
}
