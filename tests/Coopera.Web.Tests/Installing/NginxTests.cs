using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Hosting;

namespace Coopera.Web.Tests.Installing;

/// <summary>The real site behind a real nginx, with the files that the Debian installation writes.</summary>
public sealed class NginxTests : IDisposable
{
    private const string Secret = "ThisIsALinkThatOpensSomebodysOwnPageAndIsAsLongAsOne";

    private static readonly string[] SecretAddresses = [
        $"/iscrizioni/{Secret}", $"/iscrizioni/{Secret}/annulla", $"/inviti/{Secret}", $"/coordinamento/adesione/{Secret}/riepilogo",
        $"/i-miei-dati/{Secret}/dati.json", $"/attestati/miei/{Secret}", "/attestati/AB12-CD34-EF56", "/sala/K7QX",
        $"/gestione/primo-accesso/{Secret}", $"/gestione/invito/{Secret}", $"/gestione/password/{Secret}", $"/altro/{Secret}/{Secret}",
    ];

    private static readonly string[] SecretWords = [Secret, "AB12", "K7QX", "questionari"];

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-behind-nginx-").FullName;

    public static TheoryData<string, string, string[]> Places => new()
    {
        { "https://webinar.comune.example", "", [] },
        { "https://www.comune.example/iscrizioni", "/iscrizioni", [] },
        { "https://www.comune.example/iscrizioni", "/iscrizioni", ["strip"] },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task It_leads_to_the_site_writes_no_secret_down_and_says_so_when_the_site_is_away(
        string address, string path, string[] how)
    {
        using var program = StartProgram(address, path);
        using var nginx = await NginxInFront.StartAsync(address, await program.ListeningAsync(), how);

        var page = await nginx.Client.GetAsync($"{path}/webinar");
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains($"href=\"{path}/coordinamento\"", html, StringComparison.Ordinal);
        Assert.Contains("max-age=31536000", page.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        AssertFromTheSite(page);
        Assert.Equal("nginx", path.Length > 0 ? "nginx" : page.Headers.Server.ToString());
        Assert.Equal(HttpStatusCode.OK, (await nginx.Client.GetAsync($"{path}/coordinamento/scheda.pdf")).StatusCode);

        await AskForSecretsAsync(nginx, path);
        program.Kill();
        var away = await AskForSecretsAsync(nginx, path);

        Assert.All(away, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.Contains("Il sito torna fra poco", await away[0].Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("30", away[0].Headers.RetryAfter?.ToString());
        Assert.True(away[0].Headers.CacheControl?.NoStore);
        var logs = nginx.Logs();
        Assert.All(SecretWords, word => Assert.DoesNotContain(word, logs, StringComparison.Ordinal));
        Assert.Contains($"\"GET {(how.Length == 0 ? path : "")}/webinar\" 200", logs, StringComparison.Ordinal);
        Assert.Contains("/iscrizioni/*/annulla\"", logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_without_encryption_is_led_to_the_same_address_with_it_and_leaves_no_line()
    {
        using var nginx = await NginxInFront.StartAsync("https://webinar.comune.example", new Uri("http://127.0.0.1:9"));

        var answer = await nginx.Client.GetAsync($"http://webinar.comune.example/questionari/{Secret}");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal($"https://webinar.comune.example/questionari/{Secret}", answer.Headers.Location?.ToString());
        Assert.DoesNotContain(Secret, nginx.Logs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_site_is_told_who_asks_and_a_file_larger_than_nginx_takes_by_itself_comes_to_it()
    {
        const string Address = "https://webinar.comune.example";
        using var program = StartProgram(Address, "");
        using var nginx = await NginxInFront.StartAsync(Address, await program.ListeningAsync());
        using var body = new ByteArrayContent(new byte[3_000_000]);
        body.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/coordinamento/adesione/{Secret}/carica") { Content = body };
        request.Headers.Add("Origin", Address);
        request.Headers.Add("X-Forwarded-For", "198.51.100.9");

        using var answer = await nginx.Client.SendAsync(request);

        AssertFromTheSite(answer);
        Assert.DoesNotContain(program.Lines, line => line.Contains("speaks for others", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(20_000_000)]
    [InlineData(240_000_000)]
    public async Task What_is_too_large_is_refused_by_the_site_itself_and_kept_nowhere(int bytes)
    {
        const string Address = "https://webinar.comune.example";
        using var program = StartProgram(Address, "");
        using var nginx = await NginxInFront.StartAsync(Address, await program.ListeningAsync());
        using var body = new ByteArrayContent(new byte[bytes]);
        body.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webinar/non-esiste/iscrizione") { Content = body };
        request.Headers.Add("Origin", Address);

        using var answer = await nginx.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        AssertFromTheSite(answer);
    }

    [Fact]
    public void What_nginx_lets_through_leaves_room_for_the_sites_own_refusal()
    {
        var most = Regex.Match(
            File.ReadAllText(Path.Combine(Repository.Root, "deploy", "debian", "nginx", "proxy.conf")), @"client_max_body_size (\d+)m;");

        Assert.True(int.Parse(most.Groups[1].Value, CultureInfo.InvariantCulture) * 1_048_576L >= 2L * Material.FileMaxLength);
    }

    [Theory]
    [InlineData("http://webinar.comune.example")]
    [InlineData("webinar.comune.example")]
    [InlineData("https://webinar.comune.example/a b")]
    [InlineData("https://webinar.comune.example; return 200")]
    public async Task An_address_that_is_none_is_refused_in_a_sentence(string address)
    {
        var (code, output) = await Tool.RunAsync(
            Path.Combine(Repository.Root, "deploy", "debian", "nginx", "write"), _folder, address, "/c", "/k");

        Assert.Equal(1, code);
        Assert.Contains("serve un indirizzo come https://webinar.comune.example", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private StartedProgram StartProgram(string address, string path) => StartedProgram.Start(
        _folder,
        new()
        {
            ["Site__BaseUrl"] = address,
            ["Site__PathBase"] = path,
            ["Site__TrustedProxies"] = "127.0.0.1",
        });

    /// <summary>Its headers come through, once each; of itself nginx says no more than its name.</summary>
    private static void AssertFromTheSite(HttpResponseMessage answer)
    {
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Single(answer.Headers.GetValues("Referrer-Policy"));
    }

    private static async Task<IReadOnlyList<HttpResponseMessage>> AskForSecretsAsync(NginxInFront nginx, string path)
    {
        var answers = new List<HttpResponseMessage>();
        foreach (var secret in SecretAddresses.Append($"/questionari/{Secret}").Append($"/questionari/basta/{Secret}"))
        {
            answers.Add(await nginx.Client.GetAsync($"{path}{secret}?ritorno={Secret}"));
            answers.Add(await nginx.Client.PostAsync($"{path}{secret}", new StringContent("a=b")));
        }

        return answers;
    }
}
