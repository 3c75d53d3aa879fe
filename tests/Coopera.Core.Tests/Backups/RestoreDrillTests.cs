using System.Reflection;
using Coopera.Core.Backups;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Jobs;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Core.Staff.Audit;
using Coopera.Core.Transfer;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Sdk;
using Xunit.v3;

namespace Coopera.Core.Tests.Backups;

/// <summary>The day on which it is needed: a backup made while people sign up, a site made of it elsewhere.</summary>
public sealed class RestoreDrillTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-backup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [EnginePairs]
    public async Task A_backup_made_while_people_sign_up_becomes_a_whole_site_elsewhere(DatabaseProvider from, DatabaseProvider to)
    {
        await using var database = await TestDatabase.CreateAsync(from);
        var slides = new byte[700_000];
        Random.Shared.NextBytes(slides);
        var (webinar, file) = await database.WithFileAsync(slides);
        for (var i = 0; i < 20; i++)
        {
            await SignUpAsync(database, webinar.Id, i);
        }

        using var over = new CancellationTokenSource();
        var people = Task.Run(() => SignUpUntilAsync(database, webinar.Id, over.Token));
        var archive = Path.Combine(_folder, "copia.zip");
        var made = await database.BackUpAsync(archive);
        await over.CancelAsync();
        var signedUp = await people;

        await using var restored = new RestoredSite(to);
        var result = await restored.RestoreAsync(archive);

        var registrations = await restored.ReadAsync(db => db.Registrations.AsNoTracking().ToListAsync());
        Assert.InRange(registrations.Count, 20, signedUp);
        Assert.Equal(made.Manifest.Rows["Registrations"], registrations.Count);
        Assert.Equal(made.Manifest.Rows["OutgoingMails"], result.Held);
        Assert.Equal(registrations.Count, result.Held);
        await using (var there = EngineDatabase.Of(restored.Settings.Database, create: false))
        {
            await there.OpenAsync(default);
            foreach (var table in there.Tables.Where(table => table.Name is not "AuditEntries")) // where the restore is written down
            {
                Assert.Equal(
                    made.Manifest.Rows[table.Name], await there.NumberAsync($"SELECT COUNT(*) FROM \"{table.Name}\"", default));
            }
        }

        await using (var content = restored.Services.GetRequiredService<UploadStore>().OpenRead(file.Key))
        using (var bytes = new MemoryStream())
        {
            await content.CopyToAsync(bytes);
            Assert.Equal(slides, bytes.ToArray());
        }

        // A link that was mailed before opens the same registration after.
        var person = registrations.First();
        var token = database.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(person.Id, 1));
        Assert.True(restored.Services.GetRequiredService<PersonalLinks>().TryRead(token, out var link));
        Assert.Equal(person.Id, link.Value.Id);

        var check = await restored.InScopeAsync(services => services.GetRequiredService<AuditVerification>().RunAsync(null));
        Assert.True(check.IsSound);
        Assert.Equal(0, await DeliverAsync(restored));
    }

    [Theory]
    [EnginePairs]
    public async Task Mails_of_a_copy_go_when_staff_say_so_and_the_second_click_is_told_that_it_was_decided(
        DatabaseProvider from, DatabaseProvider to)
    {
        await using var restored = await RestoredAsync(from, to);
        var runner = restored.Services.GetRequiredService<JobRunner>();

        var ran = await runner.RunDueAsync();

        Assert.DoesNotContain("webinar-reminders", ran);
        Assert.DoesNotContain("outbox", ran);
        Assert.Equal(0, await DeliverAsync(restored));
        Assert.Equal(4, (await restored.ReadAsync(db => HeldMails.LookAsync(db)))!.OfCopy);
        Assert.Equal([JobCondition.Held], (await StatesAsync(restored)).Where(s => s.Job.Name == "outbox").Select(s => s.Condition));
        Assert.Equal(4, await DecideAsync(restored, decide => decide.ReleaseAsync("anna@anci.example")));
        Assert.Null(await DecideAsync(restored, decide => decide.ReleaseAsync("ugo@anci.example")));
        Assert.Null(await DecideAsync(restored, decide => decide.DropAsync("ugo@anci.example")));
        Assert.Equal(4, await DeliverAsync(restored));
        Assert.Contains("webinar-reminders", await runner.RunDueAsync());
        Assert.Single(await restored.ReadAsync(db => db.AuditEntries.Where(e => e.Action == "backup.mails-released").ToListAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task What_the_copy_holds_is_closed_on_request_and_what_came_since_goes(DatabaseProvider engine)
    {
        await using var restored = await RestoredAsync(DatabaseProvider.Sqlite, engine);
        restored.Clock.Advance(TimeSpan.FromMinutes(5));
        var webinar = await restored.ReadAsync(db => db.Webinars.AsNoTracking().SingleAsync(w => w.Slug.StartsWith("prova-")));
        await SignUpAsync(restored, webinar.Id, 500);
        Assert.Equal(1, (await restored.ReadAsync(db => HeldMails.LookAsync(db)))!.Since);

        Assert.Equal(4, await DecideAsync(restored, decide => decide.DropAsync("anna@anci.example")));
        Assert.Null(await DecideAsync(restored, decide => decide.DropAsync("anna@anci.example")));

        Assert.Equal(1, await DeliverAsync(restored));
        var mails = await restored.ReadAsync(db => db.OutgoingMails.AsNoTracking().ToListAsync());
        Assert.Equal(4, mails.Count(mail => mail.Status == OutgoingMailStatus.Dismissed));
    }

    [Fact]
    public async Task Only_jobs_that_write_no_mails_go_on_before_that_and_a_new_job_says_whether_it_does()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, new() { ["Backup:Folder"] = _folder });

        var goOn = database.Services.GetRequiredService<JobSchedule>().Jobs.Where(job => !job.MakesMails).Select(job => job.Name);

        Assert.Equal(
            [
                "backup", "committed-writes", "files", "left-alone-mails", "own-data-traces", "questionnaire-count", "refused-mails",
                "retention", "security-log", "sign-in-counts", "unconfirmed-sign-ups", "unopened-adhesions",
            ],
            goOn.Order(StringComparer.Ordinal));
    }

    private async Task<RestoredSite> RestoredAsync(DatabaseProvider from, DatabaseProvider to)
    {
        var archive = Path.Combine(_folder, "copia.zip");
        await using (var database = await TestDatabase.CreateAsync(from))
        {
            var webinar = await database.WebinarAsync();
            for (var i = 0; i < 4; i++)
            {
                await SignUpAsync(database, webinar.Id, i);
            }

            await database.BackUpAsync(archive);
        }

        var restored = new RestoredSite(to);
        await restored.RestoreAsync(archive);
        return restored;
    }

    private static async Task<int> SignUpUntilAsync(TestDatabase database, int webinar, CancellationToken over)
    {
        var number = 20;
        while (!over.IsCancellationRequested && number < 2_000)
        {
            await SignUpAsync(database, webinar, number++);
        }

        return number;
    }

    private static Task<SignedUp> SignUpAsync(IHasServices site, int webinar, int number) => site.InScopeAsync(
        services => services.GetRequiredService<SignUp>().RunAsync(webinar, People.Number(number), People.Notice));

    private static Task<int?> DecideAsync(RestoredSite site, Func<DecideHeldMails, Task<int?>> decide) =>
        site.InScopeAsync(services => decide(services.GetRequiredService<DecideHeldMails>()));

    private static Task<IReadOnlyList<JobState>> StatesAsync(RestoredSite site) =>
        site.InScopeAsync(services => services.GetRequiredService<JobStates>().ReadAsync());

    private static async Task<int> DeliverAsync(RestoredSite site)
    {
        var sent = 0;
        while (await site.Services.GetRequiredService<OutboxDelivery>().DeliverDueAsync()
            + await site.Services.GetRequiredService<CertifiedDelivery>().DeliverDueAsync() is var more and > 0)
        {
            sent += more;
        }

        return sent;
    }

    private sealed class EnginePairsAttribute : DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
            ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            [
                Row(DatabaseProvider.Sqlite, DatabaseProvider.Sqlite), Row(DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql),
                Row(DatabaseProvider.PostgreSql, DatabaseProvider.Sqlite), Row(DatabaseProvider.PostgreSql, DatabaseProvider.PostgreSql),
                Row(DatabaseProvider.SqlServer, DatabaseProvider.SqlServer),
            ]);

        public override bool SupportsDiscoveryEnumeration() => true;

        private static TheoryDataRow<DatabaseProvider, DatabaseProvider> Row(DatabaseProvider from, DatabaseProvider to) =>
            new(from, to) { Skip = Engines.WhyNot(from) ?? Engines.WhyNot(to) };
    }
}
