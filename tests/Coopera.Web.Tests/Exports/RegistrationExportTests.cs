using System.Text;
using Coopera.Core.Exports;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin.Exports;
using Coopera.Web.Admin.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Exports;

/// <summary>The list of who signed up, downloaded by staff over HTTP.</summary>
public sealed class RegistrationExportTests : IDisposable
{
    // Winter in Rome, then an hour that only summer time has.
    private static readonly DateTimeOffset Winter = RomeTime.FromRome(2026, 3, 28, 10, 5);
    private static readonly DateTimeOffset Summer = RomeTime.FromRome(2026, 3, 29, 10, 5);

    private readonly FakeTimeProvider _clock = new(Winter);

    // Each moves the clock.
    private readonly CooperaSite _site;

    public RegistrationExportTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task The_csv_holds_everybody_with_the_hour_of_rome_and_no_formula()
    {
        var webinar = await WebinarWithPeopleAsync();
        var staff = await _site.NewStaffMemberAsync();

        var answer = await staff.Client.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti.csv?scopo=organizzare");

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"iscritti-prova-2026-03-28.csv\"", answer.Content.Headers.ContentDisposition!.ToString());
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal(
            "N.;Stato;Cognome;Nome;Email;Partecipa come;Ente o organizzazione;Codice ente;Provincia;Ruolo;Telefono;Iscrizione "
            + "del;Modificata il;Annullata il;Motivo;Informativa letta;Inviti futuri", lines[0]);
        Assert.Equal(
            "1;confermata;D'Angelo;Nicolò;nicolo@comune.example;personale di un ente;Comune di Castroreale (ME);083016\u200C;Messina;'=1+1;+39 "
            + "091 1234567\u200C;28/03/2026 10:05;;;;2026-11-01\u200C;sì", lines[1]);
        Assert.Equal(
            "2;annullata;日本;De Blasi-Øster;oster@comune.example;partner o operatore;\"'@Cooperativa; \"\"Uno\"\"\";;;;;28/03/2026 "
            + "10:05;;29/03/2026 10:05;\"prima\nseconda\";2026-11-01\u200C;no", lines[2]);
        Assert.Equal("", Assert.Single(lines[3..]));
    }

    [Fact]
    public async Task The_spreadsheet_holds_the_same_with_typed_dates()
    {
        var webinar = await WebinarWithPeopleAsync();
        var staff = await _site.NewStaffMemberAsync();

        var answer = await staff.Client.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti.xlsx?scopo=organizzare");

        Assert.Equal(XlsxExport.ContentType, answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("iscritti-prova-2026-03-28.xlsx", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        var sheet = new Spreadsheet(await answer.Content.ReadAsByteArrayAsync());
        Assert.Empty(sheet.Faults());
        Assert.Empty(sheet.Elements("f"));
        var rows = sheet.Rows();
        Assert.Equal(2, rows.Count);
        Assert.Equal(("=1+1", "083016", "+39 091 1234567"), (rows[0]["Ruolo"], rows[0]["Codice ente"], rows[0]["Telefono"]));
        Assert.Equal(new DateTime(2026, 3, 28, 10, 5, 0), rows[0]["Iscrizione del"]);
        Assert.Equal(new DateTime(2026, 3, 29, 10, 5, 0), rows[1]["Annullata il"]);
        Assert.Equal("prima\nseconda", rows[1]["Motivo"]);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_site.Folder, "tmp")));
    }

    [Theory]
    [InlineData("csv", "CSV")]
    [InlineData("xlsx", "XLSX")]
    public async Task Every_export_is_in_the_register_with_who_what_and_how_many(string extension, string format)
    {
        var webinar = await WebinarWithPeopleAsync();
        var staff = await _site.NewStaffMemberAsync();

        await (await staff.Client.GetAsync(
            $"/gestione/webinar/{webinar.Id}/iscritti.{extension}?scopo=organizzare")).Content.ReadAsByteArrayAsync();
        await (await staff.Client.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti.{extension}?stato=Confirmed&cerca=dangelo&scopo=organizzare")).Content.ReadAsByteArrayAsync();

        var entries = await _site.ReadAsync(
            db => db.AuditEntries.Where(e => e.Action == AuditAction.RegistrationsExported).OrderBy(e => e.Id).ToListAsync());
        Assert.All(
            entries,
            e => Assert.Equal((CooperaSite.AdministratorEmail, "Accogliere insieme", _clock.GetUtcNow()), (e.Actor, e.Subject, e.At)));
        Assert.Equal(
            [$"{format}, filtro: tutti; colonne: tutte", $"{format}, filtro: stato confermata, ricerca «dangelo»; colonne: tutte"],
            entries.Select(e => e.Details));
        var ends = await _site.ReadAsync(db =>
            db.AuditEntries.Where(e => e.Action == AuditAction.ExportCompleted).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(
            [
                $"{format}, 2 righe; riga {entries[0].Number}: esporta le iscrizioni",
                $"{format}, 1 riga; riga {entries[1].Number}: esporta le iscrizioni",
            ],
            ends.Select(e => e.Details));
        Assert.All(ends, e => Assert.Equal((entries[0].Actor, entries[0].SubjectKey), (e.Actor, e.SubjectKey)));
    }

    [Fact]
    public async Task An_export_that_breaks_off_is_in_the_register_too()
    {
        var whole = await RunAsync(async rows =>
        {
            await foreach (var _ in rows)
            {
                throw new IOException("The person closed the browser.");
            }
        });

        Assert.IsType<IOException>(whole);
        var entries = await LinesOfMariaAsync();
        Assert.Equal(("CSV, filtro: tutti; colonne: tutte", "Rendicontare il progetto"), (entries[0].Details, entries[0].Reason));
        Assert.Equal(AuditAction.ExportBrokenOff, entries[1].Action);
        Assert.Equal($"CSV, 1 riga; riga {entries[0].Number}: esporta le iscrizioni", entries[1].Details);
    }

    [Fact]
    public async Task The_line_stands_in_the_register_before_the_first_byte_leaves()
    {
        IReadOnlyList<AuditEntry> before = [];

        Assert.Null(await RunAsync(async _ => before = await LinesOfMariaAsync()));

        Assert.Equal(AuditAction.RegistrationsExported, Assert.Single(before).Action);
        Assert.Equal(2, (await LinesOfMariaAsync()).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    public async Task Nobody_is_left_out(int count)
    {
        var webinar = await WebinarAsync();
        await _site.WriteAsync(db =>
        {
            db.Registrations.AddRange(Enumerable.Range(1, count).Select(i => SignedUp(webinar, i, People.Number(i))));
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();

        var csv = await staff.Client.GetStringAsync($"/gestione/webinar/{webinar.Id}/iscritti.csv?scopo=organizzare");
        var sheet =
            new Spreadsheet(await staff.Client.GetByteArrayAsync($"/gestione/webinar/{webinar.Id}/iscritti.xlsx?scopo=organizzare"));

        Assert.Equal(count + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Empty(sheet.Faults());
        Assert.Equal(Enumerable.Range(1, count).Select(i => $"Numero {i}"), sheet.Rows().Select(row => (string?)row["Cognome"]));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Who_is_not_signed_in_is_led_to_the_sign_in_page_and_gets_nothing(string extension)
    {
        var webinar = await WebinarWithPeopleAsync();
        var visitor = _site.NewVisitor();

        var answer = await visitor.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti.{extension}?scopo=organizzare");

        Assert.Equal(302, answer.Status);
        Assert.Contains("/gestione/accesso", answer.Location, StringComparison.Ordinal);
        Assert.DoesNotContain("Angelo", answer.Html, StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Action == AuditAction.RegistrationsExported)));
    }

    [Fact]
    public async Task The_list_of_a_webinar_that_is_not_there_is_not_found()
    {
        var staff = await _site.NewStaffMemberAsync();

        Assert.Equal(404, (await staff.GetAsync("/gestione/webinar/999/iscritti.csv?scopo=organizzare")).Status);
        Assert.Equal(404, (await staff.GetAsync("/gestione/webinar/999/iscritti.xlsx?scopo=organizzare")).Status);
    }

    public void Dispose() => _site.Dispose();

    private static Registration SignedUp(Webinar webinar, int number, Participant participant, bool futureInvitations = false) =>
        Registration.SignUp(
        webinar.Id, number, null, participant, People.Notice with { FutureInvitations = futureInvitations }, Winter);

    private Task<Webinar> WebinarAsync() =>
        _site.WebinarAsync(() => new Webinar("prova", "Accogliere insieme", Winter.AddDays(14), Winter.AddDays(14).AddHours(2)));

    private async Task<Exception?> RunAsync(Func<IAsyncEnumerable<object?[]>, Task> write)
    {
        var webinar = await WebinarWithPeopleAsync();
        await using var scope = _site.Services.CreateAsyncScope();
        var columns = scope.ServiceProvider.GetRequiredService<RegistrationExport>();
        var list = await columns.OfAsync(webinar, new RegistrationFilter(), columns: null);
        var export = scope.ServiceProvider.GetRequiredService<ListExport>();
        return await Record.ExceptionAsync(() => export.RunAsync(list, "maria@anci.example", "Rendicontare il progetto", "CSV", write));
    }

    private Task<List<AuditEntry>> LinesOfMariaAsync() =>
        _site.ReadAsync(db => db.AuditEntries.Where(e => e.Actor == "maria@anci.example").OrderBy(e => e.Number).ToListAsync());

    private async Task<Webinar> WebinarWithPeopleAsync()
    {
        var webinar = await WebinarAsync();
        var nicolo = People.Person("nicolo@comune.example", "Nicolò", "D'Angelo") with { Role = "=1+1", Phone = "+39 091 1234567" };
        var oster = People.Person("oster@comune.example", "De Blasi-Øster", "日本") with
        {
            Kind = ParticipantKind.Partner,
            PublicBodyCode = null,
            OtherBody = "@Cooperativa; \"Uno\"",
            Role = null,
        };
        var cancelled = SignedUp(webinar, 2, oster);
        cancelled.Cancel("prima\r\nseconda", Summer);
        await _site.WriteAsync(db =>
        {
            db.Registrations.AddRange(SignedUp(webinar, 1, nicolo, futureInvitations: true), cancelled);
            return Task.CompletedTask;
        });
        return webinar;
    }
}
