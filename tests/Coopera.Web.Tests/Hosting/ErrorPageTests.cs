using System.Text.RegularExpressions;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Serilog.Events;

namespace Coopera.Web.Tests.Hosting;

public sealed partial class ErrorPageTests : IDisposable
{
    private readonly LogLines _log = new();

    // Each reads the log of its site.
    private readonly CooperaSite _site;

    public ErrorPageTests() => _site = new CooperaSite(services: _log.Join);

    [Fact]
    public async Task A_fault_of_ours_shows_an_id_that_is_in_the_log_with_the_cause()
    {
        await _site.WriteAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE PressReleases RENAME TO Elsewhere"));

        var page = await _site.NewVisitor().GetAsync("/comunicati");

        Assert.Equal(500, page.Status);
        Assert.Equal("Qualcosa non ha funzionato", page.Heading);
        Assert.DoesNotContain("SqliteException", page.Html, StringComparison.Ordinal);
        var id = IdPattern().Match(page.Text).Groups[1].Value;
        Assert.Equal(10, id.Length);
        var told = _log.Events.Where(e => LogLines.Line(e).Contains(id, StringComparison.Ordinal)).ToList();
        Assert.Contains(
            told,
            e => e.Level == LogEventLevel.Error && e.Exception?.ToString().Contains("PressReleases", StringComparison.Ordinal) == true);
        Assert.Contains(told, e => LogLines.Line(e).Contains("GET /comunicati answered 500", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_page_says_where_to_go()
    {
        var page = await _site.NewVisitor().GetAsync("/non/esiste");

        Assert.Equal((404, "Pagina non trovata"), (page.Status, page.Heading));
        Assert.NotNull(page.Document.QuerySelector("main a[href='/webinar']"));
        Assert.Equal("it", page.Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Who_types_the_address_of_an_error_page_finds_no_page()
    {
        foreach (var address in new[] { "/errore", "/errore/503", "/errore/200" })
        {
            Assert.Equal(404, (await _site.NewVisitor().GetAsync(address)).Status);
        }
    }

    [Fact]
    public async Task A_program_that_wants_json_is_told_in_json_and_in_italian()
    {
        var client = _site.NewVisitor().Client;
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");

        using var answer = await client.GetAsync("/non/esiste");

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Pagina non trovata", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_database_away_a_page_says_so_to_visitors_and_to_staff_whose_sign_in_has_to_be_checked_again()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = new CooperaSite(clock: clock);
        var staff = await site.NewStaffMemberAsync();
        DatabaseAway.After(site);
        clock.Advance(TimeSpan.FromMinutes(45));

        foreach (var visitor in new[] { site.NewVisitor(), staff })
        {
            var page = await visitor.GetAsync("/webinar");
            Assert.Equal((503, "Il sito non è raggiungibile in questo momento"), (page.Status, page.Heading));
            Assert.NotNull(page.Response.Headers.RetryAfter);
            Assert.DoesNotContain("Non abbiamo registrato", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_log_holds_no_personal_link_no_address_and_nothing_typed()
    {
        var webinar = await _site.WebinarAsync(
            () => new Webinar("riservato", "Riservato", DateTimeOffset.UtcNow.AddDays(3), DateTimeOffset.UtcNow.AddDays(4)));
        var visitor = _site.NewVisitor();
        await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), SignUpPageTests.Form());
        var routes = await EveryRoute.OfAsync(_site);
        var link = routes.Single(route => route.Pattern == "/iscrizioni/{token}" && route.Takes("GET")).Address;
        await visitor.GetAsync(link);
        await visitor.GetAsync($"{link}/calendario.ics");
        await visitor.PostAsync($"{link}/annulla");
        await _site.DeliverAsync();

        var log = string.Join('\n', _log.Lines);

        Assert.Contains("GET /iscrizioni/… answered 200", log, StringComparison.Ordinal);
        Assert.Contains("GET /webinar/riservato/iscrizione answered 200", log, StringComparison.Ordinal);
        Assert.DoesNotContain(link.Split('/')[2], log, StringComparison.Ordinal);
        Assert.DoesNotContain("maria.rossi", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Assistente sociale", log, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    [GeneratedRegex(@"Codice dell’errore, da indicare se ci scrivi: ([0-9A-F]+)")]
    private static partial Regex IdPattern();
}
