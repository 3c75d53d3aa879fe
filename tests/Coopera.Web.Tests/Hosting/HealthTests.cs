using System.Net;
using System.Text.Json;
using Coopera.Core;
using Coopera.Core.Files;
using Coopera.Core.Mail.Checks;
using Coopera.Domain.Jobs;
using Coopera.Domain.Staff;
using Coopera.Web.Admin.Status;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Coopera.Web.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task A_site_that_works_is_live_and_ready()
    {
        using var site = Watched(); // how it is doing is about all of it

        Assert.Equal(200, (await AskAsync(site, "/health/live")).Status);
        var ready = await AskAsync(site, "/health/ready");

        Assert.Equal(200, ready.Status);
        Assert.Equal("""{"status":"ready","failing":[],"degraded":[]}""", ready.Body);
    }

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
    public async Task A_job_that_fails_again_and_again_is_named_and_the_site_still_serves()
    {
        using var site = Watched(); // its job fails
        await site.WriteAsync(db =>
        {
            var lease = db.JobLeases.Add(new JobLease("adhesion-reminders")).Entity;
            for (var day = 3; day > 0; day--)
            {
                var holder = Guid.NewGuid();
                Assert.True(lease.Take(holder, TimeSpan.FromHours(1), DateTimeOffset.UtcNow.AddDays(-day)));
                lease.Fail(holder, "non oggi", DateTimeOffset.UtcNow.AddDays(-day));
            }

            return Task.CompletedTask;
        });

        var ready = await AskAsync(site, "/health/ready");

        Assert.Equal((200, """{"status":"ready","failing":[],"degraded":["jobs:adhesion-reminders"]}"""), ready);
    }

    [Fact]
    public async Task A_job_that_nobody_runs_is_named_once_the_process_is_up_for_a_quarter_of_an_hour()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = Watched(clock: clock);
        var atFirst = await AskAsync(site, "/health/ready");
        clock.Advance(TimeSpan.FromMinutes(16));

        var later = await AskAsync(site, "/health/ready");

        Assert.Equal("""{"status":"ready","failing":[],"degraded":[]}""", atFirst.Body);
        Assert.Equal(200, later.Status);
        Assert.Contains("jobs:outbox", later.Body, StringComparison.Ordinal);
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
        using var site = Watched(new()
        {
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:Coopera"] = database.ConnectionString,
        });
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
        using var site = Watched(new()
        {
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:Coopera"] = database.ConnectionString,
        });
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
        using var site = new CooperaSite(new()
        {
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:Coopera"] = database.ConnectionString,
        });
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
        using var site = Watched(new()
        {
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:Coopera"] = database.ConnectionString,
        });
        await AskAsync(site, "/health/ready");
        var before = await site.ReadAsync(db => db.CommittedWrites.CountAsync());

        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(200, (await AskAsync(site, "/health/ready")).Status);
        }

        Assert.Equal(before, await site.ReadAsync(db => db.CommittedWrites.CountAsync()));
    }

    [Fact]
    public async Task What_fails_is_logged_when_it_begins_and_when_it_is_well_again_and_not_at_each_question()
    {
        var log = new LogLines();
        using var site = new CooperaSite(
            new() { ["Site:MonitoringAddresses"] = "127.0.0.1" },
            services: services =>
            {
                FromAddress.Join(services);
                log.Join(services);
            });
        await AskAsync(site, "/health/ready");
        DatabaseAway.After(site);

        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(503, (await AskAsync(site, "/health/ready")).Status);
        }

        var told = log.Lines.Where(line => line.StartsWith("ERR", StringComparison.Ordinal)).ToList();
        Assert.Contains("Health: database fails (", Assert.Single(told), StringComparison.Ordinal);
        DatabaseAway.Back(site);
        Assert.Equal(200, (await AskAsync(site, "/health/ready")).Status);
        Assert.Single(log.Lines, line => line.Contains("Health: database is well again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_that_does_not_answer_is_told_on_the_page_with_what_to_do()
    {
        using var site = new CooperaSite(services: services => services.AddHealthChecks().AddAsyncCheck(
            "mailbox-prova", () => new TaskCompletionSource<HealthCheckResult>().Task));
        site.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations
            .Single(check => check.Name == "mailbox-prova").FailureStatus = HealthStatus.Degraded;

        var page = await (await site.NewStaffMemberAsync()).GetAsync("/gestione/stato");

        Assert.Contains("mailbox-prova: non risponde. Non ha risposto in tempo", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.7", false)]
    [InlineData("10.1.2.3", true)]
    [InlineData("127.0.0.1", true)]
    public async Task Which_part_fails_is_for_who_watches_and_for_staff(string address, bool knows)
    {
        using var site = Watched();

        using var answer = await FromAddress.Visitor(site, address).Client.GetAsync("/health/ready");
        var staff = await site.NewStaffMemberAsync();

        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(knows ? """{"status":"ready","failing":[],"degraded":[]}""" : """{"status":"ready"}""", body);
        Assert.Contains("degraded", (await staff.GetAsync("/health/ready")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_nobody_takes_is_named_and_the_page_says_what_to_do()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = Watched(clock: clock);
        var staff = await site.NewStaffMemberAsync();
        await staff.SubmitAsync(await staff.GetAsync("/gestione/stato"), [], "form[action$='/controlla/prova']");
        clock.Advance(TimeSpan.FromMinutes(16));

        var ready = await AskAsync(site, "/health/ready");
        var page = await (await site.NewStaffMemberAsync()).GetAsync("/gestione/stato");

        Assert.Equal(200, ready.Status);
        Assert.Contains("\"outbox\"", ready.Body, StringComparison.Ordinal);
        Assert.Contains("Ci sono email che nessuno spedisce", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_part_has_its_words()
    {
        using var site = Watched();
        await using var scope = site.Services.CreateAsyncScope();

        var report = await scope.ServiceProvider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Empty(report.Entries.Keys.Except(SitePart.Known));
    }

    [Fact]
    public async Task Test_mails_are_few_and_stand_in_the_register()
    {
        using var site = Watched();
        var staff = await site.NewStaffMemberAsync();
        for (var i = 0; i < SendTestMail.PerHour; i++)
        {
            var sent = await staff.SubmitAsync(await staff.GetAsync("/gestione/stato"), [], "form[action$='/controlla/prova']");
            Assert.Equal(303, sent.Status);
        }

        var refused = await staff.SubmitAsync(await staff.GetAsync("/gestione/stato"), [], "form[action$='/controlla/prova']");

        Assert.Equal(422, refused.Status);
        Assert.Contains("sono già partite 5 email di prova", refused.Text, StringComparison.Ordinal);
        Assert.Equal(
            SendTestMail.PerHour, await site.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.MailTested)));
    }

    [Fact]
    public async Task A_server_that_lost_its_database_is_told_in_health_and_to_people()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        using var site = Watched(new()
        {
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:Coopera"] = database.ConnectionString,
        });
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

    /// <summary>Requests that do not say where they come from are from this machine, which may know.</summary>
    private static CooperaSite Watched(Dictionary<string, string?>? settings = null, TimeProvider? clock = null) => new(
        new(settings ?? []) { ["Site:MonitoringAddresses"] = "127.0.0.1, 10.0.0.0/8" }, clock, FromAddress.Join);

    private static async Task<(int Status, string Body)> AskAsync(CooperaSite site, string address)
    {
        using var answer = await site.NewVisitor().Client.GetAsync(address);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string?> Failing(string json) =>
        JsonDocument.Parse(json).RootElement.GetProperty("failing").EnumerateArray().Select(part => part.GetString());
}
