using System.Text.Json;
using Coopera.Core;
using Coopera.Core.Files;
using Coopera.Domain.Jobs;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task A_site_that_works_is_live_and_ready()
    {
        using var site = new CooperaSite(); // how it is doing is about all of it

        Assert.Equal(200, (await AskAsync(site, "/health/live")).Status);
        var ready = await AskAsync(site, "/health/ready");

        Assert.Equal(200, ready.Status);
        Assert.Equal("""{"status":"ready","failing":[],"degraded":[]}""", ready.Body);
    }

    [Fact]
    public async Task With_the_database_away_it_is_live_but_not_ready_and_says_which_part_fails()
    {
        using var site = new CooperaSite(); // its database goes away
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
        using var site = new CooperaSite(); // its job fails
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
        using var site = new CooperaSite(clock: clock);
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
        using var site = new CooperaSite(new()
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
    public async Task A_server_that_lost_its_database_is_told_in_health_and_to_people()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        using var site = new CooperaSite(new()
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

    private static async Task<(int Status, string Body)> AskAsync(CooperaSite site, string address)
    {
        using var answer = await site.NewVisitor().Client.GetAsync(address);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string?> Failing(string json) =>
        JsonDocument.Parse(json).RootElement.GetProperty("failing").EnumerateArray().Select(part => part.GetString());
}
