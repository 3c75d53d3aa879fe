using System.Globalization;
using Coopera.Core.Files;
using MailKit.Net.Smtp;
using MimeKit;

namespace Coopera.Core.Mail;

public interface IMailTransport
{
    Task SendAsync(MimeMessage message, CancellationToken cancellationToken);

    /// <summary>Nothing more is to be sent for now.</summary>
    Task CloseAsync() => Task.CompletedTask;
}

public static class MailTransports
{
    public static IMailTransport Of(MailSettings account, TimeProvider clock) =>
        account.Transport == MailTransportKind.Smtp ? new SmtpTransport(account, clock) : new FolderTransport(account);
}

/// <summary>One <c>.eml</c> file a message, for development and tests. Sending a message twice leaves one file.</summary>
public sealed class FolderTransport(MailSettings mail) : IMailTransport
{
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        DataFolder.CreateLast(mail.Folder);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{message.Date.UtcDateTime:yyyyMMdd-HHmmss}-{message.MessageId!.Split('@')[0]}");
        var unfinished = Path.Combine(mail.Folder, $".{name}.part");
        using var whole = new MemoryStream();
        message.WriteTo(whole, cancellationToken);
        await File.WriteAllBytesAsync(unfinished, whole.GetBuffer().AsMemory(0, (int)whole.Length), cancellationToken);
        File.Move(unfinished, Path.Combine(mail.Folder, $"{name}.eml"), overwrite: true);
    }
}

public sealed class SmtpTransport(MailSettings mail, TimeProvider clock) : IMailTransport, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SmtpClient _client = new();

    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        using var waited = new CancellationTokenSource(Patience, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, waited.Token);
        try
        {
            await ConnectAsync(patience.Token);
            await _client.SendAsync(message, patience.Token);
        }
        catch (SmtpCommandException) when (_client is { IsConnected: true, IsAuthenticated: true } || mail.User is null)
        {
            throw; // a no to this message: the conversation goes on with the next
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

    public async Task CloseAsync()
    {
        if (!_client.IsConnected)
        {
            return;
        }

        await _turn.WaitAsync();
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            await _client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception e) when (e is IOException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
            await _client.DisconnectAsync(quit: false); // it was gone already
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
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

        await _client.OpenAsync(mail, cancellationToken);
    }
}
