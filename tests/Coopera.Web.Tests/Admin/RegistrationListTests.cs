using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Who signed up for a webinar, as the staff look it up.</summary>
public sealed class RegistrationListTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task Each_row_tells_who_with_which_state_for_which_body_and_when()
    {
        var webinar =
            await _site.WebinarAsync(() => new Webinar(
                "righe", "Righe", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(10))
            { Capacity = 1, AsksPhone = true });
        var visitor = _site.NewVisitor();
        var form = SignUpPageTests.Form();
        form["Phone"] = "+39 091 1234567";
        await visitor.SubmitAsync(await visitor.GetAsync("/webinar/righe/iscrizione"), form);
        (form["Email"], form["LastName"], form["ParticipantKind"]) = ("altra@comune.example", "D’Angelo", "Citizen");
        await visitor.SubmitAsync(await visitor.GetAsync("/webinar/righe/iscrizione"), form);

        var page = await ListAsync(webinar.Id);

        var cells = page.Document.QuerySelectorAll("tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList()).ToList();
        Assert.Equal(
            ["", "1", "Rossi Maria", "confermata", "maria.rossi@comune.example", "Comune di Castroreale (ME)", "Assistente sociale"],
            cells[0][..7]);
        Assert.Equal(["", "2", "D’Angelo Maria", "in attesa", "altra@comune.example", "cittadina o cittadino", ""], cells[1][..7]);
        Assert.Contains(RomeTime.Date(DateTimeOffset.UtcNow), cells[0][7], StringComparison.Ordinal);
        Assert.Contains("2 iscrizioni.", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nicolo", "D’Angelo Nicolò")]
    [InlineData("NICOLÒ", "D’Angelo Nicolò")]
    [InlineData("dangelo", "D’Angelo Nicolò")]
    [InlineData("d'angelo", "D’Angelo Nicolò")]
    [InlineData("angelo nicolo", "D’Angelo Nicolò")]
    [InlineData("rodi milici", "De Blasi-Øster Søren")]
    [InlineData("Rodì", "De Blasi-Øster Søren")]
    [InlineData("oster", "De Blasi-Øster Søren")]
    [InlineData("soren@asp", "De Blasi-Øster Søren")]
    [InlineData("太郎", "日本 太郎")]
    public async Task Search_finds_people_whatever_the_accents_and_the_order_of_words(string wanted, string found)
    {
        var webinar = await WithPeopleAsync();

        var page = await ListAsync(webinar.Id, $"?cerca={Uri.EscapeDataString(wanted)}");

        Assert.Equal([found], Names(page));
        Assert.Equal(wanted, page.ValueOf("cerca"));
        Assert.Contains("1 iscrizione.", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Confirmed", 2)]
    [InlineData("Waiting", 1)]
    [InlineData("Cancelled", 1)]
    [InlineData("", 4)]
    public async Task States_can_be_looked_at_one_by_one_and_each_tells_how_many_it_has(string state, int count)
    {
        var webinar = await WithPeopleAsync();

        var page = await ListAsync(webinar.Id, $"?stato={state}");

        Assert.Equal(count, Names(page).Count);
        Assert.Equal(
            ["Tutte 4", "Confermate 2", "In attesa 1", "Annullate 1"],
            page.Document.QuerySelectorAll(".shelves a").Select(link => link.TextContent));
        Assert.EndsWith(
            state.Length == 0 ? "/iscritti" : $"?stato={state}",
            page.Document.QuerySelector(".shelves a[aria-current]")!.GetAttribute("href"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_says_what_was_looked_for_and_leads_back_to_all()
    {
        var webinar = await WithPeopleAsync();

        var page = await ListAsync(webinar.Id, "?cerca=garibaldi&stato=Waiting");

        Assert.Contains("corrisponde a quello che cerchi (stato in attesa, ricerca «garibaldi»)", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='/gestione/webinar/{webinar.Id}/iscritti']"));
    }

    [Fact]
    public async Task An_empty_list_says_so() =>
        Assert.Contains("le prime compariranno qui", (await ListAsync((await _site.WebinarAsync()).Id)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Long_lists_come_in_pages_that_keep_the_search()
    {
        var webinar = await WithNumberedPeopleAsync(120);

        var first = await ListAsync(webinar.Id, "?cerca=numero");
        var second = await ListAsync(webinar.Id, Link(first, "Pagina successiva"));
        var third = await ListAsync(webinar.Id, Link(second, "Pagina successiva"));

        Assert.Equal((50, 50, 20), (Names(first).Count, Names(second).Count, Names(third).Count));
        Assert.Equal(120, Names(first).Concat(Names(second)).Concat(Names(third)).Distinct().Count());
        Assert.Contains("120 iscrizioni, pagina 3 di 3", third.Text, StringComparison.Ordinal);
        Assert.Equal("numero", third.ValueOf("cerca"));
        Assert.DoesNotContain("Pagina successiva", third.Text, StringComparison.Ordinal);
        Assert.Equal(Names(first), Names(await ListAsync(webinar.Id, Link(second, "Pagina precedente"))));
    }

    [Theory]
    [InlineData("?pagina=0", 1)]
    [InlineData("?pagina=-7", 1)]
    [InlineData("?pagina=99", 2)]
    [InlineData("?pagina=2147483647", 2)]
    [InlineData("?pagina=due", 1)]
    [InlineData("?pagina=99999999999999", 1)]
    [InlineData("?stato=Emperor", 1)]
    [InlineData("?stato=7", 1)]
    [InlineData("?cerca=%25%25", 1)]
    public async Task An_odd_address_shows_the_list_all_the_same(string query, int number)
    {
        var webinar = await WithNumberedPeopleAsync(60);

        var page = await ListAsync(webinar.Id, query);

        Assert.Contains($"60 iscrizioni, pagina {number} di 2", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("Iscrizioni", page.Document.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_into_the_search_is_text()
    {
        var webinar = await WithPeopleAsync();

        var page = await ListAsync(webinar.Id, $"?cerca={Uri.EscapeDataString("\"><script>alert(1)</script>")}");

        Assert.Null(page.Document.QuerySelector("main script"));
        Assert.Equal("\"><script>alert(1)</script>", page.ValueOf("cerca"));
    }

    [Fact]
    public async Task Exports_hold_what_the_list_shows_and_leave_a_line_in_the_register()
    {
        var webinar = await WithPeopleAsync();
        var staff = await shared.StaffAsync();
        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti?stato=Confirmed&cerca=rodi");

        var csv = await staff.Client.GetStringAsync(
            $"{page.Document.QuerySelector("main a[href*='iscritti.csv']")!.GetAttribute("href")}&scopo=organizzare");
        var xlsx = await staff.Client.GetAsync(
            $"{page.Document.QuerySelector("main a[href*='iscritti.xlsx']")!.GetAttribute("href")}&scopo=presenze&dettaglio=firme");

        Assert.Contains("De Blasi-Øster", csv, StringComparison.Ordinal);
        Assert.Equal(2, csv.TrimEnd().Split('\n').Length);
        Assert.StartsWith("iscritti-elenco-", xlsx.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        var entries = await _site.ReadAsync(db =>
            db.AuditEntries.Where(entry => entry.Subject == "Elenco").OrderBy(entry => entry.Id).ToListAsync());
        var lines = entries.Where(entry => entry.Action == AuditAction.RegistrationsExported).ToList();
        const string columns = "colonne: N., Stato, Cognome, Nome, Email, Ente o organizzazione, Ruolo, Iscrizione del";
        Assert.Equal(
            [$"CSV, filtro: stato confermata, ricerca «rodi»; {columns}", $"XLSX, filtro: stato confermata, ricerca «rodi»; {columns}"],
            lines.Select(line => line.Details));
        Assert.Equal(
            ["Organizzare l’incontro o l’attività", "Registrare le presenze e preparare gli attestati: firme"],
            lines.Select(line => line.Reason));
        Assert.All(lines, line => Assert.Equal(CooperaSite.AdministratorEmail, line.Actor));
        Assert.Equal(
            [$"CSV, 1 riga; riga {lines[0].Number}: esporta le iscrizioni", $"XLSX, 1 riga; riga {lines[1].Number}: esporta le iscrizioni"],
            entries.Where(entry => entry.Action == AuditAction.ExportCompleted).Select(entry => entry.Details));
    }

    [Theory]
    [InlineData("/gestione/webinar/99999/iscritti")]
    [InlineData("/gestione/webinar/99999/iscritti.csv")]
    [InlineData("/gestione/webinar/99999/iscritti.xlsx")]
    [InlineData("/gestione/webinar/abc/iscritti")]
    public async Task A_webinar_that_is_not_there_is_not_found(string address) =>
        Assert.Equal(404, (await (await shared.StaffAsync()).GetAsync(address)).Status);

    /// <summary>As the list shows them: surname first.</summary>
    private static List<string> Names(Page page) => [.. page.Document.QuerySelectorAll("tbody th").Select(name => name.TextContent)];

    private static string Link(Page page, string text) =>
        page.Document.QuerySelectorAll("main a").First(link => link.TextContent == text).GetAttribute("href")!.Split("/iscritti")[1];

    private async Task<Page> ListAsync(int webinarId, string query = "")
    {
        var page = await (await shared.StaffAsync()).GetAsync($"/gestione/webinar/{webinarId}/iscritti{query}");
        Assert.Equal(200, page.Status);
        return page;
    }

    private async Task<Webinar> WithPeopleAsync()
    {
        var webinar = await _site.WebinarAsync(
            () => new Webinar($"elenco-{Guid.NewGuid():N}", "Elenco", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(10)));
        var cancelled = SignUp(webinar, 4, People.Person("anna@comune.example", "Anna", "Verdi"));
        cancelled.Cancel(null, DateTimeOffset.UtcNow);
        await AddAsync(
            SignUp(webinar, 1, People.Person("nico@comune.example", "Nicolò", "D’Angelo")),
            SignUp(webinar, 2, People.Person("soren@asp.example", "Søren", "De Blasi-Øster") with
            {
                PublicBodyCode = "083075",
                BodyName = "Comune di Rodì Milici (ME)",
            }),
            SignUp(webinar, 3, People.Person("taro@comune.example", "太郎", "日本"), placesLeft: 0),
            cancelled);
        return webinar;
    }

    private async Task<Webinar> WithNumberedPeopleAsync(int count)
    {
        var webinar = await _site.WebinarAsync();
        await AddAsync([.. Enumerable.Range(1, count).Select(number => SignUp(webinar, number, People.Number(number)))]);
        return webinar;
    }

    private static Registration SignUp(Webinar webinar, long number, Participant person, int? placesLeft = null) =>
        Registration.SignUp(webinar.Id, number, placesLeft, person, People.Notice, DateTimeOffset.UtcNow);

    private Task AddAsync(params Registration[] registrations) => _site.WriteAsync(db =>
    {
        db.Registrations.AddRange(registrations);
        return Task.CompletedTask;
    });
}
