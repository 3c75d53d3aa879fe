using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Coopera.Core.Mail;

public interface IMailTransport
{
    Task SendAsync(MimeMessage message, CancellationToken cancellationToken);
}

/// <summary>One <c>.eml</c> file a message, for development and tests. Sending a message twice leaves one file.</summary>
public sealed class FolderTransport(Settings settings) : IMailTransport
{
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.Mail.Folder);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{message.Date.UtcDateTime:yyyyMMdd-HHmmss}-{message.MessageId!.Split('@')[0]}");
        var unfinished = Path.Combine(settings.Mail.Folder, $".{name}.part");
        using var whole = new MemoryStream();
        message.WriteTo(whole, cancellationToken);
        await File.WriteAllBytesAsync(unfinished, whole.GetBuffer().AsMemory(0, (int)whole.Length), cancellationToken);
        File.Move(unfinished, Path.Combine(settings.Mail.Folder, $"{name}.eml"), overwrite: true);
    }
}

public sealed class SmtpTransport(Settings settings) : IMailTransport, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SmtpClient _client = new();

    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await ConnectAsync(patience.Token);
            await _client.SendAsync(message, patience.Token);
        }
        catch
        {
            // Whatever state the conversation is in: the next message begins a new one.
            await _client.DisconnectAsync(quit: false, CancellationToken.None);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            await _client.DisconnectAsync(quit: true);
        }

        _client.Dispose();
        _turn.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_client.IsConnected)
        {
            try
            {
                await _client.NoOpAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (e is IOException or SmtpProtocolException or SmtpCommandException)
            {
                await _client.DisconnectAsync(quit: false, cancellationToken); // idle for too long: the server hung up
            }
        }

        var mail = settings.Mail;
        await _client.ConnectAsync(mail.Host, mail.Port, mail.Security switch
        {
            MailSecurity.None => SecureSocketOptions.None,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        }, cancellationToken);
        if (mail.User is { } user)
        {
            await _client.AuthenticateAsync(user, mail.Password ?? "", cancellationToken);
        }
    }
}
