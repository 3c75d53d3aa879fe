using System.Net;
using Coopera.Core;
using Coopera.Core.Files;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Coopera.Web.Tests.Hosting.HealthKit;

namespace Coopera.Web.Tests.Hosting;

/// <summary>Whether a sign-up could be stored: the database and the folders, away, locked, moved or replaced.</summary>
public sealed class StorageHealthTests
{
    [Fact]
    public async Task With_the_database_away_it_is_live_but_not_ready_and_says_which_part_fails()
    {
        using var site = Watched(); // its database goes away
        await AskAsync(site, "/health/ready");
        DatabaseAway.After(site);

        var ready = await AskAsync(site, "/health/ready");

        Assert.Equal(503, ready.Status);
        Assert.Equal(["database"], Failing(ready.Body));
        Assert.Equal(200, (await AskAsync(site, "/health/live")).Status);
    }

    [Fact]
    public async Task With_the_data_folder_away_it_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("coopera-data-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        using var site = Watched(new()
        {
            ["Site:DataFolder"] = Path.Combine(folder, "data"),
            ["ConnectionStrings:Coopera"] = $"Data Source={folder}/coopera.db",
        });
        await AskAsync(site, "/health/ready");
        Directory.Delete(Path.Combine(folder, "data"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(folder, "data"), "a file where the folder was");

        var ready = await AskAsync(site, "/health/ready");

        Assert.Equal(503, ready.Status);
        Assert.Equal(["data-folder", "mail-folder"], Failing(ready.Body).Order());
    }

    [Fact]
    public async Task A_data_folder_that_was_moved_away_is_missed_and_nothing_makes_it_anew()
    {
        var folder = Directory.CreateTempSubdirectory("coopera-moved-").FullName;
        var data = Path.Combine(folder, "data");
        Directory.CreateDirectory(data);
        using var site = Watched(new() { ["Site:DataFolder"] = data });
        var staff = await site.NewStaffMemberAsync();
        Assert.Equal(200, (await AskAsync(site, "/health/ready")).Status);
        Directory.Move(data, $"{data}.away");

        var ready = await AskAsync(site, "/health/ready");
        await staff.GetAsync("/gestione/stato");
        var again = await AskAsync(site, "/health/ready");

        Assert.Equal((503, 503), (ready.Status, again.Status));
        Assert.Contains("data-folder", Failing(ready.Body));
        Assert.Contains("database", Failing(ready.Body));
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Another_database_in_the_place_of_the_one_that_the_site_works_on_is_noticed()
    {
        var folder = Directory.CreateTempSubdirectory("coopera-replaced-").FullName;
        var data = Path.Combine(folder, "data");
        Directory.CreateDirectory(data);
        using var site = Watched(new() { ["Site:DataFolder"] = data });
        Assert.Equal(200, (await AskAsync(site, "/health/ready")).Status);

        // As somebody does who puts a copy back and forgets to stop the site.
        Directory.Move(data, $"{data}-prima");
        Directory.CreateDirectory(data);
        File.Copy(Path.Combine($"{data}-prima", "coopera.db"), Path.Combine(data, "coopera.db"));
        await File.WriteAllTextAsync(Path.Combine(data, "coopera.db.lock"), "");

        var ready = await AskAsync(site, "/health/ready");

        Assert.Equal(503, ready.Status);
        Assert.Contains("database", Failing(ready.Body));
    }

    [Fact]
    public async Task A_folder_of_uploads_that_is_not_mounted_any_more_is_noticed()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        using var site = Watched(Engines.Settings(DatabaseProvider.PostgreSql, database.ConnectionString));
        Assert.Equal(200, (await AskAsync(site, "/health/ready")).Status);
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SharedUploads>().CheckAsync(); // as a start does
        }

        var mark = site.Services.GetRequiredService<UploadStore>().MarkFile;
        File.Move(mark, $"{mark}-altrove");
        var away = await AskAsync(site, "/health/ready");
        File.Move($"{mark}-altrove", mark);

