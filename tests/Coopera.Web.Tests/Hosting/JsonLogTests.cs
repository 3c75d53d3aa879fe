using System.Text.Json;

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

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
