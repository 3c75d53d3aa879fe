using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain;
using Coopera.Domain.Retention;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>
/// What has been kept for its time leaves, portion by portion: each is a transaction that first asks whether staff have put the class off,
/// and counts what it did, so that a job that is killed goes on where it was. The register has a line for each go, and no name. It is
/// done at night, since nobody can write while SQLite's file is written anew; by day only what has waited for two nights in vain.
/// </summary>
public sealed class ForgetOnTheirDay(CooperaDb database, IEnumerable<RetainedData> classes, Settings settings, TimeProvider clock) : IJob
{
    public const string Forgotten = "names-forgotten";
    public const string Unscrubbed = "file-not-scrubbed";
    public const string Actor = "sistema";
    public const int Portion = 200;

    private const int NightBegins = 1;
    private const int NightEnds = 5;
    private static readonly TimeSpan MissedNights = TimeSpan.FromDays(2);

    public string Name => "retention";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var count = 0;
        foreach (var data in classes)
        {
            count += await ForgetAsync(data, cancellationToken);
        }

        var scrubbed = (count == 0 && !await WasLeftAsync(cancellationToken)) || await database.ScrubAsync(cancellationToken);
        return JobReport.Of((Forgotten, count), (Unscrubbed, scrubbed ? 0 : 1));
    }

    /// <summary>Somebody was reading the file the last time, so that it still holds what was forgotten.</summary>
    private async Task<bool> WasLeftAsync(CancellationToken cancellationToken) => IsNight(clock.GetUtcNow()) && JobReport.Parse(
        await database.JobLeases.Where(lease => lease.Name == Name).Select(lease => lease.Report).SingleOrDefaultAsync(cancellationToken))
        [Unscrubbed] > 0;

    private static bool IsNight(DateTimeOffset now) => RomeTime.ToRome(now).Hour is >= NightBegins and < NightEnds;

    private async Task<int> ForgetAsync(RetainedData data, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = now - settings.Retention.Of(data.Class) - (IsNight(now) ? TimeSpan.Zero : MissedNights);
        var (count, left) = (0, Portion);
        while (left == Portion)
        {
            cancellationToken.ThrowIfCancellationRequested();
            left = await database.WriteAsync(db => PortionAsync(db, data, before), cancellationToken);
            count += Math.Max(left, 0);
        }

        if (left >= 0)
        {
            data.ForgetFiles(before);
        }

        return count;
    }

    /// <summary>How many it was; less than none when the class is put off.</summary>
    private async Task<int> PortionAsync(CooperaDb db, RetainedData data, DateTimeOffset before)
    {
        var now = clock.GetUtcNow();
        var state = await RetentionStates.LockAsync(db, data.Class);
        var isPostponed = state.IsPostponedOn(RomeTime.Day(now));
        if (state.PostponedUntil is not null && !isPostponed)
        {
            state.Resume();
        }

        var count = isPostponed ? 0 : await data.ForgetAsync(db, before, Portion, now);
        var run = await db.RetentionRuns.SingleOrDefaultAsync(r => r.Class == data.Class && r.FinishedAt == null);
        if (count > 0)
        {
            run ??= db.RetentionRuns.Add(new RetentionRun(data.Class, now, before)).Entity;
            run.Add(count);
        }

        if (count < Portion && run is not null)
        {
            run.Finish(now);
            Register.Add(
                db, Actor, data.Class.Title(), AuditSubject.Retention(data.Class),
                new RegisterLine(AuditAction.RetentionApplied, RetentionPhrases.Done(run)), now);
        }

        await db.SaveChangesAsync();
        return isPostponed ? -1 : count;
    }
}
