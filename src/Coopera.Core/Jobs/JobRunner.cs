using System.Collections.Concurrent;
using Coopera.Core.Telemetry;
using Coopera.Domain.Jobs;

namespace Coopera.Core.Jobs;

/// <summary>
/// Runs every job when it is due, each in a loop of its own, so that none waits for another. The lease of a job is renewed while it runs; a
/// process that is killed lets it run out, and another goes on.
/// </summary>
public sealed partial class JobRunner(
    JobSchedule schedule, JobLeases leases, IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobRunner> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RenewEvery = JobLease.Length / 4;

    private readonly ConcurrentDictionary<string, (long At, bool Failed)> _noted = new();

    /// <summary>Leases of others as they were seen first, and since when they have not moved.</summary>
    private readonly ConcurrentDictionary<string, (JobLease Row, long Since)> _seen = new();

    /// <summary>
    /// Nothing but a restore makes a database hold its mails, and that makes one where there was none: who saw that none are held need not
    /// ask again, until the database has been away. Delivery asks before it sends, whatever is remembered here.
    /// </summary>
    private volatile bool _holdsNoMails;

    public async Task<IReadOnlyList<string>> RunDueAsync(CancellationToken cancellationToken = default)
    {
        var ran = new List<string>();
        foreach (var job in schedule.Jobs)
        {
            if (await TryRunAsync(job, cancellationToken) is { Ran: true })
            {
                ran.Add(job.Name);
            }
        }

        return ran;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(schedule.Jobs.Select(job => Task.Run(() => RepeatAsync(job, stoppingToken), CancellationToken.None)));

    private async Task RepeatAsync(ScheduledJob job, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = (await TryRunAsync(job, stoppingToken)).Pause;
            try
            {
                await Task.Delay(pause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<(bool Ran, TimeSpan Pause)> TryRunAsync(ScheduledJob job, CancellationToken stoppingToken)
    {
        try
        {
            if (job.MakesMails && await HoldsMailsAsync(stoppingToken))
            {
                return (false, JobLease.ShortestPauseAfterFailure);
            }

            return job.OnEveryNode ? (true, await RunHereAsync(job, stoppingToken)) : await RunIfDueAsync(job, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return (false, TimeSpan.Zero);
        }
        catch (Exception fault)
        {
            _holdsNoMails = false; // another one may come in its place

            // The database is away, and with it the row that would tell: the log has it, and this goes on when it is back.
            Log.RowNotReached(logger, fault, job.Name, JobLease.ShortestPauseAfterFailure.TotalSeconds);
            return (false, JobLease.ShortestPauseAfterFailure);
        }
    }

    private async Task<bool> HoldsMailsAsync(CancellationToken stoppingToken)
    {
        _holdsNoMails = _holdsNoMails || !await leases.HoldsMailsAsync(stoppingToken);
        return !_holdsNoMails;
    }

    private async Task<(bool Ran, TimeSpan Pause)> RunIfDueAsync(ScheduledJob job, CancellationToken stoppingToken)
    {
        var now = clock.GetUtcNow();
        var row = await leases.ReadAsync(job.Name, stoppingToken) ?? new JobLease(job.Name);
        var still = StillFor(row);
        var isLeft = still >= JobLease.Length;
        if (row.Holder is not null && !isLeft)
        {
            return (false, Shorter(JobLease.Length - still, LongestPause));
        }

        if (!row.IsDue(job.Every, now))
        {
            return (false, PauseUntil(row.DueAt(job.Every), now));
        }

        var holder = Guid.NewGuid();
        if (!await leases.ChangeAsync(job.Name, Take, stoppingToken))
        {
            return (false, LongestPause);
        }

        return (true, await RunUnderLeaseAsync(job, holder, stoppingToken));

        bool Take(JobLease lease) => lease.Holder == holder
            || (lease.IsAsIn(row) && lease.Take(holder, job.Every, clock.GetUtcNow(), isLeft));
    }

    /// <summary>
    /// How long this process has seen a lease of another stand still. Clocks of nodes may differ by minutes: what another's clock wrote is
    /// compared with what it wrote before, never with this one's.
    /// </summary>
    private TimeSpan StillFor(JobLease row)
    {
        var seen = _seen.AddOrUpdate(
            row.Name,
            _ => (row, clock.GetTimestamp()),
            (_, before) => row.IsAsIn(before.Row) ? before : (row, clock.GetTimestamp()));
        return row.Holder is null ? TimeSpan.Zero : clock.GetElapsedTime(seen.Since);
    }

    private async Task<TimeSpan> RunUnderLeaseAsync(ScheduledJob job, Guid holder, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewal = RenewAsync(job, holder, stop);
        var (report, failure) = await RunAsync(job, stop.Token);
        await stop.CancelAsync();
        await renewal;
        await leases.ChangeAsync(
            job.Name,
            lease =>
            {
                Record(lease);
                return true;
            },
            CancellationToken.None);
        return report?.MoreWaits == true
            ? TimeSpan.Zero
            : Shorter(failure is null ? job.Every : JobLease.PauseAfterFailure(job.Every), LongestPause);

        void Record(JobLease lease)
        {
            if (report is not null)
            {
                lease.Complete(holder, report.ToJson(), clock.GetUtcNow());
            }
            else if (failure is null)
            {
                lease.GiveBack(holder, clock.GetUtcNow());
            }
            else
            {
                lease.Fail(holder, ErrorOf(failure), clock.GetUtcNow());
            }
        }
    }

    private async Task<TimeSpan> RunHereAsync(ScheduledJob job, CancellationToken stoppingToken)
    {
        var start = clock.GetUtcNow();
        var (report, failure) = await RunAsync(job, stoppingToken);
        if (report is null && failure is null)
        {
            return TimeSpan.Zero; // stopped
        }

        await NoteAsync(job, start, report, failure);
        return failure is not null ? JobLease.PauseAfterFailure(job.Every) : report!.MoreWaits ? TimeSpan.Zero : job.Every;
    }

    private async Task<(JobReport? Report, Exception? Failure)> RunAsync(ScheduledJob job, CancellationToken cancellationToken)
    {
        // Of what runs every second figures are enough.
        using var trace = job.OnEveryNode ? null : SiteMeters.Source.StartActivity($"job {job.Name}")?.SetTag("coopera.job", job.Name);
        var (start, outcome) = (clock.GetTimestamp(), "done");
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var report = await ((IJob)scope.ServiceProvider.GetRequiredService(job.Type)).RunAsync(cancellationToken);
            if (!report.IsEmpty)
            {
                Log.Done(logger, job.Name, report);
            }

            return (report, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = "stopped";
            return (null, null);
        }
        catch (Exception failure)
        {
            outcome = "failed";

            // Whatever it is, it stays with this job and the others go on.
            Log.Failed(logger, failure, job.Name);
            return (null, failure);
        }
        finally
        {
            SiteMeters.JobRan(job.Name, outcome, clock.GetElapsedTime(start));
        }
    }

    /// <summary>Once a minute, and whenever there is something to say: a job that runs every second must not write every second.</summary>
    private async Task NoteAsync(ScheduledJob job, DateTimeOffset start, JobReport? report, Exception? failure)
    {
        var now = clock.GetUtcNow();
        if (_noted.TryGetValue(job.Name, out var before)
            && clock.GetElapsedTime(before.At) < LongestPause && before.Failed == (failure is not null)
            && (report is null || report.IsEmpty))
        {
            return;
        }

        await leases.ChangeAsync(
            job.Name,
            lease =>
            {
                lease.Note(start, now, report?.ToJson(), failure is null ? null : ErrorOf(failure));
                return true;
            },
            CancellationToken.None);
        _noted[job.Name] = (clock.GetTimestamp(), failure is not null);
    }

    private async Task RenewAsync(ScheduledJob job, Guid holder, CancellationTokenSource stop)
    {
        var renewed = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await Task.Delay(RenewEvery, clock, stop.Token);
                if (!await leases.ChangeAsync(job.Name, lease => lease.Renew(holder, clock.GetUtcNow()), stop.Token))
                {
                    Log.LeaseLost(logger, job.Name);
                    await stop.CancelAsync();
                    return;
                }

                renewed = clock.GetTimestamp();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Tried again while the lease lasts; once it may have run out, somebody else may have begun.
                Log.NotRenewed(logger, fault, job.Name);
                if (clock.GetElapsedTime(renewed) >= JobLease.Length - RenewEvery)
                {
                    await stop.CancelAsync();
                    return;
                }
            }
        }
    }

    private static string ErrorOf(Exception failure) => $"{failure.GetType().Name}: {failure.Message}";

    private static TimeSpan PauseUntil(DateTimeOffset? moment, DateTimeOffset now) =>
        moment is { } then && then > now ? Shorter(then - now, LongestPause) : TimeSpan.FromSeconds(1);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} done: {Report}")]
        public static partial void Done(ILogger logger, string job, JobReport report);

        [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed")]
        public static partial void Failed(ILogger logger, Exception failure, string job);

        [LoggerMessage(
            Level = LogLevel.Error, Message = "The row of job {Job} could not be read or written; trying again in {Seconds} seconds")]
        public static partial void RowNotReached(ILogger logger, Exception fault, string job, double seconds);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of job {Job} could not be renewed")]
        public static partial void NotRenewed(ILogger logger, Exception fault, string job);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} was taken over by another node and stops here")]
        public static partial void LeaseLost(ILogger logger, string job);
    }
}
