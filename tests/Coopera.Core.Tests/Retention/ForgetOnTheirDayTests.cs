using System.Text.Json;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Retention;
using Coopera.Core.Staff.Audit;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Jobs;
using Coopera.Domain.Registrations;
using Coopera.Domain.Retention;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Retention;

public sealed class ForgetOnTheirDayTests
{
    private const string Staff = "segreteria@anci.example";
    private static readonly TimeSpan ToNight = TimeSpan.FromHours(15); // from eleven in the morning
    private static readonly int Life = RetentionSettings.Default.Days[RetentionClass.Registrations];

    [Theory]
    [EachEngine]
    public async Task Names_leave_on_their_day_and_not_the_day_before_and_the_register_tells_how_many(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await SignUpAsync(database, 3);
        AdvanceTo(webinar.EndsAt.AddDays(Life - 1) + ToNight);
        await RunAsync(database);
        Assert.Equal(3, await NamedAsync(database));

        AdvanceTo(webinar.EndsAt.AddDays(Life));
        await RunAsync(database);
        Assert.Equal(3, await NamedAsync(database)); // by day people work

        AdvanceTo(webinar.EndsAt.AddDays(Life) + ToNight);
        await RunAsync(database);

        Assert.Equal(0, await NamedAsync(database));
        var line = await database.ReadAsync(
            db => db.AuditEntries.AsNoTracking().SingleAsync(e => e.Action == AuditAction.RetentionApplied));
        Assert.Equal("conservazione/Registrations", line.SubjectKey);
        Assert.StartsWith("3 nominativi, ", line.Details, StringComparison.Ordinal);
        var again = await database.ReadAsync(db => db.Registrations.AsNoTracking().ToListAsync());
        Assert.All(again, r => Assert.Equal((Registration.ForgottenName, "Assistente sociale", "083016", 1), (
            r.FullName, r.Role, r.PublicBodyCode, r.LinkVersion)));

        void AdvanceTo(DateTimeOffset moment) => database.Clock.Advance(moment - database.Clock.GetUtcNow());
    }

    [Theory]
    [EachEngine]
    public async Task What_is_put_off_stays_until_that_day_and_goes_then(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await SignUpAsync(database, 2);
        database.Clock.Advance(webinar.EndsAt.AddDays(Life - 10) - TestDatabase.Now);
        var soon = Assert.Single(await database.InScopeAsync(services => services.GetRequiredService<RetentionOverview>().SoonAsync()));
        Assert.Equal((RetentionClass.Registrations, 2), (soon.Class, soon.Soon));
        var until = soon.PostponedTo(90, RomeTime.Day(database.Clock.GetUtcNow()));
        Assert.Equal(ChangeVerdict.Done, await PostponeAsync("0"));
        Assert.Equal(ChangeVerdict.AlreadySo, await PostponeAsync("0"));
        Assert.Empty(await database.InScopeAsync(services => services.GetRequiredService<RetentionOverview>().SoonAsync()));

        database.Clock.Advance(TimeSpan.FromDays(99));
        await RunAsync(database);
        Assert.Equal(2, await NamedAsync(database));

        database.Clock.Advance(TimeSpan.FromDays(4));
        await RunAsync(database);
        Assert.Equal(0, await NamedAsync(database));
        Assert.Null(await database.ReadAsync(db => db.RetentionStates.Where(s => s.Class == RetentionClass.Registrations).Select(
            s => s.Reason).SingleAsync()));
        Assert.Equal("Il fondo chiude a giugno", await database.ReadAsync(db => db.AuditEntries.Where(
            e => e.Action == AuditAction.RetentionPostponed).Select(e => e.Reason).SingleAsync()));

        Task<ChangeVerdict> PostponeAsync(string seen) => database.InScopeAsync(async services => (await services
            .GetRequiredService<PostponeRetention>().RunAsync(
                new ChangeRequest<RetentionClass>(RetentionClass.Registrations, seen, Staff), until, "Il fondo chiude a giugno")).Verdict);
    }

    [Theory]
    [EachEngine]
    public async Task A_job_that_dies_half_way_goes_on_and_the_register_has_one_line_with_all_of_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var people = (2 * ForgetOnTheirDay.Portion) + 7;
        var webinar = await SignUpAsync(database, people);
        database.Clock.Advance(webinar.EndsAt.AddDays(Life + 3) - TestDatabase.Now);

        await Assert.ThrowsAsync<OperationCanceledException>(() => database.InScopeAsync(services => new ForgetOnTheirDay(
            services.GetRequiredService<CooperaDb>(), [new RetainedRegistrations()], database.Settings,
            new DyingClock(database.Clock, after: 2)).RunAsync()));
        Assert.Equal(people - ForgetOnTheirDay.Portion, await NamedAsync(database));

        await RunAsync(database);

