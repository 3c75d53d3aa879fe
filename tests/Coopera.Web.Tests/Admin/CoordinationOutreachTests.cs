using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>The directory of contacts, the bodies that never answered, and the lists to take away.</summary>
public sealed class CoordinationOutreachTests : IDisposable
{
    private readonly CooperaSite _site = CoordinationFiles.Site();

    [Fact]
    public async Task The_directory_holds_the_members_only_with_whom_to_talk_to()
    {
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Accepted);
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.InReview);
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.GetAsync("/gestione/adesioni/referenti?provincia=ME&cerca=lo%20bue");

        Assert.Equal("Comune di Messina (ME)", Assert.Single(page.Document.QuerySelectorAll("tbody th")).TextContent);
        Assert.All(
            ["Nicolò Lo Bue", "Assistente sociale", "+39 090 1234567", "nicolo.lobue@comune.example"],
            text => Assert.Contains(text, page.Text, StringComparison.Ordinal));
        Assert.Equal("nicolo.lobue@comune.example", page.Document.QuerySelector("#indirizzi")!.TextContent.Trim());
        Assert.Equal(16, (await staff.GetAsync("/gestione/adesioni/referenti")).Document.QuerySelectorAll("tbody th").Length);
        Assert.Equal(15, (await staff.GetAsync("/gestione/adesioni/referenti?senza=true")).Document.QuerySelectorAll("tbody th").Length);
    }

    [Fact]
    public async Task Bodies_that_ever_began_are_not_among_those_that_never_answered()
    {
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.Withdrawn);
        var staff = await _site.NewStaffMemberAsync();

        var all = await staff.GetAsync("/gestione/adesioni/senza-risposta");
        var messina = await staff.GetAsync("/gestione/adesioni/senza-risposta?provincia=ME&cerca=messina");

        Assert.Contains($"{400 - 15 - 2} enti, pagina 1 di 4", all.Text, StringComparison.Ordinal);
        Assert.Equal("Città metropolitana di Messina", Assert.Single(messina.Document.QuerySelectorAll("tbody th")).TextContent);
        Assert.DoesNotContain(
            "Comune di Cefalù (PA)",
            (await staff.GetAsync("/gestione/adesioni/senza-risposta?cerca=cefalu")).Text,
            StringComparison.Ordinal);
        var largest = await staff.GetAsync("/gestione/adesioni/senza-risposta?tipo=Municipality&grandi=true");
        Assert.Equal("Comune di Palermo (PA)", largest.Document.QuerySelector("tbody th")!.TextContent);
    }

    [Fact]
    public async Task Who_asked_for_the_scheda_is_seen_with_what_became_of_it()
    {
        await AskAsync("uno@comune.example", CoordinationFiles.Messina, hoursAgo: 2);
        await AskAsync("due@comune.example", CoordinationFiles.Cefalu, hoursAgo: 30);
        await AskAsync("tre@cooperativa.example", null, hoursAgo: 1);
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);
        var staff = await _site.NewStaffMemberAsync();

        var all = await staff.GetAsync("/gestione/adesioni/richieste");
        var stuck = await staff.GetAsync("/gestione/adesioni/richieste?fermi=true&cerca=cefalu");

        Assert.Equal(
            ["Cooperativa Ponti", "Comune di Messina (ME)", "Comune di Cefalù (PA)"],
            all.Document.QuerySelectorAll("tbody th").Select(head => head.TextContent));
        Assert.Equal("Bozza", all.Document.QuerySelector($"a[href='/gestione/adesioni/{adhesion.Id}']")!.TextContent);
        Assert.Equal("Comune di Cefalù (PA)", Assert.Single(stuck.Document.QuerySelectorAll("tbody th")).TextContent);
        var silent = await staff.GetAsync("/gestione/adesioni/senza-risposta?cerca=cefalu");
        Assert.Contains("14 gennaio 2026", silent.Document.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        var csv = await staff.Client.GetStringAsync("/gestione/adesioni/richieste.csv?fermi=true&scopo=contattare");
        Assert.Contains("14/01/2026 04:00;due@comune.example;Comune di Cefalù (PA);082027\u200C;", csv, StringComparison.Ordinal);
        Assert.Equal(
            [
                "esporta chi ha chiesto la scheda | Coordinamento | CSV, filtro: solo enti che non hanno cominciato",
                "esportazione conclusa | Coordinamento | CSV, 2 righe; riga 2: esporta chi ha chiesto la scheda",
            ],
            await _site.RegisterAsync());
    }

    [Theory]
    [InlineData("/gestione/adesioni?stato=All", "/gestione/adesioni.csv?stato=All")]
    [InlineData("/gestione/adesioni/referenti?provincia=ME", "/gestione/adesioni/referenti.csv?provincia=ME")]
    [InlineData(
        "/gestione/adesioni/senza-risposta?provincia=SR&grandi=true", "/gestione/adesioni/senza-risposta.csv?provincia=SR&grandi=true")]
    [InlineData("/gestione/adesioni/richieste?cerca=castro", "/gestione/adesioni/richieste.csv?cerca=castro")]
    public async Task The_buttons_lead_to_the_files_with_the_filter_of_the_page(string address, string file)
    {
        var page = await (await _site.NewStaffMemberAsync()).GetAsync(address);

        Assert.Equal(
            [file.Replace(".csv", ".xlsx", StringComparison.Ordinal), file],
            page.Document.QuerySelectorAll("a[href*='.csv'], a[href*='.xlsx']").Select(link => link.GetAttribute("href")!));
    }

    [Theory]
    [InlineData("adesioni.csv?stato=All&provincia=ME", 5, "esporta le adesioni", "tutte, provincia ME")]
    [InlineData("adesioni/referenti.csv?provincia=ME", 4, "esporta la rubrica dei referenti", "provincia ME")]
    [InlineData("adesioni/senza-risposta.csv?provincia=SR", 20, "esporta gli enti che non hanno ancora cominciato", "provincia SR")]
    public async Task Every_list_is_taken_away_as_shown_and_leaves_a_line_in_the_register(
        string address, int rows, string action, string filter)
    {
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Accepted);
        await _site.FileAsync(CoordinationFiles.ForzaDAgro, AdhesionStatus.Draft);
        await _site.FileAsync(CoordinationFiles.Siracusa, AdhesionStatus.Draft);
        var staff = await _site.NewStaffMemberAsync();

        var csv = await staff.Client.GetStringAsync($"/gestione/{address}&scopo=rendicontare");
        var sheet = new Spreadsheet(await staff.Client.GetByteArrayAsync(
            $"/gestione/{address.Replace(".csv", ".xlsx", StringComparison.Ordinal)}&scopo=rendicontare"));

        Assert.Equal(rows + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Empty(sheet.Faults());
        Assert.Equal(rows, sheet.Rows().Count);
        Assert.Equal(
            [
                $"{action} | Coordinamento | CSV, filtro: {filter}",
                $"esportazione conclusa | Coordinamento | CSV, {rows} righe; riga 2: {action}",
                $"{action} | Coordinamento | XLSX, filtro: {filter}",
                $"esportazione conclusa | Coordinamento | XLSX, {rows} righe; riga 4: {action}",
            ],
            await _site.RegisterAsync());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_site.Folder, "tmp")));
    }

    [Fact]
    public async Task The_list_of_adhesions_has_everything_that_the_secretariat_needs()
    {
        var adhesion = await _site.FileAsync(
            CoordinationFiles.Messina, AdhesionStatus.Submitted, more: CoordinationFiles.Protocolled("0001234"));
        var staff = await _site.NewStaffMemberAsync();

        var answer = await staff.Client.GetAsync("/gestione/adesioni.xlsx?scopo=organizzare");

        Assert.Contains("adesioni-2026-01-15.xlsx", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        var row = Assert.Single(new Spreadsheet(await answer.Content.ReadAsByteArrayAsync()).Rows());
        foreach (var (column, value) in new (string, object)[]
        {
            ("Ente", "Comune di Messina (ME)"), ("Codice ISTAT", "083048"), ("Stato", "Inviata"),
            ("Ricevuta", adhesion.ReceiptNumber!), ("Codice della scheda", adhesion.DocumentCode),
            ("Protocollo", "0001234"), ("Data protocollo", new DateTime(2026, 1, 14)),
            ("Referente tecnico", "Nicolò Lo Bue"), ("Referente tecnico: telefono", "+39 090 1234567"),
            ("Titolare di progetto SAI", "Sì"), ("Atto di adesione", "Delibera n. 12 del 10 gennaio 2026"),
        })
        {
            Assert.Equal(value, row[column]);
        }
    }

    public void Dispose() => _site.Dispose();

    private Task AskAsync(string email, string? bodyCode, int hoursAgo) =>
        _site.WriteAsync(async db => db.SchedaRequests.Add(new SchedaRequest(
        EmailAddress.Parse(email),
        bodyCode is null ? null : await db.PublicBodies.SingleAsync(b => b.Code == bodyCode),
        "Cooperativa Ponti",
        "2026-01-01",
        CoordinationFiles.Now.AddHours(-hoursAgo))));
}
