using System.Net.Sockets;
using System.Text;
using Coopera.Web.Hosting;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Hosting;

public sealed class LimitTests(SampleSite sample) : IClassFixture<SampleSite>
{
    private const string Form = "/webinar/esempio-tavolo-tecnico/iscrizione";

    [Fact]
    public async Task An_office_of_sixty_behind_one_address_signs_up_within_a_minute_though_each_errs_once()
    {
        using var site = new CooperaSite(services: FromAddress.Join, sample: true);
        var before = await CountAsync(site); // the samples
        foreach (var i in Enumerable.Range(1, 60))
        {
            var visitor = FromAddress.Visitor(site, "203.0.113.7");
            var wrong = SignUpPageTests.Form($"persona{i}@comune.example");
            wrong["LastName"] = "";
            var shown = await visitor.SubmitAsync(await visitor.GetAsync(Form), wrong);
            Assert.Equal(422, shown.Status);
            Assert.Equal(303, (await visitor.SubmitAsync(shown, new() { ["LastName"] = "Rossi" })).Status);
        }

        Assert.Equal(60, await CountAsync(site) - before);
    }

    [Fact]
    public async Task Too_many_are_told_in_italian_when_to_come_back_and_keep_what_they_typed()
    {
        using var site = new CooperaSite(new() { ["RateLimits:SignUpsPerMinute"] = "1" }, services: FromAddress.Join, sample: true);
        var before = await CountAsync(site);
        var visitor = FromAddress.Visitor(site, "203.0.113.7");
        var form = await visitor.GetAsync(Form);
        Assert.Equal(303, (await visitor.SubmitAsync(form, SignUpPageTests.Form())).Status);

        var second = await visitor.SubmitAsync(form, SignUpPageTests.Form("anna@comune.example"));

        Assert.Equal((429, "Troppe richieste in poco tempo"), (second.Status, second.Heading));
        Assert.InRange(second.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Quello che hai scritto non è andato perso", second.Text, StringComparison.Ordinal);
        Assert.Equal(
            ("anna@comune.example", "Maria", "castoreale"),
            (second.ValueOf("Email"), second.ValueOf("FirstName"), second.ValueOf("OtherBody")));
        AnswerHeadersTests.AssertStrict(second.Response);
        var neighbour = FromAddress.Visitor(site, "203.0.113.8");
        Assert.Equal(303, (await neighbour.SubmitAsync(await neighbour.GetAsync(Form), SignUpPageTests.Form("bea@comune.example"))).Status);
        Assert.Equal(2, await CountAsync(site) - before);
    }

    [Fact]
    public async Task A_refused_sign_in_of_staff_shows_no_password_again()
    {
        using var site = new CooperaSite(new() { ["RateLimits:StaffSignInsPerMinute"] = "1" });
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync("/gestione/accesso");
        await visitor.SubmitAsync(form, new() { ["Email"] = "a@b.it", ["Password"] = "sbagliata" });

        var second = await visitor.SubmitAsync(form, new() { ["Email"] = "a@b.it", ["Password"] = "molto segreta" });

        Assert.Equal(429, second.Status);
        Assert.DoesNotContain("molto segreta", second.Html, StringComparison.Ordinal);
        Assert.Contains("torna indietro e riprova", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_larger_than_the_limit_is_refused_in_italian_by_the_real_server()
    {
        using var site = new CooperaSite(sample: true); // on a port, not in memory
        site.UseKestrel(0);
        site.StartServer();
        var (status, page) = await RawAsync(
            site,
            $"POST {Form} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
            + $"application/x-www-form-urlencoded\r\nContent-Length: {PagesSetup.LargestForm + 1}\r\n\r\nFirstName=a");

        Assert.Equal(413, status);
        Assert.Contains("I dati inviati sono troppi", page, StringComparison.Ordinal);
        Assert.Contains("accorcia i testi", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_hides_its_size_is_refused_in_italian_by_the_real_server()
    {
        using var site = new CooperaSite(sample: true); // on a port, not in memory
        site.UseKestrel(0);
        site.StartServer();
        var chunk = new string('a', 16 * 1024);
        var body = string.Concat(Enumerable.Repeat($"4000\r\n{chunk}\r\n", 5)) + "0\r\n\r\n";

        var (status, page) = await RawAsync(
            site,
            $"POST {Form} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
            + $"application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n{body}");

        Assert.True(status is 400 or 413, $"It answered {status}.");
        Assert.Contains("Non abbiamo registrato niente", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"FirstName\"\r\n\r\nnever ends")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("application/json", "{\"FirstName\":\"Maria\"}")]
    [InlineData("text/plain", "ciao")]
    public async Task A_malformed_form_is_refused_in_italian(string type, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await sample.Site.NewVisitor().SendAsync(Form, content);

        Assert.Equal((400, "Non riusciamo a leggere la richiesta"), (answer.Status, answer.Heading));
        Assert.False(await sample.Site.ReadAsync(db => db.Registrations.AnyAsync()));
    }

    [Fact]
    public async Task A_form_with_hundreds_of_fields_is_refused_in_italian()
    {
        var answer = await sample.Site.NewVisitor().PostAsync(Form, [.. Enumerable.Range(0, 300).Select(i => ($"f{i}", "x"))]);

        Assert.Equal((400, "Non riusciamo a leggere la richiesta"), (answer.Status, answer.Heading));
    }

    [Fact]
    public async Task Head_is_answered_without_a_body_by_the_real_server()
    {
        using var site = new CooperaSite(sample: true); // on a port, not in memory
        site.UseKestrel(0);
        site.StartServer();
        foreach (var (address, expected) in new[]
        {
            ("/", 200), ("/non-esiste", 404), ("/dist/coopera.css", 200), ("/webinar/calendario.ics", 200),
        })
        {
            var (status, body) = await RawAsync(site, $"HEAD {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            Assert.Equal((expected, ""), (status, body));
        }
    }

    // Over a bare socket: a client library would not send these.
    private static async Task<(int Status, string Body)> RawAsync(CooperaSite site, string request)
    {
        var address = site.ClientOptions.BaseAddress;
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        var answer = await new StreamReader(stream, Encoding.UTF8).ReadToEndAsync();
        return (
            int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture),
            answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }

    private static Task<int> CountAsync(CooperaSite site) => site.ReadAsync(db => db.Registrations.CountAsync());
}
