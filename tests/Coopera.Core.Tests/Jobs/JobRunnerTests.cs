using System.Collections.Concurrent;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Jobs;

public sealed class JobRunnerTests
{
    [Theory]
    [EachEngine]
    public async Task Two_nodes_run_a_due_job_once_and_its_row_tells_how_it_went(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var count = new Counted();
        await using var one = new JobNode(database, count);
        await using var other = new JobNode(database, count);

        await Task.WhenAll(Task.Run(() => one.Runner.RunDueAsync()), Task.Run(() => other.Runner.RunDueAsync()));

        Assert.Equal(1, count.Of("counting"));
        var row = await RowAsync(database, "counting");
        Assert.Equal((JobOutcome.Done, TestDatabase.Now, TestDatabase.Now), (row.Outcome, row.LastStartedAt, row.LastEndedAt));
        Assert.Equal(7, JobReport.Parse(row.Report)["counted"]);
        Assert.Null(row.Holder);
    }

    [Theory]
    [EachEngine]
    public async Task A_job_that_throws_leaves_its_reason_and_does_not_stop_the_others(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var count = new Counted();
        await using var node = new JobNode(database, count);

        await node.Runner.RunDueAsync();

        var row = await RowAsync(database, "throwing");
        Assert.Equal((JobOutcome.Failed, "InvalidOperationException: non oggi", 1), (row.Outcome, row.Error, row.FailuresInARow));
        Assert.Equal(1, count.Of("counting"));
        Assert.Equal(1, count.Of("everywhere"));
    }

    [Fact]
    public async Task The_next_run_is_due_after_its_time_and_a_failed_one_sooner()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var count = new Counted();
        await using var node = new JobNode(database, count);
        await node.Runner.RunDueAsync();

