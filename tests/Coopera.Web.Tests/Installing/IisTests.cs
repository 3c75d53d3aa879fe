using System.Net;
using System.Xml.Linq;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Hosting;

namespace Coopera.Web.Tests.Installing;

/// <summary>
/// IIS hands requests on to the program as its module does out of process: a port, a word that only the two know, headers. That much can be
/// played without IIS.
/// </summary>
public sealed class IisTests : IDisposable
{
    private const string Token = "7f4d1c5e-2b0a-4d3e-9c1f-5a6b7c8d9e0f";

    private static readonly XElement Config = XDocument.Load(Path.Combine(Repository.Root, "deploy", "iis", "web.config"))
        .Root!.Element("location")!.Element("system.webServer")!;

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-iis-").FullName;

    [Fact]
    public void The_largest_material_comes_through_and_there_is_room_for_the_sites_own_refusal()
    {
        var limits = Config.Descendants("requestLimits").Single();

        Assert.True((long?)limits.Attribute("maxAllowedContentLength") >= 2L * Material.FileMaxLength);
    }

    [Fact]
    public void The_log_is_on_and_neither_it_nor_anything_that_is_this_sites_own_is_in_the_programs_folder()
    {
        var module = Config.Element("aspNetCore")!;
        Assert.Equal("true", (string?)module.Attribute("stdoutLogEnabled"));
        Assert.StartsWith("%ProgramData%", (string?)module.Attribute("stdoutLogFile"), StringComparison.Ordinal);
        var variables = module.Descendants("environmentVariable")
            .ToDictionary(variable => (string)variable.Attribute("name")!, variable => (string)variable.Attribute("value")!);

        Assert.Equal(["ASPNETCORE_ENVIRONMENT", "Site__TrustedProxies"], variables.Keys.Order());
        Assert.Equal("Production", variables["ASPNETCORE_ENVIRONMENT"]);
    }

    [Theory]
    [InlineData("https://webinar.comune.example", "")]
    [InlineData("https://www.comune.example/iscrizioni", "/iscrizioni")]
    public async Task The_site_answers_who_comes_by_the_module_knows_where_they_come_from_and_stops_when_it_is_told(
        string address, string path)
    {
        var port = NginxInFront.FreePort();
        using var program = StartedProgram.Start(_folder, new()
        {
            ["ASPNETCORE_URLS"] = null,
            ["ASPNETCORE_PORT"] = $"{port}",
            ["ASPNETCORE_TOKEN"] = Token,
            ["ASPNETCORE_APPL_PATH"] = path.Length == 0 ? "/" : path,
            ["ASPNETCORE_IIS_HTTPAUTH"] = "anonymous;",
            ["Site__BaseUrl"] = address,
            ["Site__PathBase"] = path,
            ["Site__TrustedProxies"] = "127.0.0.1,::1",
        });
        Assert.Equal(port, (await program.ListeningAsync()).Port);
        using var client =
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        using var page = await client.SendAsync(Request(HttpMethod.Get, $"{path}/webinar"));
        using var stranger = await client.SendAsync(Request(HttpMethod.Get, $"{path}/webinar", token: "another"));
        using var stop = await client.SendAsync(Request(HttpMethod.Post, $"{path}/iisintegration", ("MS-ASPNETCORE-EVENT", "shutdown")));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains($"href=\"{path}/coordinamento\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(page.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(HttpStatusCode.BadRequest, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, stop.StatusCode);
        Assert.Equal(0, await program.EndAsync());
        Assert.DoesNotContain(program.Lines, line => line.Contains("speaks for others", StringComparison.Ordinal));

        HttpRequestMessage Request(HttpMethod method, string target, (string Name, string Value)? header = null, string token = Token)
        {
            var request = new HttpRequestMessage(method, target);
            request.Headers.Host = new Uri(address).Host;
            request.Headers.Add("MS-ASPNETCORE-TOKEN", token);
            request.Headers.Add("X-Forwarded-For", "198.51.100.9:50123");
            request.Headers.Add("X-Forwarded-Proto", "https");
            if (header is { } extra)
            {
                request.Headers.Add(extra.Name, extra.Value);
            }

            return request;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
