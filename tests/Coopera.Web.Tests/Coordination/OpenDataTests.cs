using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using CsvHelper;

namespace Coopera.Web.Tests.Coordination;

public sealed class OpenDataTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string CsvFile = "/coordinamento/aderenti.csv";
    private const string JsonFile = "/coordinamento/aderenti.json";

    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task The_csv_holds_the_bodies_with_codes_as_they_are()
    {
        using var response = await Client().GetAsync(CsvFile);

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("aderenti.csv", response.Content.Headers.ContentDisposition?.FileName);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        using var csv = CsvReader.Create(new MemoryStream(bytes), new CsvReaderOptions { Separator = ';' });
        csv.ReadHeader();
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. csv.Headers.Select(csv.GetString)]);
        }

        Assert.Equal(["codice", "nome", "tipo", "provincia", "dal"], csv.Headers);
        Assert.Equal(15, rows.Count);
        Assert.Equal(["081001", "Alcamo", "Comune", "TP", "2022-01-25"], rows[0]);
        Assert.Contains(rows, row => row.SequenceEqual(["083075", "Rodì Milici", "Comune", "ME", "2022-01-25"]));
        Assert.Contains(
            rows,
            row => row.SequenceEqual(["088", "Libero consorzio comunale di Ragusa", "Libero consorzio comunale", "RG", "2022-01-25"]));
    }

    [Fact]
    public async Task The_json_holds_the_same_with_its_licence_and_no_persons()
    {
        using var site = new CooperaSite(); // what it adds or takes would be counted by the others
        await site.AddAsync("283", AdhesionStatus.Accepted);
        using var response = await Client(site).GetAsync(JsonFile);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(
            "https://creativecommons.org/licenses/by/4.0/", json.RootElement.GetProperty("license").GetProperty("url").GetString());
        var bodies = json.RootElement.GetProperty("adherents").EnumerateArray().ToList();
        Assert.Equal(16, bodies.Count);
        Assert.All(
            bodies,
            body => Assert.Equal(["code", "name", "kind", "province", "since"], body.EnumerateObject().Select(property => property.Name)));
        Assert.All(bodies, body => Assert.True(Enum.TryParse<PublicBodyKind>(body.GetProperty("kind").GetString(), out _)));
        var messina = bodies.Single(body => body.GetProperty("code").GetString() == "283");
        Assert.Equal("Città metropolitana di Messina", messina.GetProperty("name").GetString());
        Assert.Equal("2026-11-23", messina.GetProperty("since").GetString());
        Assert.DoesNotContain("@", json.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CsvFile)]
    [InlineData(JsonFile)]
    public async Task The_licence_stands_in_the_header_too(string file)
    {
        using var response = await Client().GetAsync(file);

        Assert.Equal(["<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\""], response.Headers.GetValues("Link"));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData(CsvFile)]
    [InlineData(JsonFile)]
    public async Task Who_has_the_file_asks_again_and_gets_it_only_when_it_changed(string file)
    {
        using var site = new CooperaSite(); // what it adds or takes would be counted by the others
        var client = Client(site);
        using var first = await client.GetAsync(file);
        Assert.Equal("public, no-cache", first.Headers.CacheControl?.ToString());

        using var unchanged = await AskAgainAsync(client, file, first);
        await site.AddAsync("082053", AdhesionStatus.Accepted);
        using var grown = await AskAgainAsync(client, file, first);
        await site.LeaveAsync("082053");
        using var shrunk = await AskAgainAsync(client, file, grown);

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(HttpStatusCode.OK, grown.StatusCode);
        Assert.Contains("082053", await grown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, shrunk.StatusCode);
        Assert.DoesNotContain("082053", await shrunk.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_tell_when_the_list_last_changed_also_by_a_body_that_left()
    {
        using var site = new CooperaSite(); // what it adds or takes would be counted by the others
        await site.AddAsync("082053", AdhesionStatus.Accepted);
        await site.LeaveAsync("082053");
        await site.WriteAsync(db =>
        {
            db.Adhesions.RemoveRange(db.Adhesions.Where(a => a.Status == AdhesionStatus.Accepted));
            return Task.CompletedTask;
        });

        using var response = await Client(site).GetAsync(CsvFile);

        Assert.Equal(Adhesions.Now, response.Content.Headers.LastModified);
    }

    [Theory]
    [InlineData(CsvFile)]
    [InlineData(JsonFile)]
    public async Task A_harvester_may_ask_for_the_headers_only(string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, file);
        using var response = await Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(response.Headers.ETag);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private static async Task<HttpResponseMessage> AskAgainAsync(HttpClient client, string file, HttpResponseMessage before)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file);
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(before.Headers.ETag!.ToString()));
        return await client.SendAsync(request);
    }

    private HttpClient Client(CooperaSite? own = null) => (own ?? _site).NewVisitor().Client;
}