        Assert.Equal(503, away.Status);
        Assert.Equal(["data-folder"], Failing(away.Body));
        Assert.Equal(200, (await AskAsync(site, "/health/ready")).Status);
    }

    [Fact]
    public async Task An_sqlite_file_that_another_program_has_locked_is_not_ready_until_it_lets_go()
    {
        using var site = Watched();
        await AskAsync(site, "/health/ready");
        await using var other = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "coopera.db")};Pooling=False");
        await other.OpenAsync();
        await using (var transaction = other.BeginTransaction(deferred: false))
        {
            var ready = await AskAsync(site, "/health/ready");

            Assert.Equal(503, ready.Status);
            Assert.Equal(["database"], Failing(ready.Body));
        }

        var status = 503;
        for (var tries = 0; status != 200 && tries < 60; tries++)
        {
            status = (await AskAsync(site, "/health/ready")).Status; // the writer may still be waiting
        }

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task A_server_that_only_reads_is_not_ready()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        using var site = Watched(Engines.Settings(DatabaseProvider.PostgreSql, database.ConnectionString));
        Assert.Equal(200, (await AskAsync(site, "/health/ready")).Status);
        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync();
        await using (var command = other.CreateCommand())
        {
            // As the standby of a pair would be: every session that begins from now on.
            command.CommandText = $"""
                ALTER DATABASE "{other.Database}" SET default_transaction_read_only = on;
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{other.Database}' AND pid <> pg_backend_pid();
                """;
            await command.ExecuteNonQueryAsync();
        }

        var ready = await AskAsync(site, "/health/ready");
        var page = await site.NewVisitor().GetAsync("/webinar");

        Assert.Equal(503, ready.Status);
        Assert.Equal(["database"], Failing(ready.Body));
        Assert.Equal(200, page.Status);
    }

    [Fact]
    public async Task Strangers_who_ask_on_and_on_do_not_make_the_site_write_each_time()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        using var site = new CooperaSite(Engines.Settings(DatabaseProvider.PostgreSql, database.ConnectionString));
        using var stranger = site.CreateClient(); // from no address that watches the site
        await site.ReadAsync(db => db.Database.ExecuteSqlRawAsync(Counting));
        var before = await WritesAsync();

        for (var times = 0; times < 400; times++)
        {
            Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/health/ready")).StatusCode);
        }

        Assert.InRange(await WritesAsync() - before, 1, 200);

        Task<long> WritesAsync() => site.ReadAsync(
            db => db.Database.SqlQueryRaw<long>("SELECT last_value AS \"Value\" FROM writes_tried").SingleAsync());
    }

    [Fact]
    public async Task A_question_leaves_nothing_behind_on_a_server()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        using var site = Watched(Engines.Settings(DatabaseProvider.PostgreSql, database.ConnectionString));
        await AskAsync(site, "/health/ready");
        var before = await site.ReadAsync(db => db.CommittedWrites.CountAsync());

        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(200, (await AskAsync(site, "/health/ready")).Status);
        }

        Assert.Equal(before, await site.ReadAsync(db => db.CommittedWrites.CountAsync()));
    }

    [Fact]
    public async Task A_server_that_lost_its_database_is_told_in_health_and_to_people()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        using var site = Watched(Engines.Settings(DatabaseProvider.PostgreSql, database.ConnectionString));
        Assert.Equal(200, (await AskAsync(site, "/health/ready")).Status);
        await database.TakeAwayAsync();

        var ready = await AskAsync(site, "/health/ready");
        var page = await site.NewVisitor().GetAsync("/webinar");

        Assert.Equal(["database"], Failing(ready.Body));
        Assert.Equal(503, page.Status);
    }

    /// <summary>Rows that are put in, whatever becomes of them.</summary>
    private const string Counting = """
        CREATE SEQUENCE writes_tried;
        CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM nextval(''writes_tried''); RETURN NEW; END';
        CREATE TRIGGER count_write BEFORE INSERT ON "CommittedWrites" FOR EACH ROW EXECUTE FUNCTION count_write();
        """;
}
