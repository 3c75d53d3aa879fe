using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Coopera.Testing.Mail;

public enum SmtpMoment
{
    Greeting,
    Hello,
    StartTls,
    SignIn,
    Sender,
    Recipient,

    /// <summary>Before the message.</summary>
    Data,

    /// <summary>In the middle of the message, of which it has read the head.</summary>
    HalfMessage,

    /// <summary>The whole message is there.</summary>
    Message,
}

/// <summary>
/// A mail server that does what real ones do on bad days: at one moment it answers what a test says, hangs up, or says nothing at all.
/// Elsewhere it takes everything.
/// </summary>
public sealed class MisbehavingServer : IDisposable
{
    /// <summary>In place of an answer.</summary>
    public const string HangUp = "";
    public const string Silence = "…";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly List<MimeMessage> _messages = [];
    private readonly List<SmtpMoment> _seen = [];

    public MisbehavingServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What it does at a moment; null: what it should.</summary>
    public Func<SmtpMoment, string?> At { get; set; } = _ => null;

    /// <summary>How long it thinks before it answers.</summary>
    public Func<SmtpMoment, Task> Pause { get; init; } = _ => Task.CompletedTask;

    /// <summary>What it says it can, besides taking mail.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = ["ENHANCEDSTATUSCODES"];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>All that it had whole, whatever it said then.</summary>
    public IReadOnlyList<MimeMessage> Messages
    {
        get
        {
            lock (_messages)
            {
                return [.. _messages];
            }
        }
    }

    public int Times(SmtpMoment moment)
    {
        lock (_messages)
        {
            return _seen.Count(seen => seen == moment);
        }
    }

    public async Task UntilAsync(SmtpMoment moment)
    {
        for (var i = 0; Times(moment) == 0; i++)
        {
            Assert.True(i < 12_000, $"Nobody came as far as {moment}.");
            await Task.Delay(20);
        }
    }

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Dispose();
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_closed.IsCancellationRequested)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_closed.Token), _closed.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is done.
        }
    }

    private async Task TalkAsync(TcpClient client, CancellationToken closed)
    {
        try
        {
            using (client)
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await TalkAsync(reader, writer, closed);
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side has gone, or the test is done.
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer, CancellationToken closed)
    {
        if (!await SayAsync(SmtpMoment.Greeting, "220 posta.example ESMTP"))
        {
            return;
        }

        while (await reader.ReadLineAsync(closed) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            var (moment, usual) = verb switch
            {
                "EHLO" or "HELO" => (SmtpMoment.Hello, Hello()),
                "STARTTLS" => (SmtpMoment.StartTls, "454 4.7.0 TLS not available"),
                "AUTH" => (SmtpMoment.SignIn, "235 2.7.0 OK"),
                "MAIL" => (SmtpMoment.Sender, "250 2.1.0 OK"),
                "RCPT" => (SmtpMoment.Recipient, "250 2.1.5 OK"),
                "DATA" => (SmtpMoment.Data, "354 go on"),
                _ => ((SmtpMoment?)null, verb == "QUIT" ? "221 2.0.0 bye" : "250 2.0.0 OK"),
            };
            if (moment is { } known ? !await SayAsync(known, usual) : !await WriteAsync(usual) || verb == "QUIT")
            {
                return;
            }

            if (verb == "DATA" && At(SmtpMoment.Data) is null && !await TakeAsync())
            {
                return;
            }
        }

        async Task<bool> TakeAsync()
        {
            var text = new StringBuilder();
            var isHalf = false;
            while (await reader.ReadLineAsync(closed) is { } line)
            {
                if (!isHalf && line.Length == 0)
                {
                    isHalf = true;
                    if (At(SmtpMoment.HalfMessage) is not null)
                    {
                        return await SayAsync(SmtpMoment.HalfMessage, "");
                    }
                }

                if (line == ".")
                {
                    using var whole = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
                    lock (_messages)
                    {
                        _messages.Add(MimeMessage.Load(whole, closed));
                    }

                    return await SayAsync(SmtpMoment.Message, "250 2.0.0 taken");
                }

                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            return false;
        }

        async Task<bool> SayAsync(SmtpMoment moment, string usual)
        {
            lock (_messages)
            {
                _seen.Add(moment);
            }

            await Pause(moment).WaitAsync(closed);
            var said = At(moment) ?? usual;
            if (said == Silence)
            {
                await Task.Delay(Timeout.Infinite, closed);
            }

            return said != HangUp && await WriteAsync(said);
        }

        async Task<bool> WriteAsync(string said)
        {
            await writer.WriteLineAsync(said.AsMemory(), closed);
            return !said.StartsWith("421", StringComparison.Ordinal);
        }
    }

    private string Hello() => Extensions.Count == 0 ? "250 posta.example" : string.Join("\r\n", [
        "250-posta.example",
        .. Extensions.Select((extension, i) => string.Create(
            CultureInfo.InvariantCulture, $"250{(i == Extensions.Count - 1 ? ' ' : '-')}{extension}")),
    ]);
}
