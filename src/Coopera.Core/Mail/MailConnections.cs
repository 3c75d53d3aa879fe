using System.Net.Sockets;
using MailKit;
using MailKit.Security;

namespace Coopera.Core.Mail;

/// <summary>How a mail server is spoken to, whether it sends (SMTP) or keeps (IMAP).</summary>
public static class MailConnections
{
    /// <summary>Those that keep the password to themselves come first: the line may be an open one.</summary>
    private static readonly IReadOnlyList<string> WaysToSignIn =
        ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN"];

    public static Task OpenAsync(this IMailService client, MailSettings account, CancellationToken cancellationToken) =>
        client.OpenAsync(account.Host, account.Port, account.Security, account.User, account.Password, cancellationToken);

    /// <summary>Connects, protects the connection and signs in.</summary>
    /// <param name="user">Null: the server wants no sign-in.</param>
    public static async Task OpenAsync(
        this IMailService client, string host, int port, MailSecurity security, string? user, string? password,
        CancellationToken cancellationToken)
    {
        // What is left of a message would wait for the server to acknowledge its beginning: 40 ms a mail, twenty mails a second.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken);
            await client.ConnectAsync(socket, host, port, security switch
            {
                MailSecurity.None => SecureSocketOptions.None,
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.StartTls,
            }, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (user is not null)
        {
            KeepOne(client.AuthenticationMechanisms, client.IsSecure);
            await client.AuthenticateAsync(user, password ?? "", cancellationToken);
        }
    }

    /// <summary>One try a password: what tries every way it knows locks accounts.</summary>
    private static void KeepOne(HashSet<string> offered, bool isSecure)
    {
        if ((isSecure ? WaysToSignIn.Prepend("PLAIN") : WaysToSignIn).FirstOrDefault(offered.Contains) is { } way)
        {
            offered.IntersectWith([way]);
        }
    }
}
