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
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new MisbehavingServer
        {
            Pause = moment => moment == SmtpMoment.Message ? accepted.Task : Task.CompletedTask,
        };
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
        await server.UntilAsync(SmtpMoment.Message);

        site.Terminate();
        Assert.True(await site.SaysAsync(Stopping));
        accepted.SetResult();

        Assert.Equal(0, await site.EndAsync());
        Assert.Single(server.Messages);
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
}
