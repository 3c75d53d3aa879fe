using System.Net.Sockets;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Hosting;

/// <summary>SIGTERM while a long list goes out to somebody who reads slowly.</summary>
public sealed class StopDuringExportTests : IDisposable
{
    // More than the system and the site hold for a connection that nobody reads.
    private const int Rows = 400;
    private const int LettersInRow = 50_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-stop-export-").FullName;

    [Fact]
    public async Task A_list_that_is_going_out_arrives_whole_and_the_register_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var cookies = await PlantAsync();
        using var site = Start();
        using var reader = await SlowReaderAsync(site, cookies);
        using var answer = await BeginAsync(reader);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[100]);

        site.Terminate();
        Assert.True(await site.SaysAsync("Application is shutting down"));
        Assert.Empty(await EndingsAsync());
        using var rest = new StreamReader(body);
        var file = await rest.ReadToEndAsync();

        Assert.Equal(Rows, file.Split("\r\n").Count(line => line.Length > LettersInRow));
        Assert.EndsWith("\r\n", file, StringComparison.Ordinal);
        Assert.Equal(0, await site.EndAsync());
        Assert.Equal([AuditAction.ExportCompleted], await EndingsAsync());
    }

    [Fact]
    public async Task Somebody_who_reads_no_further_holds_the_stop_up_no_longer_than_it_may_take_and_the_register_says_that_it_broke_off()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var cookies = await PlantAsync();
        using var site = Start("--shutdownTimeoutSeconds=2");
        using var reader = await SlowReaderAsync(site, cookies);
        using var answer = await BeginAsync(reader);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[100]);

        site.Terminate();

        Assert.Equal(0, await site.EndAsync());
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null)); // a browser, too, says that it is not whole
        Assert.Equal([AuditAction.ExportBrokenOff], await EndingsAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private StartedProgram Start(params string[] arguments) =>
        StartedProgram.Start(_folder, new() { ["Staff__SecondFactorRequired"] = "false" }, arguments);

    private static async Task<HttpResponseMessage> BeginAsync(HttpClient reader)
    {
        var answer = await reader.GetAsync(
            "/gestione/adesioni/richieste.csv?scopo=rendicontare", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        return answer;
    }

    /// <summary>Takes in little more than it reads.</summary>
    private static async Task<HttpClient> SlowReaderAsync(StartedProgram site, string cookies)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            ConnectCallback = async (context, stop) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8192 };
                await socket.ConnectAsync(context.DnsEndPoint, stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = await site.ListeningAsync(),
        };
        client.DefaultRequestHeaders.Host = "localhost";
        client.DefaultRequestHeaders.Add("Cookie", cookies);
        return client;
    }

    /// <summary>A database with long rows. What a browser of the administrator sends.</summary>
    private async Task<string> PlantAsync()
    {
        using var site = new CooperaSite(new() { ["Site:DataFolder"] = _folder });
        await site.WriteAsync(async db =>
        {
            db.SchedaRequests.AddRange(Enumerable.Range(1, Rows).Select(i => new SchedaRequest(
                EmailAddress.Parse($"ufficio{i}@comune.example"), null, "Cooperativa Ponti", "2026-01-01", Adhesions.Now)));
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE SchedaRequests SET OtherBody = hex(zeroblob({LettersInRow / 2}))");
        });
        var cookies = await StaffTicket.CookiesAsync(
            site.Services, CooperaSite.AdministratorEmail, site.ClientOptions.BaseAddress);
        return string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0]));
    }

    private async Task<IReadOnlyList<string>> EndingsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "coopera.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT Action FROM AuditEntries WHERE Action IN ('{AuditAction.ExportCompleted}', '{AuditAction.ExportBrokenOff}')";
        await using var rows = await command.ExecuteReaderAsync();
        var actions = new List<string>();
        while (await rows.ReadAsync())
        {
            actions.Add(rows.GetString(0));
        }

        return actions;
    }
}
