using Coopera.Core.Backups;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Jobs;
using Coopera.Domain;
using Coopera.Domain.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Tests.Backups;

public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-backup-").FullName;

    private string Archive => Path.Combine(_folder, "copia.zip");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [EachEngine]
    public async Task An_archive_has_its_name_only_when_it_is_whole_and_the_site_knows_of_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.WithFileAsync(new byte[100_000]);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.BackUpAsync(
            Archive, new Told(told => Cancel(told, BackupStep.Packing, stop)), stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));

        var made = await database.BackUpAsync(Archive);
        Assert.True(made.IsRecorded);
        Assert.Equal([Archive], Directory.EnumerateFileSystemEntries(_folder));
        Assert.Contains("is there already", (await Assert.ThrowsAsync<SettingsException>(
            () => database.BackUpAsync(Archive))).Message, StringComparison.Ordinal);
        var state = await database.ReadAsync(db => db.BackupStates.AsNoTracking().SingleAsync());
        Assert.Equal((TestDatabase.Now, "copia.zip", new FileInfo(Archive).Length), (state.LastAt, state.LastFile, state.LastBytes));
        Assert.Single(await database.ReadAsync(db => db.AuditEntries.Where(e => e.Action == "backup.made").ToListAsync()));
    }

    [Fact]
    public async Task A_file_that_rows_name_and_the_folder_lost_is_told_of_and_stops_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var (_, slides) = await database.WithFileAsync(new byte[10]);
        database.Services.GetRequiredService<UploadStore>().Delete(slides.Key);

        Assert.Equal([slides.Key], (await database.BackUpAsync(Archive)).Manifest.Missing);
    }

    [Theory]
    [EachEngine]
    public async Task A_restore_that_was_cut_off_is_begun_again(DatabaseProvider engine)
    {
        await using (var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite))
        {
            await database.WithFileAsync(new byte[2_000_000]);
            await database.WithFileAsync(new byte[2_000_000]);
            await database.BackUpAsync(Archive);
        }

        await using var site = new RestoredSite(engine);
        foreach (var share in new[] { 0.1, 0.6, 0.95 })
        {
            using var stop = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => site.RestoreAsync(
                Archive, new Told(told => Cancel(told, BackupStep.Unpacking, stop, share)), stop.Token));
            Assert.False(File.Exists(site.File));
            Assert.DoesNotContain(
                Directory.EnumerateFiles(site.Folder, "*.part", SearchOption.AllDirectories),
                file => file.Contains("uploads", StringComparison.Ordinal));
        }

        await site.RestoreAsync(Archive);

        Assert.Equal(2, site.Services.GetRequiredService<UploadStore>().Keys().Count);
        Assert.True(await site.ReadAsync(db => db.HoldsMailsAsync()));
        Assert.Empty(Directory.EnumerateFiles(site.Folder, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_backup_of_an_earlier_version_is_brought_up_to_date()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await database.WebinarAsync();
        var last = await database.ReadAsync(async db =>
        {
            var all = db.Database.GetMigrations().ToList();
            await db.GetService<IMigrator>().MigrateAsync(all[^2]);
            return all[^1];
        });
        var made = await database.BackUpAsync(Archive);
        Assert.False(made.IsRecorded);
        Assert.NotEqual(last, made.Manifest.Schema);

        await using var site = new RestoredSite(DatabaseProvider.Sqlite);
        await site.RestoreAsync(Archive);

        Assert.Contains(last, await site.ReadAsync(db => db.Database.GetAppliedMigrationsAsync()));
        Assert.True(await site.ReadAsync(db => db.Webinars.AnyAsync(w => w.Slug.StartsWith("prova-"))));
    }

    [Theory]
    [EachEngine]
    public async Task The_nightly_job_makes_one_a_night_and_deletes_none_but_its_own(DatabaseProvider engine)
    {
        await using var database = await NightlyAsync(engine);
        string[] others = ["coopera-11111111-20250101T010101Z.zip", "copia-di-anna.zip", "coopera-nota.txt"];
        foreach (var other in others)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, other), "di altri");
        }

        await using var node = database.NewServices();
        var runners = new[] { database.Services, node }.Select(services => services.GetRequiredService<JobRunner>()).ToList();
        for (var turn = 0; turn < 4 * 4; turn++)
        {
            await runners[turn % 2].RunDueAsync();
            database.Clock.Advance(TimeSpan.FromHours(6));
        }

        var there = Directory.EnumerateFiles(_folder).Select(file => Path.GetFileName(file)).Except(others).Order().ToList();
        Assert.Equal(2, there.Count);
        Assert.All(there, name => Assert.Matches("^coopera-[0-9a-f]{8}-202601(18|19)T0[0-9]{5}Z.zip$", name));
        Assert.All(others, other => Assert.True(File.Exists(Path.Combine(_folder, other))));

        // the first at once, then one a night
        Assert.Equal(5, await database.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == "backup.made")));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_makes_the_job_fail_and_after_two_days_the_site_says_so()
    {
        await using var database = await NightlyAsync(DatabaseProvider.Sqlite);
        var runner = database.Services.GetRequiredService<JobRunner>();
        await runner.RunDueAsync();
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(database));
        var first = Assert.Single(Directory.GetFiles(_folder));
        Directory.Move(_folder, _folder + "-altrove");
        try
        {
            database.Clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));
            await runner.RunDueAsync();

            var row = await database.ReadAsync(db => db.JobLeases.AsNoTracking().SingleAsync(job => job.Name == "backup"));
            Assert.Equal(JobOutcome.Failed, row.Outcome);
            Assert.Contains("is its disk mounted?", row.Error, StringComparison.Ordinal);
            Assert.Equal(HealthStatus.Degraded, await HealthAsync(database));
        }
        finally
        {
            Directory.Move(_folder + "-altrove", _folder);
        }

        Assert.True(File.Exists(first));
        database.Clock.Advance(JobLease.LongestPauseAfterFailure);
        await runner.RunDueAsync();
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(database));
    }

    [Fact]
    public async Task A_night_that_a_wrong_clock_noted_years_ahead_is_not_believed()
    {
        await using var database = await NightlyAsync(DatabaseProvider.Sqlite);
        var ahead = TestDatabase.Now.AddYears(11);
        await database.WriteAsync(db => db.BackupStates.ExecuteUpdateAsync(
            s => s.SetProperty(state => state.LastNightAt, ahead).SetProperty(state => state.LastAt, ahead)));
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(database));

        await database.Services.GetRequiredService<JobRunner>().RunDueAsync();

        var first = Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(database));

        // Nor are the archives that it named after that year newer than tonight's.
        foreach (var year in new[] { "2037", "2038" })
        {
            File.Copy(first, first.Replace("-2026", $"-{year}", StringComparison.Ordinal));
        }

        database.Clock.Advance(TimeSpan.FromDays(1));
        await database.Services.GetRequiredService<JobRunner>().RunDueAsync();

        Assert.Equal(2, Directory.GetFiles(_folder).Length);
        Assert.All(Directory.GetFiles(_folder), file => Assert.Contains("-2026", file, StringComparison.Ordinal));
    }

    [Theory]
    [EachEngine]
    public async Task Without_room_for_it_none_is_begun(DatabaseProvider engine)
    {
        Assert.SkipWhen(new DriveInfo(_folder).AvailableFreeSpace > 990_000_000_000, "There is room for everything here.");
        await using var database = await TestDatabase.CreateAsync(engine, new() { ["Uploads:LeastFreeMegabytes"] = "1000000" });

        var refusal = await Assert.ThrowsAsync<SettingsException>(() => database.BackUpAsync(Archive));

        Assert.Contains(" MB free on the disk of the data, and a backup takes about ", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("2026-01-15T09:00:00Z", "2026-01-15T01:15:00Z")]
    [InlineData("2026-01-15T01:14:59Z", "2026-01-14T01:15:00Z")]
    [InlineData("2026-03-29T09:00:00Z", "2026-03-29T01:15:00Z")]
    [InlineData("2026-10-25T09:00:00Z", "2026-10-25T00:15:00Z")]
    public void The_hour_of_the_night_is_that_of_Rome_also_when_clocks_change(string now, string hour) =>
        Assert.Equal(DateTimeOffset.Parse(hour, null), BackUpNightly.LastHour(DateTimeOffset.Parse(now, null)));

    [Fact]
    public async Task A_database_whose_pages_are_damaged_makes_no_backup()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        await database.WebinarAsync();
        SqliteConnection.ClearAllPools();
        await using (var stream = new FileStream(file, FileMode.Open))
        {
            stream.Position = 20 * 4096;
            await stream.WriteAsync(new byte[200 * 4096]);
        }

        var fault = await Record.ExceptionAsync(() => database.BackUpAsync(Archive));

        Assert.True(fault is InvalidDataException or SqliteException, $"{fault}");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private Task<TestDatabase> NightlyAsync(DatabaseProvider engine) =>
        TestDatabase.CreateAsync(engine, new() { ["Backup:Folder"] = _folder, ["Backup:Keep"] = "2" });

    private static async Task<HealthStatus> HealthAsync(TestDatabase database) =>
        (await database.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "backup")).Status;

    private static void Cancel(BackupProgress told, BackupStep step, CancellationTokenSource stop, double share = 0)
    {
        if (told.Step == step && told.Done >= share * told.All && told.Done > 0)
        {
            stop.Cancel();
        }
    }
}
