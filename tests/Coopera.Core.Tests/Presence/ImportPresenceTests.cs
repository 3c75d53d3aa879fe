using System.Text;
using Coopera.Core.Changes;
using Coopera.Core.Presence;
using Coopera.Core.Presence.Imports;
using Coopera.Core.Presence.Matching;
using Coopera.Core.Presence.Reports;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Presence;

/// <summary>Reports are taken in whole or not at all, once, and can be taken back.</summary>
public sealed class ImportPresenceTests
{
    private const string Staff = "segreteria@anci.example";
    private static readonly Dictionary<string, PresenceChoice> Nothing = [];

    [Theory]
    [EachEngine]
    public async Task Two_files_of_one_webinar_are_joined_the_same_twice_changes_nothing_and_undoing_takes_all_back(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, id) = await StageAsync(database);
        GivenReport[] files =
        [
            Report(webinar, "prima.csv", ("Persona Numero 1", "persona1@comune.example", 0, 40)),
            Report(webinar, "dopo.csv", ("Numero 1 Persona", "persona1@comune.example", 30, 50), ("Anna Verdi", "", 0, 60)),
        ];

        var done = await ImportAsync(database, webinar, files);

        Assert.Equal((ChangeVerdict.Done, "Presenza importata per una persona."), (done.Verdict, done.Sentence));
        Assert.Equal(TimeSpan.FromMinutes(50), (await AttendanceAsync(database, webinar)).Of(id));
        var imports = await database.ReadAsync(db => db.PresenceImports.OrderBy(i => i.Id).ToListAsync());
        Assert.Equal([("prima.csv", 2, 1, 0), ("dopo.csv", 3, 1, 1)], imports.Select(i => (i.FileName, i.Rows, i.People, i.LeftOut)));
        Assert.All(
            await database.ReadAsync(db => db.PresenceIntervals.ToListAsync()), stay =>
                Assert.Equal(PresenceSource.PlatformReport, stay.Source));
        var line = await database.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.PresenceImported));
        Assert.Contains($"SHA-256 {files[0].Hash}", line.Details, StringComparison.Ordinal);

        Assert.Equal(ChangeVerdict.AlreadySo, (await ImportAsync(database, webinar, files)).Verdict);
        Assert.Equal(2, await database.ReadAsync(db => db.PresenceIntervals.CountAsync()));

        foreach (var import in imports)
        {
            Assert.Equal("Tolte le presenze di una persona.", (await UndoAsync(database, webinar, import.Id)).Sentence);
            Assert.Equal(ChangeVerdict.AlreadySo, (await UndoAsync(database, webinar, import.Id)).Verdict);
        }

        Assert.Equal(TimeSpan.Zero, (await AttendanceAsync(database, webinar)).Of(id));
        Assert.Equal(ChangeVerdict.Done, (await ImportAsync(database, webinar, files)).Verdict);
    }

    [Theory]
    [EachEngine]
    public async Task Two_staff_with_the_same_file_at_once_import_it_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, _) = await StageAsync(database);
        GivenReport[] files = [Report(webinar, "zoom.csv", ("Persona Numero 1", "", 0, 40))];
        var plan = await PlanAsync(database, webinar, files);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ImportAsync(database, webinar, files, plan: plan)));

        Assert.Single(results, result => result.Verdict == ChangeVerdict.Done);
        Assert.All(results.Where(result => result.Verdict != ChangeVerdict.Done), result =>
            Assert.Equal(ChangeVerdict.AlreadySo, result.Verdict));
        Assert.Equal(1, await database.ReadAsync(db => db.PresenceIntervals.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Who_was_added_cancelled_or_replaced_since_the_review_stops_it_and_nothing_is_saved(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, id) = await StageAsync(database);
        GivenReport[] files = [Report(webinar, "zoom.csv", ("Persona Numero 1", "", 0, 40))];
        var changes = new Func<Registration, object>[]
        {
            one => one.Substitute(People.Person("altra@comune.example", "Altra", "Persona"), People.Notice, TestDatabase.Now),
            one => one.Cancel(null, TestDatabase.Now),
        };
        foreach (var change in changes)
        {
            var plan = await PlanAsync(database, webinar, files);
            await database.WriteAsync(async db => change(await db.Registrations.SingleAsync(r => r.Id == id)));

            Assert.Equal(ChangeVerdict.Stale, (await ImportAsync(database, webinar, files, plan: plan)).Verdict);
        }

        var before = await PlanAsync(database, webinar, files);
        await SignUpAsync(database, webinar, 9);
        Assert.Equal(ChangeVerdict.Stale, (await ImportAsync(database, webinar, files, plan: before)).Verdict);
        Assert.Equal(0, await database.ReadAsync(db => db.PresenceImports.CountAsync()));
        Assert.Equal(0, await database.ReadAsync(db => db.PresenceIntervals.CountAsync()));
        Assert.Equal(PresenceImportPhrases.NobodyFound, (await ImportAsync(database, webinar, files)).Sentence);
    }

    [Theory]
    [EachEngine]
    public async Task What_staff_choose_is_remembered_for_the_next_webinar_until_it_is_taken_back(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, id) = await StageAsync(database);
        GivenReport[] files = [Report(webinar, "zoom.csv", ("Hugo Grün", "hugo@privato.example", 0, 40), ("UTC", "", 0, 50))];
        var keys = (await PlanAsync(database, webinar, files)).People.Select(person => person.Key).ToList();
        var choices = keys.ToDictionary(key => key, _ => new PresenceChoice(id, Remember: true));

        var done = await ImportAsync(database, webinar, files, choices);

        Assert.Equal("Presenza importata per una persona.", done.Sentence);
        Assert.Equal(1, await database.ReadAsync(db => db.PresenceIntervals.CountAsync())); // two devices of one person at once
        Assert.Equal(2, await database.ReadAsync(db => db.PresencePairings.CountAsync()));
        var next = await database.WebinarAsync();
        await SignUpAsync(database, next, 1);
        var plan = await PlanAsync(database, next, [Report(next, "zoom2.csv", ("Hugo Grün", "hugo@privato.example", 0, 40),
            ("UTC", "", 0, 50))]);
        Assert.Equal([MatchedBy.Pairing, null], plan.People.Select(person => person.Match.By));
        Assert.Equal("Persona Numero 1", plan.People[1].Match.Candidates[0].Name);

        await UndoAsync(database, webinar, int.Parse(done.Id!, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(0, await database.ReadAsync(db => db.PresencePairings.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Whose_registration_changed_since_keeps_their_intervals_when_the_import_is_taken_back(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, id) = await StageAsync(database);
        await SignUpAsync(database, webinar, 2);
        var done = await ImportAsync(
            database, webinar, [Report(webinar, "zoom.csv", ("Persona Numero 1", "", 0, 40), ("Persona Numero 2", "", 0, 40))]);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await database.WriteAsync(async db => await db.RegistrationEvents.AddAsync(
            new RegistrationEvent(id, RegistrationEventKind.Substituted, Staff, null, database.Clock.GetUtcNow())));

        var undone = await UndoAsync(database, webinar, int.Parse(done.Id!, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal("Tolte le presenze di una persona. Restano quelle di una persona, la cui iscrizione è cambiata dopo.", undone.Sentence);
        Assert.Equal(id, await database.ReadAsync(db => db.PresenceIntervals.Select(p => p.RegistrationId).SingleAsync()));
    }

    [Fact]
    public async Task A_report_of_another_day_or_title_is_known_for_one_and_every_row_is_somewhere()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var (webinar, _) = await StageAsync(database);
        var other = new Webinar("altro", "Altro", webinar.StartsAt.AddDays(-30), webinar.EndsAt.AddDays(-30));

        var right = await PlanAsync(database, webinar, [Report(webinar, "a.csv", ("Persona Numero 1", "", 0, 40),
            ("Ignota Persona Qualunque", "", 1, 9))]);
        var wrong = await PlanAsync(database, webinar, [Report(other, "b.csv", ("Persona Numero 1", "", 0, 40))]);

        Assert.False(right.IsOfAnotherDay);
        Assert.True(wrong.IsOfAnotherDay);
        Assert.Equal(right.Reports.Sum(report => report.Report.Rows), right.Reports.Sum(report => report.Report.Around
            + report.Report.LeftOut.Count)
            + right.Found.Concat(right.Open).Concat(right.Apart).Concat(right.SaidNobody).Sum(person => person.Rows));
        var report = right.Reports[0].Report with { Title = "Consiglio di classe" };
        var titled = right with { Reports = [right.Reports[0] with { Report = report }] };
        Assert.Equal("Consiglio di classe", titled.OtherTitle("Tavolo tecnico sull’accoglienza"));
        Assert.Null(titled.OtherTitle("Il consiglio comunale"));
    }

    private static async Task<(Webinar Webinar, Guid First)> StageAsync(TestDatabase database)
    {
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, 1);
        return (webinar, await database.ReadAsync(db => db.Registrations.Select(r => r.Id).SingleAsync()));
    }

    private static Task SignUpAsync(TestDatabase database, Webinar webinar, int number) => database.InScopeAsync(
        services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Number(number), People.Notice));

    /// <param name="people">Each with the minutes after the beginning when they came and went.</param>
    private static GivenReport Report(Webinar webinar, string name, params (string Name, string Email, int From, int Until)[] people)
    {
        var text = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n" + string.Concat(people.Select(one =>
            $"{one.Name},{one.Email},{Clock(webinar, one.From)},{Clock(webinar, one.Until)},{one.Until - one.From},Yes\n"));
        var bytes = Encoding.UTF8.GetBytes(text);
        var report = ReportReader.Read(ReportFile.Read(new MemoryStream(bytes)).Table!, new TimeWindow(webinar.StartsAt, webinar.EndsAt))
            .Report!;
        return new GivenReport(name, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), report);
    }

    private static string Clock(Webinar webinar, int minutes) => RomeTime.ToRome(webinar.StartsAt.AddMinutes(minutes))
        .ToString("dd/MM/yyyy HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<PresencePlan> PlanAsync(
        TestDatabase database, Webinar webinar, IReadOnlyList<GivenReport> files, Dictionary<string, PresenceChoice>? choices = null) =>
        database.ReadAsync(async db => (await PresencePlan.OfAsync(db, webinar, files)).Saying(choices ?? Nothing));

    private static async Task<ChangeResult> ImportAsync(
        TestDatabase database, Webinar webinar, IReadOnlyList<GivenReport> files, Dictionary<string, PresenceChoice>? choices = null,
        PresencePlan? plan = null)
    {
        plan ??= await PlanAsync(database, webinar, files, choices);
        return await database.InScopeAsync(services => services.GetRequiredService<ImportPresence>().RunAsync(
            new PresenceOrder(webinar.Id, files, choices ?? Nothing, plan.Fingerprint, Staff)));
    }

    private static Task<ChangeResult> UndoAsync(TestDatabase database, Webinar webinar, int import) => database.InScopeAsync(
        services => services.GetRequiredService<UndoPresenceImport>().RunAsync(webinar.Id, import, Staff));

    private static Task<WebinarAttendance> AttendanceAsync(TestDatabase database, Webinar webinar) =>
        database.ReadAsync(db => db.AttendanceAsync(webinar));
}