        Assert.Equal(0, await NamedAsync(database));
        var run = await database.ReadAsync(db => db.RetentionRuns.SingleAsync());
        Assert.Equal((people, true), (run.Count, run.FinishedAt is not null));
        Assert.Equal(1, await database.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.RetentionApplied)));
    }

    [Theory]
    [EachEngine]
    public async Task Of_a_member_the_people_leave_when_nobody_has_written_down_new_ones_and_it_stays_a_member(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var id = (await database.AddAsync(Bodies.Messina, AdhesionStatus.Accepted)).Id;
        await TellContactAsync("Rosalia", Adhesions.Now.AddDays(1000));
        database.Clock.Advance(Adhesions.Now.AddDays(RetentionSettings.Default.Days[RetentionClass.Members] + 3) - TestDatabase.Now);
        await RunAsync(database);
        Assert.Equal("Rosalia", (await FoundAsync()).TechnicalContact.FirstName);

        database.Clock.Advance(TimeSpan.FromDays(1000));
        await RunAsync(database);

        var member = await FoundAsync();
        Assert.Equal(
            (AdhesionStatus.Accepted, $"COOP-2026-{Bodies.Messina}", true, ""),
            (member.Status, member.ReceiptNumber, member.MemberSince is not null, member.TechnicalContact.FullName));
        Assert.Empty(member.SignedCopies);
        Assert.All(member.Events, line => Assert.Null(line.Note));

        await TellContactAsync("Agata", database.Clock.GetUtcNow());
        await RunAsync(database);
        Assert.Equal("Agata", (await FoundAsync()).TechnicalContact.FirstName);

        Task<Adhesion> FoundAsync() => database.ReadAsync(db => db.Adhesions.AsNoTracking()
            .Include(a => a.Events).Include(a => a.SignedCopies).SingleAsync(a => a.Id == id));

        Task TellContactAsync(string name, DateTimeOffset at) => database.WriteAsync(async db =>
        {
            var adhesion = (await db.LockAdhesionAsync(id))!;
            var body = await db.PublicBodies.SingleAsync(b => b.Code == Bodies.Messina);
            var contact = new ContactPerson(name, "Lo Bue", "", "", "", EmailAddress.Parse("referente@comune.example"));
            adhesion.Correct(body, adhesion.Data() with { TechnicalContact = contact }, "referente", Actor.Staff(Staff), at);
        });
    }

    [Fact]
    public async Task A_row_of_the_register_without_its_words_is_still_proven_and_nobody_but_the_site_takes_words_away()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await database.WriteAsync(db =>
        {
            db.AuditEntries.AddRange(Enumerable.Range(1, 5).Select(number => new AuditEntry(
                Staff, AuditAction.RegistrationCorrected, "Maria Rossi", $"riga {number}", database.Clock.GetUtcNow())));
            return Task.CompletedTask;
        });
        await database.WriteAsync(db => db.AuditEntries.Where(e => e.Number == 4).ExecuteUpdateAsync(
            e => e.SetProperty(x => x.Details, "altro")));
        database.Clock.Advance(TimeSpan.FromDays(RetentionSettings.Default.Days[RetentionClass.Register] + 3));
        await RunAsync(database);

        var rows = await database.ReadAsync(db => db.AuditEntries.AsNoTracking().OrderBy(e => e.Number).ToListAsync());
        Assert.Equal([1, 2, 3, 5], rows.Where(row => row.IsRedacted).Select(row => row.Number));
        Assert.All(
            rows.Where(row => row.IsRedacted),
            row => Assert.Empty(row.Actor + row.Subject + row.Details + row.SearchText + row.Salt));
        Assert.Equal([new AuditFault(AuditFaultKind.Changed, 4, 4)], (await VerifyAsync(database)).Faults);

        string[] tamperings =
        [
            "\"Action\" = 'x'", "\"At\" = \"At\" + 10000", "\"Details\" = 'qualcosa'", "\"SubjectKey\" = 'x'", "\"WordsDigest\" = NULL",
            "\"RedactedAt\" = NULL", "\"RedactedAt\" = \"RedactedAt\" + 10000",
        ];
        foreach (var tampering in tamperings)
        {
            await database.ReadAsync(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                var sql = $"UPDATE \"AuditEntries\" SET {tampering} WHERE \"Number\" = 2";
                await db.Database.ExecuteSqlRawAsync(sql);
                var check = await new AuditVerification(db, database.Services.GetRequiredService<RegisterSeal>()).RunAsync(null);
                Assert.Contains(new AuditFault(AuditFaultKind.Changed, 2, 2), check.Faults);
                await transaction.RollbackAsync();
            });
        }

        // Whoever has the database alone blanks a row, and makes it look as if its day had come.
        await database.ReadAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync(
                "UPDATE \"AuditEntries\" SET \"Actor\" = '', \"Subject\" = '', \"Details\" = '', \"SearchText\" = '', \"Salt\" = NULL, "
                + "\"RedactedAt\" = 1, \"RedactionSeal\" = 'x' WHERE \"Number\" = (SELECT MAX(\"Number\") FROM \"AuditEntries\")");
            var last = await db.AuditEntries.MaxAsync(e => e.Number);
            Assert.Contains(new AuditFault(AuditFaultKind.Changed, last, last), (await VerifyAsync(database)).Faults);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_of_before_there_were_digests_or_a_key_lose_their_words_and_are_still_proven(bool hadKey)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var seal = database.Services.GetRequiredService<RegisterSeal>();
        await AddAsync("riga di allora");
        await MakeOldAsync();
        await AddAsync("riga di oggi");
        Assert.Equal((true, 2), ((await VerifyAsync(database)).IsSound, (await VerifyAsync(database)).Rows));

        database.Clock.Advance(TimeSpan.FromDays(RetentionSettings.Default.Days[RetentionClass.Register] + 3));
        await RunAsync(database);

        var check = await VerifyAsync(database);
        Assert.Empty(check.Faults);
        Assert.Equal(2, check.Redacted);
        await database.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE \"AuditEntries\" SET \"Action\" = 'x' WHERE \"Number\" = 1"));
        Assert.Equal([new AuditFault(AuditFaultKind.Changed, 1, 1)], (await VerifyAsync(database)).Faults);

        Task AddAsync(string details) => database.WriteAsync(db => db.AddAsync(new AuditEntry(
            Staff, AuditAction.RegistrationCorrected, "Maria Rossi", details, database.Clock.GetUtcNow())).AsTask());

        // As earlier versions wrote them: over the words themselves, with the key or, before that, without.
        Task MakeOldAsync() => database.ReadAsync(async db =>
        {
            var row = await db.AuditEntries.AsNoTracking().SingleAsync();
            object?[] content =
            [
                row.Number, row.At.ToUnixTimeMilliseconds(), row.Actor, row.Action, row.Subject, row.SubjectKey, row.Details, row.Before,
                row.After, row.Reason, row.PreviousHash,
            ];
            var hash = hadKey
                ? seal.Of(JsonSerializer.SerializeToUtf8Bytes(content.Append(row.SearchText).ToArray()))
                : row.ComputeHash();
            var sealedFrom = hadKey ? 1 : 2;
            var end = seal.Of(JsonSerializer.SerializeToUtf8Bytes(new object[] { "end", 1L, hash, (long)sealedFrom }));
            await db.AuditEntries.ExecuteUpdateAsync(e => e.SetProperty(x => x.Hash, hash)
                .SetProperty(x => x.WordsDigest, (string?)null).SetProperty(x => x.Salt, (string?)null));
            await db.AuditChains.ExecuteUpdateAsync(c => c.SetProperty(x => x.LastHash, hash)
                .SetProperty(x => x.SealedFrom, sealedFrom).SetProperty(x => x.Seal, end));
        });
    }

    private static Task<AuditCheck> VerifyAsync(TestDatabase database) =>
        database.InScopeAsync(services => services.GetRequiredService<AuditVerification>().RunAsync(null));

    private static async Task<Webinar> SignUpAsync(TestDatabase database, int people)
    {
        var webinar = await database.WebinarAsync();
        await database.WriteAsync(db =>
        {
            db.Registrations.AddRange(Enumerable.Range(1, people).Select(number => Registration.SignUp(
                webinar.Id, number, null, People.Number(number), People.Notice, TestDatabase.Now)));
            return Task.CompletedTask;
        });
        return webinar;
    }

    [Fact]
    public async Task A_file_that_could_not_be_written_anew_is_tried_again_though_nothing_more_is_due()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var webinar = await SignUpAsync(database, 2);
        database.Clock.Advance(webinar.EndsAt.AddDays(Life) + ToNight - TestDatabase.Now);
        await using (var reader = new SqliteConnection(database.ConnectionString))
        {
            await reader.OpenAsync();
            await using var reading = reader.BeginTransaction(deferred: true); // a backup, say
            await using var look = reader.CreateCommand();
            look.CommandText = """SELECT count(*) FROM "Registrations" """;
            await look.ExecuteScalarAsync();

            Assert.Equal((2, 1), await RunAndNoteAsync());
            Assert.Equal((0, 1), await RunAndNoteAsync());
        }

        Assert.Equal((0, 0), await RunAndNoteAsync());

        async Task<(long Forgotten, long Unscrubbed)> RunAndNoteAsync()
        {
            var report = await RunAsync(database);
            await database.WriteAsync(async db =>
            {
                var lease = await db.JobLeases.SingleOrDefaultAsync(l => l.Name == "retention")
                    ?? db.JobLeases.Add(new JobLease("retention")).Entity;
                lease.Note(database.Clock.GetUtcNow(), database.Clock.GetUtcNow(), report.ToJson(), error: null);
            });
            return (report[ForgetOnTheirDay.Forgotten], report[ForgetOnTheirDay.Unscrubbed]);
        }
    }

    private static Task<JobReport> RunAsync(TestDatabase database) =>
        database.InScopeAsync(services => services.GetRequiredService<ForgetOnTheirDay>().RunAsync());

    private static Task<int> NamedAsync(TestDatabase database) =>
        database.ReadAsync(db => db.Registrations.CountAsync(r => r.FirstName != ""));

    /// <summary>A process that is killed: from some moment on nothing it asks is answered.</summary>
    private sealed class DyingClock(TimeProvider clock, int after) : TimeProvider
    {
        private int _asked;

        public override DateTimeOffset GetUtcNow() => ++_asked > after ? throw new OperationCanceledException() : clock.GetUtcNow();
    }
}
