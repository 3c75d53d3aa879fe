using System.Text.Json;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Serilog;

namespace Coopera.Web.Tests.Hosting;

public sealed class JsonLogTests : IDisposable
{
    private const string Token = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_Ab";

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-json-").FullName;

    [Fact]
    public async Task Every_line_is_json_with_the_requests_id_and_without_what_is_somebodys()
    {
        using var site = StartedProgram.Start(_folder, new() { ["Logs__Format"] = "Json" });
        using var client = new HttpClient { BaseAddress = await site.ListeningAsync() };
        client.DefaultRequestHeaders.Host = "localhost";
        using var gone = await client.GetAsync($"/iscrizioni/{Token}?email=mario.rossi@comune.example");
        using var sent = await client.PostAsync("/iscrizioni/recupera", new FormUrlEncodedContent(
            new Dictionary<string, string> { ["Email"] = "mario.rossi@comune.example" }));
        Assert.True(await site.SaysAsync("/iscrizioni/recupera"));

        var lines = site.Lines.Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        var request = lines.Single(
            line => line.GetProperty("@m").GetString()!.Contains("/iscrizioni/…", StringComparison.Ordinal));
        Assert.Matches("^[0-9A-F]{10}$", request.GetProperty("RequestId").GetString());
        Assert.All(lines, line => Assert.True(line.TryGetProperty("@t", out _)));
        var all = string.Join('\n', site.Lines);
        Assert.DoesNotContain(Token, all, StringComparison.Ordinal);
        Assert.DoesNotContain("mario.rossi", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("RequestPath", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_database_refuses_and_a_use_case_catches_leaves_no_line()
    {
        var log = new LogLines();
        using var site = new CooperaSite(services: log.Join);
        var webinar = await site.WebinarAsync();

        await Assert.ThrowsAsync<DbUpdateException>(() => site.WriteAsync(db =>
        {
            db.Webinars.Add(new Webinar(webinar.Slug, "Due volte", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1)));
            return Task.CompletedTask;
        }));

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains(nameof(DbUpdateException), StringComparison.Ordinal));
    }

    [Fact]
    public void Words_of_a_database_that_hold_what_was_to_be_stored_are_left_out_and_the_rest_is_there()
    {
        var seen = new LogLines();
        using var log = new LoggerConfiguration()
            .WriteTo.Sink(new WithoutStoredValues(seen, exception => exception is KeyNotFoundException)).CreateLogger();

        log.Error(Thrown("The duplicate key value is (7, mario@comune.example)."), "Once {Number}", 7);
        log.Error(new InvalidOperationException("harmless"), "Twice");

        var (first, second) = (seen.Lines.First(), seen.Lines.Last());
        Assert.DoesNotContain("mario", first, StringComparison.Ordinal);
        Assert.Contains("left out", first, StringComparison.Ordinal);
        Assert.Contains("Once 7", first, StringComparison.Ordinal);
        Assert.Contains(nameof(DbUpdateException), first, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), first, StringComparison.Ordinal); // where it happened
        Assert.Contains("harmless", second, StringComparison.Ordinal);

        static Exception Thrown(string words)
        {
            try
            {
                throw new DbUpdateException("An error occurred.", new KeyNotFoundException(words));
            }
            catch (DbUpdateException failure)
            {
                return new AggregateException(failure);
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