        Assert.Equal(["everywhere", "writing"], await node.Runner.RunDueAsync());
        database.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(["throwing", "everywhere", "writing"], await node.Runner.RunDueAsync());
        database.Clock.Advance(TimeSpan.FromMinutes(45));
        Assert.Equal(["throwing", "counting", "everywhere", "writing"], await node.Runner.RunDueAsync());
    }

    [Theory]
    [EachEngine]
    public async Task A_node_that_was_killed_holds_a_job_up_for_as_long_as_its_lease(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var count = new Counted();
        await using var node = new JobNode(database, count);
        await node.Leases.ChangeAsync(
            "counting", lease => lease.Take(Guid.NewGuid(), TimeSpan.FromHours(1), TestDatabase.Now), CancellationToken.None);

        await node.Runner.RunDueAsync();
        Assert.Equal(0, count.Of("counting"));
        database.Clock.Advance(JobLease.Length + TimeSpan.FromSeconds(1));
        await node.Runner.RunDueAsync();

        Assert.Equal(1, count.Of("counting"));
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task Clocks_of_nodes_may_differ_by_minutes(int minutes)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var (count, theirs, holder) = (new Counted(), TestDatabase.Now.AddMinutes(minutes), Guid.NewGuid());
        await using var node = new JobNode(database, count);
        await ChangeAsync(lease => lease.Take(holder, TimeSpan.FromHours(1), theirs));

        // While the other lives it renews its lease by its own clock, and this one leaves it alone.
        for (var renewal = 0; renewal < 6; renewal++)
        {
            await node.Runner.RunDueAsync();
            database.Clock.Advance(JobLease.Length / 4);
            theirs += JobLease.Length / 4;
            Assert.True(await ChangeAsync(lease => lease.Renew(holder, theirs)));
        }

        Assert.Equal(0, count.Of("counting"));
        await node.Runner.RunDueAsync();
        database.Clock.Advance(JobLease.Length);
        await node.Runner.RunDueAsync();
        Assert.Equal(1, count.Of("counting"));

        Task<bool> ChangeAsync(Func<JobLease, bool> verb) => node.Leases.ChangeAsync("counting", verb, CancellationToken.None);
    }

    [Fact]
    public async Task A_start_that_was_written_by_a_clock_a_year_ahead_keeps_no_job_waiting()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var (count, ahead) = (new Counted(), TestDatabase.Now.AddYears(1));
        await using var node = new JobNode(database, count);
        await node.Leases.ChangeAsync(
            "counting",
            lease =>
            {
                var holder = Guid.NewGuid();
                lease.Take(holder, TimeSpan.FromHours(1), ahead);
                lease.Complete(holder, "{}", ahead);
                return true;
            },
            CancellationToken.None);

        await node.Runner.RunDueAsync();

        Assert.Equal(1, count.Of("counting"));
    }

    [Fact]
    public async Task The_lease_of_a_job_that_takes_long_is_renewed_and_a_stopped_site_gives_it_back()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var count = new Counted();
        await using var node = new JobNode(database, count);
        count.Wait = new TaskCompletionSource();
        await node.Runner.StartAsync(CancellationToken.None);
        await UntilAsync(() => count.Of("counting") == 1);
        var first = (await RowAsync(database, "counting")).LeaseEndsAt;
        Assert.NotNull(first);

        // The clock moves and the renewal follows, as often as it takes: other loops wait on the same clock.
        await UntilAsync(async () =>
        {
            database.Clock.Advance(TimeSpan.FromSeconds(20));
            return (await RowAsync(database, "counting")).LeaseEndsAt > first;
        });
        await node.Runner.StopAsync(CancellationToken.None);

        var row = await RowAsync(database, "counting");
        Assert.Equal((JobOutcome.Interrupted, null, null), (row.Outcome, row.Holder, row.LeaseEndsAt));
        Assert.Null(row.DueAt(TimeSpan.FromHours(1)));
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 500; i++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail("What was waited for did not happen.");
    }

    private static Task<JobLease> RowAsync(TestDatabase database, string name) =>
        database.ReadAsync(db => db.JobLeases.AsNoTracking().SingleAsync(lease => lease.Name == name));

    /// <summary>A process of its own as far as jobs are concerned, on the database of the test.</summary>
    [Fact]
    public async Task That_no_mails_are_held_is_remembered_until_the_database_was_away()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var count = new Counted();
        await using var node = new JobNode(database, count);
        await node.Runner.RunDueAsync();
        await database.WriteAsync(db => db.BackupStates.ExecuteUpdateAsync(state => state.SetProperty(s => s.HoldsMails, true)));
        await node.Runner.RunDueAsync();
        Assert.Equal(2, count.Of("writing"));

        var file = Path.Combine(database.Folder, "coopera.db");
        await Engines.CloseAsync(database.Engine, database.ConnectionString);
        File.Move(file, $"{file}.away");
        Directory.CreateDirectory(file);
        await node.Runner.RunDueAsync();
        Directory.Delete(file);
        File.Move($"{file}.away", file);
        var before = count.Of("writing");
        await node.Runner.RunDueAsync();

        Assert.Equal(before, count.Of("writing"));
    }

    private sealed class JobNode : IAsyncDisposable
    {
        private readonly ServiceProvider _services;

        public JobNode(TestDatabase database, Counted counted)
        {
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddSingleton<TimeProvider>(database.Clock);
            services.AddSingleton(counted);
            services.AddCooperaData(new DatabaseSettings(database.Engine, database.ConnectionString, MigrateOnStart: false));
            services.AddJobRunner(workerEnabled: false);
            services.AddJob<Throwing>().AddJob<Counting>().AddJob<Everywhere>().AddJob<Writing>();
            _services = services.BuildServiceProvider();
        }

        public JobRunner Runner => _services.GetRequiredService<JobRunner>();

        public JobLeases Leases => _services.GetRequiredService<JobLeases>();

        public ValueTask DisposeAsync() => _services.DisposeAsync();
    }

    private sealed class Counted
    {
        private readonly ConcurrentDictionary<string, int> _runs = new();

        public TaskCompletionSource? Wait { get; set; }

        public int Of(string job) => _runs.GetValueOrDefault(job);

        public void Add(string job) => _runs.AddOrUpdate(job, 1, (_, runs) => runs + 1);
    }

    private sealed class Writing(Counted counted) : IJob
    {
        public string Name => "writing";

        public TimeSpan Every => TimeSpan.FromSeconds(1);

        public bool OnEveryNode => true;

        public bool MakesMails => true;

        public Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
        {
            counted.Add(Name);
            return Task.FromResult(JobReport.Of());
        }
    }

    private sealed class Counting(Counted counted) : IJob
    {
        public string Name => "counting";

        public TimeSpan Every => TimeSpan.FromHours(1);

        public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
        {
            counted.Add(Name);
            if (counted.Wait is { } wait)
            {
                await wait.Task.WaitAsync(cancellationToken);
            }

            return JobReport.Of(("counted", 7));
        }
    }

    private sealed class Throwing : IJob
    {
        public string Name => "throwing";

        public TimeSpan Every => TimeSpan.FromHours(1);

        public Task<JobReport> RunAsync(CancellationToken cancellationToken = default) => throw new InvalidOperationException("non oggi");
    }

    private sealed class Everywhere(Counted counted) : IJob
    {
        public string Name => "everywhere";

        public TimeSpan Every => TimeSpan.FromSeconds(1);

        public bool OnEveryNode => true;

        public Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
        {
            counted.Add(Name);
            return Task.FromResult(JobReport.Of());
        }
    }
}
