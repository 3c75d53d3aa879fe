using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>The register as administrators read it.</summary>
public sealed class AuditPageTests : IDisposable
{
    private const string Purpose = "&Scopo=richiesta";
    private const string Colleague = "collega@anci.example";

    internal static readonly DateTimeOffset Now = new(2026, 1, 31, 23, 30, 0, TimeSpan.Zero);

    // Each counts or spoils the lines of its register.
    private readonly CooperaSite _site = new(clock: new FakeTimeProvider(Now));

    [Fact]
    public async Task Newest_come_first_in_pages_that_keep_the_filter_and_lead_both_ways()
    {
        await _site.WriteAsync(db =>
        {
            db.AuditEntries.AddRange(
                Enumerable.Range(1, 130).Select(number => new AuditEntry(Colleague, $"prova numero {number}", "Elenco", "", Now)));
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();

        var first = await staff.GetAsync($"/gestione/registro?chi={Uri.EscapeDataString(Colleague)}");
        var second = await staff.GetAsync(Link(first, "Pagina successiva"));
        var third = await staff.GetAsync(Link(second, "Pagina successiva"));

        Assert.Equal(
            Enumerable.Range(1, 130).Reverse().Select(number => $"prova numero {number}"),
            Actions(first).Concat(Actions(second)).Concat(Actions(third)));
        Assert.Equal((50, 50, 30), (Actions(first).Count, Actions(second).Count, Actions(third).Count));
        Assert.DoesNotContain("Pagina successiva", third.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pagina precedente", first.Text, StringComparison.Ordinal);
        Assert.Equal(Actions(second), Actions(await staff.GetAsync(Link(third, "Pagina precedente"))));
        Assert.Equal(Actions(first), Actions(await staff.GetAsync(Link(second, "Pagina precedente"))));
    }

    [Fact]
    public async Task One_line_tells_before_and_after_side_by_side_with_the_reason_and_leads_to_the_thing()
    {
        var webinar = await _site.WebinarAsync();
        await _site.WriteAsync(db =>
        {
            db.AuditEntries.Add(new AuditEntry(Colleague, "cambia un webinar", webinar.Title, "data, titolo", Now)
            {
                SubjectKey = AuditSubject.Webinar(webinar.Id),
                Before = "Titolo: Accoglere: insieme\nDescrizione: prima riga\nseconda: riga\nPosti: 40",
                After = "Titolo: Accogliere: insieme\nDescrizione: un’altra\nSala: Blu",
                Reason = "Un errore di stampa",
            });
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();
        var list = await staff.GetAsync("/gestione/registro");

        Assert.NotNull(list.Document.QuerySelector($"tbody a[href='/gestione/webinar/{webinar.Id}']"));
        var page = await staff.GetAsync(list.Document.QuerySelector("tbody th a")!.GetAttribute("href")!);

        Assert.Equal("Cambia un webinar", page.Heading);
        var changes = page.Document.QuerySelectorAll("tbody tr")
            .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim())));
        Assert.Equal(
            ["Titolo | Accoglere: insieme | Accogliere: insieme", "Descrizione | prima riga\nseconda: riga | "
                + "un’altra", "Posti | 40 | non c’è più", "Sala | non c’era | Blu"], changes);
        Assert.Contains("Un errore di stampa", page.Text, StringComparison.Ordinal);
        Assert.Contains(Colleague, page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='/gestione/webinar/{webinar.Id}']"));
        Assert.Equal(404, (await staff.GetAsync("/gestione/registro/99999")).Status);
    }

    [Fact]
    public async Task What_is_gone_is_named_without_a_link()
    {
        await FillAsync(_site);

        var page = await (await _site.NewStaffMemberAsync()).GetAsync("/gestione/registro?cosa=adesione");

        Assert.Empty(page.Document.QuerySelectorAll("tbody a[href^='/gestione/adesioni']"));
        Assert.Contains("Comune di Rodì Milìci", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_is_text()
    {
        await _site.WriteAsync(db =>
        {
            db.AuditEntries.Add(new AuditEntry("sistema", "prova <i>", "<script>alert(1)</script>", "<b>x</b>", Now)
            {
                Before = "Titolo: <u>a</u>",
                Reason = "<s>",
            });
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();

        foreach (var address in new[] { "/gestione/registro", "/gestione/registro/2" })
        {
            Assert.Empty((await staff.GetAsync(address)).Document.QuerySelectorAll("main script, main i, main b, main u, main s"));
        }
    }

    [Fact]
    public async Task Exports_hold_what_the_filter_shows_and_leave_a_line_themselves()
    {
        await FillAsync(_site);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync("/gestione/registro?cosa=webinar");

        var csv =
            await staff.Client.GetStringAsync(page.Document.QuerySelector("main a[href*='registro.csv']")!.GetAttribute("href") + Purpose);
        using var xlsx =
            await staff.Client.GetAsync(page.Document.QuerySelector("main a[href*='registro.xlsx']")!.GetAttribute("href") + Purpose);

        var lines = csv.TrimEnd().Split("\r\n");
        Assert.Equal(3, lines.Length);
        Assert.Contains("pubblica un webinar;Accogliere insieme;webinar/7", lines[1], StringComparison.Ordinal);
        Assert.Equal(200, (int)xlsx.StatusCode);
        var audit = await _site.ReadAsync(
            db => db.AuditEntries.Where(e => e.Action == AuditAction.RegisterExported).OrderBy(e => e.Number).ToListAsync());
        Assert.Equal(["CSV, filtro: su webinar", "XLSX, filtro: su webinar"], audit.Select(entry => entry.Details));
        Assert.All(audit, entry => Assert.Equal(
            ("Registro", "Rispondere a una richiesta di un ente, di una persona o di un’autorità"), (entry.Subject, entry.Reason)));
    }

    [Fact]
    public async Task The_verification_says_that_all_is_well_or_where_it_is_not()
    {
        await FillAsync(_site);
        var staff = await _site.NewStaffMemberAsync();

        var sound = await staff.GetAsync("/gestione/registro/verifica");

        Assert.Contains("La catena è integra: 5 righe, dalla prima del ", sound.Text, StringComparison.Ordinal);
        var hash = await _site.ReadAsync(db => db.AuditChains.Select(chain => chain.LastHash).SingleAsync());
        Assert.Contains(hash, sound.Text, StringComparison.Ordinal);
        var found = await staff.GetAsync($"/gestione/registro/verifica?impronta={hash[..20].ToUpperInvariant()}+{hash[20..]}");
        Assert.Contains("L’impronta che hai annotato è quella della riga 5", found.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Nessuna riga ha questa impronta",
            (await staff.GetAsync("/gestione/registro/verifica?impronta=abc")).Text,
            StringComparison.Ordinal);

        await _site.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            "UPDATE AuditEntries SET Details = 'niente' WHERE Number = 3; DELETE FROM AuditEntries WHERE Number = 5"));
        var broken = await staff.GetAsync("/gestione/registro/verifica");

        Assert.Contains("La catena non è integra", broken.Text, StringComparison.Ordinal);
        Assert.Contains("La riga 3 non è più come era stata scritta", broken.Text, StringComparison.Ordinal);
        Assert.Contains("Manca l’ultima riga, la 5: è stata tolta.", broken.Text, StringComparison.Ordinal);
        Assert.Contains("Fino alla riga 2 il registro è come è stato scritto", broken.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_secretariat_does_with_an_adhesion_stands_in_the_register_with_before_and_after()
    {
        using var site = CoordinationFiles.Site();
        var adhesion = await site.FileAsync(CoordinationFiles.Messina, Coopera.Domain.Coordination.AdhesionStatus.Submitted);
        var staff = await site.NewStaffMemberAsync();
        await staff.PressAsync(await staff.OpenAsync(adhesion), "verifica");
        await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/dati"),
            new() { ["Form.Pec"] = "nuova@pec.comune.example", ["Form.Why"] = "Detto al telefono" },
            "form[action$='/dati']");
        await staff.PressAsync(
            await staff.OpenAsync(adhesion), "protocollo", ("ProtocolNumber", "0001234"), ("ProtocolDate", "14/01/2026"));
        await staff.PressAsync(await staff.OpenAsync(adhesion), "respingi", ("RefusalReason", "La delibera è stata revocata."));

        var key = AuditSubject.Adhesion(adhesion.Id);
        var lines = await site.ReadAsync(db => db.AuditEntries.Where(e => e.SubjectKey == key).OrderBy(e => e.Number).ToListAsync());

        Assert.Equal(
            [
                ("Stato: Inviata", "Stato: In verifica", null),
                ("PEC: protocollo@pec.comune.example", "PEC: nuova@pec.comune.example", "Detto al telefono"),
                ("Protocollo: non indicato", "Protocollo: n. 0001234 del 14 gennaio 2026", null),
                ("Stato: In verifica", "Stato: Respinta", "La delibera è stata revocata."),
            ],
            lines.Select(line => (line.Before, line.After, line.Reason)));
        var entry = await staff.GetAsync($"/gestione/registro/{lines[1].Number}");
        Assert.NotNull(entry.Document.QuerySelector($"main a[href='/gestione/adesioni/{adhesion.Id}']"));
    }

    public void Dispose() => _site.Dispose();

    private static List<string> Actions(Page page) =>
        [.. page.Document.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim())];

    private static string Link(Page page, string text) =>
        page.Document.QuerySelectorAll("main a").First(link => link.TextContent == text).GetAttribute("href")!;

    /// <summary>Four lines beside the one about the first administrator, which the start wrote.</summary>
    internal static Task FillAsync(CooperaSite site) => site.WriteAsync(db =>
    {
        db.AuditEntries.AddRange(
            new AuditEntry(Colleague, "pubblica un webinar", "Accogliere insieme", "", Now.AddDays(-40)) { SubjectKey = "webinar/7" },
            new AuditEntry("altra@anci.example", AuditAction.AdhesionAccepted, "Comune di Rodì Milìci (ME)", "", Now.AddDays(-20))
            {
                SubjectKey = AuditSubject.Adhesion(Guid.Empty),
            },
            new AuditEntry(Colleague, "annulla un webinar", "Accogliere ancora", "", Now.AddDays(-1)) { SubjectKey = "webinar/70" },
            new AuditEntry("altra@anci.example", "sposta un posto", "Elenco", "", Now.AddHours(-1)));
        return Task.CompletedTask;
    });
}
