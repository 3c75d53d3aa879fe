using System.Net.Sockets;
using System.Text;
using Coopera.Core.Links;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Hosting;

/// <summary>Under which names the site answers, and where Gestione does.</summary>
public sealed class HostTests
{
    [Theory]
    [InlineData("www.anci.example", 200)]
    [InlineData("WWW.ANCI.EXAMPLE:443", 200)]
    [InlineData("coopera.internal:8080", 200)]
    [InlineData("altrove.example", 400)]
    [InlineData("www.anci.example.altrove.example", 400)]
    [InlineData("localhost", 400)]
    [InlineData("10.0.0.7", 400)]
    public async Task It_answers_for_its_public_name_and_those_added(string host, int status)
    {
        var log = new LogLines();
        using var site = new CooperaSite(
            new() { ["Site:BaseUrl"] = "https://www.anci.example", ["AllowedHosts"] = "coopera.internal" }, services: log.Join);
        var visitor = site.NewVisitor();
        visitor.Client.DefaultRequestHeaders.Host = host;

        var (answer, _) = (await visitor.GetAsync("/progetto"), await visitor.GetAsync("/progetto"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(200, (await visitor.GetAsync("/health/live")).Status); // asked by address
        Assert.Equal(
            status == 200 ? 0 : 1,
            log.Lines.Count(line => line.Contains($"A request for host \"{host}\" was refused", StringComparison.Ordinal)));
        if (status != 200)
        {
            Assert.Equal("Il sito non si apre da questo indirizzo", answer.Heading);
            Assert.Contains("https://www.anci.example", answer.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:5080", 200)]
    [InlineData("[::1]:5080", 200)]
    [InlineData("altrove.example", 400)]
    public async Task A_site_on_this_machine_answers_for_all_its_names(string host, int status)
    {
        using var site = new CooperaSite();
        var visitor = site.NewVisitor();
        visitor.Client.DefaultRequestHeaders.Host = host;

        Assert.Equal(status, (await visitor.GetAsync("/progetto")).Status);
    }

    [Fact]
    public async Task With_a_host_of_its_own_Gestione_answers_there_and_nowhere_else()
    {
        using var site = new CooperaSite(new()
        {
            ["Site:BaseUrl"] = "https://www.anci.example/iscrizioni",
            ["Site:PathBase"] = "/iscrizioni",
            ["Site:StaffHost"] = "gestione.anci.example",
        });
        var (people, staff) = (site.NewVisitor(), site.NewVisitor());
        staff.Client.BaseAddress = new Uri("https://gestione.anci.example");

        Assert.Equal(404, (await people.GetAsync("/iscrizioni/gestione/accesso")).Status);
        Assert.Equal(404, (await people.GetAsync("/iscrizioni/gestione")).Status);
        Assert.Contains(
            "https://gestione.anci.example/iscrizioni/gestione", (await people.GetAsync("/iscrizioni/")).Html, StringComparison.Ordinal);
        Assert.Equal("/iscrizioni/gestione", (await staff.GetAsync("/iscrizioni/")).Location);
        Assert.Equal(
            "https://www.anci.example/iscrizioni/webinar?a=1", (await staff.GetAsync("/iscrizioni/webinar?a=1")).Location);
        Assert.Equal(404, (await staff.PostAsync("/iscrizioni/iscrizioni/recupera")).Status);
        Assert.Equal(200, (await staff.GetAsync("/iscrizioni/enti?q=castro")).Status); // the picker of Gestione asks there
        Assert.Equal(200, (await staff.GetAsync("/iscrizioni/dist/coopera.css")).Status);
        Assert.Equal(303, (await SignInAsync(staff)).Status);
        Assert.Equal(200, (await staff.GetAsync("/iscrizioni/gestione")).Status);
        var addresses = site.Services.GetRequiredService<SiteAddresses>();
        Assert.All(
            [
                addresses.BackOffice, addresses.Invitation("x"), addresses.NewPassword("x"), addresses.ForgottenPassword,
                addresses.FirstAccess("x"),
            ],
            address => Assert.StartsWith("https://gestione.anci.example/iscrizioni/gestione", address, StringComparison.Ordinal));
        Assert.StartsWith("https://www.anci.example/iscrizioni/webinar", addresses.Webinars, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_that_run_beside_the_public_pages_cannot_send_to_a_Gestione_on_its_own_host()
    {
        using var site = new CooperaSite(
            new() { ["Site:BaseUrl"] = "https://www.anci.example", ["Site:StaffHost"] = "gestione.anci.example" });
        var staff = site.NewVisitor();
        staff.Client.BaseAddress = new Uri("https://gestione.anci.example");
        staff.Client.DefaultRequestHeaders.Add("Origin", "https://www.anci.example");

        Assert.Equal(403, (await SignInAsync(staff, "")).Status);

        staff.Client.DefaultRequestHeaders.Remove("Origin");
        staff.Client.DefaultRequestHeaders.Add("Origin", "https://gestione.anci.example");
        Assert.Equal(303, (await SignInAsync(staff, "")).Status);
    }

    [Fact]
    public async Task A_cookie_with_bytes_of_Latin_1_from_a_neighbour_on_the_host_does_not_keep_the_page_from_anybody()
    {
        using var site = new CooperaSite();
        site.UseKestrel(0);
        site.StartServer();
        var address = site.ClientOptions.BaseAddress;
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(
            "GET /progetto HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: utm_campaign=caff\u00E8; a=1\r\n"
            + "Referer: http://localhost/caff\u00E8\r\nUser-Agent: Br\u00F6wser\r\n\r\n"));

        var answer = await new StreamReader(stream, Encoding.UTF8).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Contains("<h1>", answer, StringComparison.Ordinal);
    }

    private static async Task<Page> SignInAsync(Visitor visitor, string pathBase = "/iscrizioni") => await visitor.SubmitAsync(
        await visitor.GetAsync($"{pathBase}/gestione/accesso"),
        new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword });
}
