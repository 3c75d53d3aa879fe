using System.Security.Authentication;
using Coopera.Domain.Mail;
using MailKit.Net.Smtp;

namespace Coopera.Core.Mail.Checks;

/// <param name="Failure">Where it ended; null when the server would have taken a mail.</param>
/// <param name="Protection">"TLS 1.3"; null without.</param>
public sealed record ServerAnswer(MailFailure? Failure, string? Protection, bool HasSignedIn, bool OffersSignIn, TimeSpan Took);

/// <summary>Goes to the mail server as far as a mail would, and comes back without one.</summary>
public sealed class MailServerCheck(Settings settings, TimeProvider clock)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Null where mails are written into a folder.</summary>
    public async Task<ServerAnswer?> LookAsync(CancellationToken cancellationToken = default)
    {
        if (settings.Mail.Transport == MailTransportKind.Folder)
        {
            return null;
        }

        var begun = clock.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var client = new SmtpClient();
        MailFailure? failure = null;
        try
        {
            await client.OpenAsync(settings.Mail, patience.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            failure = MailFailures.Of(e);
        }

        var answer = new ServerAnswer(
            failure,
            client.IsSecure ? Name(client.SslProtocol) : null,
            client.IsAuthenticated,
            client.Capabilities.HasFlag(SmtpCapabilities.Authentication),
            clock.GetElapsedTime(begun));
        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: failure is null, CancellationToken.None).WaitAsync(Patience, clock, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it has said what we wanted to know
        }

        return answer;
    }

    private static string Name(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => $"{protocol}",
    };
}
