using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Coopera.Domain.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Coopera.Core.Mail;

public static partial class MailFailures
{
    /// <summary>Of what happened on the way to the server.</summary>
    public static MailFailure Of(Exception failure) => failure switch
    {
        SmtpCommandException e => new(
            SmtpReply.KindOf(Phase(e.ErrorCode), (int)e.StatusCode, e.Message), $"{(int)e.StatusCode} {e.Message}"),
        AuthenticationException { InnerException: SmtpCommandException e } => OfSignIn((int)e.StatusCode, e.Message),
        AuthenticationException e => Said().Match(e.Message) is { Success: true } said
            ? OfSignIn(int.Parse(said.ValueSpan, CultureInfo.InvariantCulture), e.Message)
            : new(MailFailureKind.CredentialsRefused),
        SslHandshakeException => new(MailFailureKind.HandshakeFailed),
        ServiceNotAuthenticatedException or NotSupportedException => new(MailFailureKind.SetupWrong, failure.Message),
        TimeoutException or OperationCanceledException => new(MailFailureKind.TimedOut),
        SocketException or SmtpProtocolException or ServiceNotConnectedException => new(MailFailureKind.Unreachable, failure.Message),
        IOException { InnerException: SocketException } => new(MailFailureKind.Unreachable, failure.Message),
        IOException or UnauthorizedAccessException => new(MailFailureKind.NotWritten, failure.Message),
        _ => OwnFault(failure),
    };

    /// <summary>Of what happened before: no server is to blame for it.</summary>
    public static MailFailure OfDrawing(Exception failure) => failure is JsonException or NotSupportedException
        ? new(MailFailureKind.NotDrawable, $"({failure.GetType().Name}): {failure.Message}")
        : OwnFault(failure);

    public static string DetailForLogs(this MailFailure failure) => Address().Replace(failure.Detail, "…@$1");

    private static MailFailure OwnFault(Exception failure) =>
        new(MailFailureKind.OwnFault, $"({failure.GetType().Name}): {failure.Message}");

    /// <summary>At the sign-in a temporary no (RFC 4954) speaks of no password.</summary>
    private static MailFailure OfSignIn(int code, string said) =>
        SmtpReply.KindOf(SmtpPhase.Greeting, code, said) is var kind && kind == MailFailureKind.ServerError && code >= 500
            ? new(MailFailureKind.CredentialsRefused, said)
            : new(kind, said);

    private static SmtpPhase Phase(SmtpErrorCode code) => code switch
    {
        SmtpErrorCode.RecipientNotAccepted => SmtpPhase.Rcpt,
        SmtpErrorCode.SenderNotAccepted => SmtpPhase.Mail,
        SmtpErrorCode.MessageNotAccepted => SmtpPhase.Data,
        _ => SmtpPhase.Greeting,
    };

    [GeneratedRegex(@"^[45]\d\d(?=[: ])")]
    private static partial Regex Said();

    [GeneratedRegex(@"[^\s<>""'@:]+@([^\s<>""'@:]+)")]
    private static partial Regex Address();
}
