using System.Net;
using System.Net.Sockets;
using System.Text;
using Coopera.Web.Commands;
using Microsoft.Data.Sqlite;

namespace Coopera.Web.Tests.Hosting;

/// <summary>SIGTERM finishes what is in hand, takes nothing new, and ends with 0.</summary>
public sealed class GracefulStopTests : IDisposable
{
    private const string Stopping = "Application is shutting down";

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-stop-").FullName;

    [Fact]
    public async Task A_form_that_is_still_coming_in_is_taken_and_answered()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var site = StartedProgram.Start(_folder);
        var address = await site.ListeningAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var line = connection.GetStream();
        const string Body = "Email=nome%40comune.example";
        await line.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /iscrizioni/recupera HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..10]}"));
        await Task.Delay(500); // the server has it in hand; were it not so, the connection would be closed and the test fail

        site.Terminate();
        Assert.True(await site.SaysAsync(Stopping));
        await line.WriteAsync(Encoding.ASCII.GetBytes(Body[10..]));
        using var reader = new StreamReader(line, Encoding.ASCII);
        var answer = await reader.ReadLineAsync();

        Assert.Matches("^HTTP/1.1 (200|303) ", answer);
        Assert.Equal(0, await site.EndAsync());
    }

    [Fact]
    public async Task A_mail_that_is_being_handed_over_is_handed_over_and_written_down_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var server = new HesitantServer();
        var settings = new Dictionary<string, string?>
        {
            ["Mail__Transport"] = "Smtp",
            ["Mail__Host"] = "127.0.0.1",
            ["Mail__Port"] = $"{server.Port}",
            ["Mail__Security"] = "None",
            ["Mail__From"] = "iscrizioni@coopera.example",
        };
        var (invited, _, _) = await StartedProgram.RunAsync(_folder, settings, "admin", "invite", "capo@comune.example");
        Assert.Equal(ExitCode.Done, invited);
        settings["Worker__Enabled"] = "true";
        using var site = StartedProgram.Start(_folder, settings);
        await site.ListeningAsync();
        await server.HasMailAsync();

        site.Terminate();
        Assert.True(await site.SaysAsync(Stopping));
        server.Accept();

        Assert.Equal(0, await site.EndAsync());
        Assert.Equal(1, server.Mails);
        Assert.Equal(1L, await AskAsync("SELECT COUNT(*) FROM OutgoingMails WHERE SentAt IS NOT NULL AND Attempts = 1"));
        Assert.Equal(0L, await AskAsync("SELECT COUNT(*) FROM OutgoingMails WHERE LeaseEndsAt IS NOT NULL"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "coopera.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Speaks as much SMTP as is needed, and thinks about each mail until it is told to accept.</summary>
    private sealed class HesitantServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource _hasMail = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _accept = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _mails;

        public HesitantServer()
        {
            _listener.Start();
            _ = ListenAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Mails => _mails;

        public Task HasMailAsync() => _hasMail.Task.WaitAsync(TimeSpan.FromMinutes(4));

        public void Accept() => _accept.TrySetResult();

        public void Dispose() => _listener.Dispose();

        private async Task ListenAsync()
        {
            while (true)
            {
                TcpClient client;
                try
                {
                    client = await _listener.AcceptTcpClientAsync();
                }
                catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
                {
                    return;
                }

                _ = TalkAsync(client);
            }
        }

        private async Task TalkAsync(TcpClient client)
        {
            using var own = client;
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 hesitant");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync("354 go on");
                    while (await reader.ReadLineAsync() is not (null or "."))
                    {
                    }

                    Interlocked.Increment(ref _mails);
                    _hasMail.TrySetResult();
                    await _accept.Task;
                }

                await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 fine");
            }
        }
    }
}
