using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>
/// "Presenze" of a webinar: what counts, the words, the list, one person, the registers. 12 February 2026, 15:00 in Rome.
/// </summary>
public sealed class PresencePageTests : IDisposable
{
    private static readonly DateTimeOffset Start = RomeTime.FromRome(2026, 2, 12, 15);

    private readonly FakeTimeProvider _clock = new(Start.AddDays(-5));
    private readonly CooperaSite _site;

    public PresencePageTests() => _site = new CooperaSite([], _clock);

    [Fact]
    public async Task Everybody_has_minutes_part_and_sources_and_the_chart_counts_who_reaches_what()
    {
        var (webinar, _) = await HeldAsync();
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.GetAsync(Address(webinar));

        Assert.Equal(
            [
                ("Numero 1 Persona", "120", "100 %", "Pagina d’ingresso"),
                ("Numero 2 Persona", "90", "75 %", "Segreteria"),
                ("Numero 3 Persona", "0", "0 %", ""),
            ],
            Rows(page));
        Assert.Contains("Almeno il 70 %: 2; almeno l’80 %: 1; almeno il 90 %: 1.", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("svg.chart[role=img]"));
        Assert.Equal(["Numero 2 Persona"], Rows(await staff.GetAsync($"{Address(webinar)}?mostra=sotto")).Select(row => row.Name));
        Assert.Equal(["Numero 3 Persona"], Rows(await staff.GetAsync($"{Address(webinar)}?mostra=nessuna")).Select(row => row.Name));
        Assert.Equal(["Numero 2 Persona"], Rows(await staff.GetAsync($"{Address(webinar)}?fonte=Staff")).Select(row => row.Name));
        Assert.Equal(["Numero 1 Persona"], Rows(await staff.GetAsync($"{Address(webinar)}?cerca=numero+1")).Select(row => row.Name));
        Assert.Contains(
            "Nessuna persona corrisponde", (await staff.GetAsync($"{Address(webinar)}?cerca=zzz")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_real_hours_and_the_threshold_change_who_reaches_it_and_a_colleague_who_was_quicker_is_told()
    {
        var (webinar, _) = await HeldAsync();
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync(Address(webinar));
        var form = "form[action$='/regole']";
        Dictionary<string, string?> fields = new()
        {
            ["Rule.From.Time"] = "15.30",
            ["Rule.Until.Time"] = "16:30",
            ["Rule.Threshold"] = "90 %",
        };

        var wrong = await staff.SubmitAsync(page, new(fields) { ["Rule.Threshold"] = "molto", ["Rule.From.Time"] = "alle tre" }, form);
        Assert.Equal(422, wrong.Status);
        Assert.Contains("Scrivi la soglia come numero intero da 1 a 100", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("alle tre", wrong.Html, StringComparison.Ordinal);
        var saved = await staff.FollowAsync(await staff.SubmitAsync(page, fields, form));
        Assert.Contains("il 12 febbraio 2026 dalle 15:30 alle 16:30", saved.Text, StringComparison.Ordinal);
        Assert.Equal(["60", "60", "0"], Rows(saved).Select(row => row.Minutes));

        var late = await staff.SubmitAsync(page, new(fields) { ["Rule.Threshold"] = "50" }, form);
        Assert.Equal(409, late.Status);
        Assert.Contains("ha cambiato queste regole", late.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await staff.SubmitAsync(late, [], form)).Status);
        Assert.Equal(50, await _site.ReadAsync(db => db.AttendanceRules.Select(r => r.ThresholdPercent).SingleAsync()));
    }

    [Fact]
    public async Task Over_midnight_the_end_is_on_the_next_day_without_saying_so()
    {
        var evening = RomeTime.FromRome(2026, 2, 12, 22);
        var webinar = await _site.WebinarAsync(() => new Webinar("notte", "Di notte", evening, evening.AddHours(3)));
        _clock.SetUtcNow(evening.AddHours(4));
        var staff = await _site.NewStaffMemberAsync();

        var saved = await staff.FollowAsync(await staff.SubmitAsync(
            await staff.GetAsync(Address(webinar)),
            new() { ["Rule.From.Time"] = "22:05", ["Rule.Until.Time"] = "0:40" }, "form[action$='/regole']"));

        Assert.Contains("dal 12 febbraio 2026 alle 22:05 al 13 febbraio 2026 alle 00:40", saved.Text, StringComparison.Ordinal);
        Assert.Contains("155 minuti", saved.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_person_shows_where_each_minute_comes_from_and_what_is_taken_away_stays_with_its_reason()
    {
        var (_, people) = await HeldAsync();
        var staff = await _site.NewStaffMemberAsync();
        var address = $"/gestione/iscrizioni/{people[1]}/presenza";
        var page = await staff.GetAsync(address);
        Assert.Contains("90 minuti su 120 minuti (75 %, soglia 80 %)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Era nella sala del Comune", page.Text, StringComparison.Ordinal);

        var outside = await staff.SubmitAsync(
            page, new() { ["Add.From.Time"] = "9:00", ["Add.Until.Time"] = "10:00", ["Add.Reason"] = "Per prova" },
                "form[action$='/aggiungi']");
        Assert.Equal(422, outside.Status);
        Assert.Contains("È tutto fuori dal webinar", outside.Text, StringComparison.Ordinal);
        Assert.Contains("Per prova", outside.Text, StringComparison.Ordinal);
        Assert.Equal(422, (await staff.SubmitAsync(page, [], "form[action$='/aggiungi']")).Status);
        var added = await staff.FollowAsync(await staff.SubmitAsync(
            page, new() { ["Add.From.Time"] = "16:20", ["Add.Until.Time"] = "17:00", ["Add.Reason"] = "Lo dice il dirigente" },
                "form[action$='/aggiungi']"));
        Assert.Contains("120 minuti su 120 minuti (100 %", added.Text, StringComparison.Ordinal);

        var ask = await staff.GetAsync(added.Document.QuerySelector("a[href$='/togli']")!.GetAttribute("href")!);
        Assert.Equal(422, (await staff.SubmitAsync(ask, [], "main form")).Status);
        var taken = await staff.FollowAsync(await staff.SubmitAsync(ask, new() { ["Form.Reason"] = "Stanza vuota" }, "main form"));
        Assert.Contains("non conta", taken.Text, StringComparison.Ordinal);
        Assert.Contains("Stanza vuota", taken.Text, StringComparison.Ordinal);
        Assert.Contains("40 minuti su 120 minuti", taken.Text, StringComparison.Ordinal);
        var back = await staff.FollowAsync(await staff.SubmitAsync(taken, [], "form[action$='/rimetti']"));
        Assert.Contains("120 minuti su 120 minuti", back.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await staff.GetAsync($"{address}/999/togli")).Status);
        Assert.Equal(404, (await staff.GetAsync($"/gestione/iscrizioni/{Guid.NewGuid()}/presenza")).Status);
    }

    [Fact]
    public async Task A_word_is_made_on_the_page_while_it_takes_place()
    {
        var webinar = await WebinarAsync();
        _clock.SetUtcNow(Start.AddMinutes(30));
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync(Address(webinar));

        var made = await staff.FollowAsync(await staff.SubmitAsync(page, [], "form[action$='/parola']"));
        Assert.Contains("Vale fino alle 15:40", made.Text, StringComparison.Ordinal);
        var again = await staff.FollowAsync(await staff.SubmitAsync(page, [], "form[action$='/parola']")); // the second of two clicks
        Assert.Single(again.Document.QuerySelectorAll(".code-word"));
        var refused = await staff.SubmitAsync(again, new() { ["NewWord.Word"] = "ab" }, "form[action$='/parola']");
        Assert.Equal((422, "ab"), (
            refused.Status, (refused.Document.QuerySelector("[name='NewWord.Word']") as AngleSharp.Html.Dom.IHtmlInputElement)?.Value));

        _clock.SetUtcNow(Start.AddHours(4));
        Assert.Null((await staff.GetAsync(Address(webinar))).Document.QuerySelector("form[action$='/parola']"));
    }

    [Fact]
    public async Task The_registers_have_every_connection_and_say_what_they_are_for()
    {
        var (webinar, _) = await HeldAsync();
        var staff = await _site.NewStaffMemberAsync();
        Assert.Contains("Perché ti serve questo elenco?", (await staff.GetAsync($"{Address(webinar)}.pdf")).Text, StringComparison.Ordinal);

        using var paper = new PdfFile(await staff.Client.GetByteArrayAsync($"{Address(webinar)}.pdf?Scopo=presenze"));
        Assert.Contains("Dichiarazione di chiusura", paper.Text, StringComparison.Ordinal);
        Assert.Contains("2 persone, di cui 1 oltre la soglia; senza traccia di presenza 1 persona iscritta", paper.Text, StringComparison.Ordinal);
        Assert.Empty(Accessibility.Faults(paper));
        var sheet = new Spreadsheet(await staff.Client.GetByteArrayAsync($"{Address(webinar)}.xlsx?Scopo=presenze"));

        Assert.Empty(sheet.Faults());
        Assert.Equal(["sì", "sì", "nessuna traccia"], sheet.Rows().Select(
            row => row["Fonte"]?.ToString() == "nessuna traccia" ? "nessuna traccia" : row["Conta"]));
        Assert.Equal(
            ["export.presence-register", "export.presence-register", "export.completed"],
            await _site.ReadAsync(
                db => db.AuditEntries.OrderBy(e => e.Id).Where(e => e.Action.StartsWith("export")).Select(e => e.Action).ToListAsync()));
    }

    public void Dispose() => _site.Dispose();

    private static string Address(Webinar webinar) => $"/gestione/webinar/{webinar.Id}/presenze";

    private static IEnumerable<(string Name, string Minutes, string Percent, string Sources)> Rows(Page page) =>
        page.Document.QuerySelectorAll(".table-rows tbody tr").Select(row => (
            row.QuerySelector("th")!.TextContent.Trim(), Cell(row, "Minuti"), Cell(row, "Parte"), Cell(row, "Fonti")));

    private static string Cell(AngleSharp.Dom.IElement row, string label) =>
        row.QuerySelector($"[data-label='{label}']")!.TextContent.Trim();

    private Task<Webinar> WebinarAsync() => _site.WebinarAsync(() => new Webinar("prova", "Accogliere insieme", Start, Start.AddHours(2)));

    /// <summary>It is over: one was there from beginning to end, one for 90 minutes as staff wrote, one left no trace.</summary>
    private async Task<(Webinar Webinar, IReadOnlyList<Guid> People)> HeldAsync()
    {
        var webinar = await WebinarAsync();
        foreach (var number in new[] { 1, 2, 3 })
        {
            await _site.InScopeAsync(
                services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Number(number), People.Notice));
        }

        _clock.SetUtcNow(Start.AddMinutes(125));
        var people = await _site.ReadAsync(db => db.Registrations.OrderBy(r => r.Number).Select(r => r.Id).ToListAsync());
        await _site.WriteAsync(async db =>
        {
            db.PresenceIntervals.Add(
                new PresenceInterval(people[0], PresenceSource.EntryPage, Start.AddMinutes(-10), Start.AddMinutes(121)));
            db.PresenceIntervals.Add(new PresenceInterval(people[1], PresenceSource.Staff, Start, Start.AddMinutes(90))
            {
                StatedBy = CooperaSite.AdministratorEmail,
                Reason = "Era nella sala del Comune",
            });
            await db.SaveChangesAsync();
        });
        return (webinar, people);
    }
}
