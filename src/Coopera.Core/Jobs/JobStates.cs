using Coopera.Core.Data;
using Coopera.Domain.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Jobs;

public enum JobCondition
{
    Fine,
    InHand,

    New,

    Failed,

    Failing,

    Overdue,

    /// <summary>On a restored copy, until staff say what becomes of its mails.</summary>
    Held,
}

/// <param name="Row">Null when it never ran.</param>
public sealed record JobState(ScheduledJob Job, JobLease? Row, JobCondition Condition)
{
    public bool IsWorrying => Condition is JobCondition.Failing or JobCondition.Overdue;

    public JobReport Report => JobReport.Parse(Row?.Report);
}

public sealed class JobStates(CooperaDb database, JobSchedule schedule, TimeProvider clock)
{
    public async Task<IReadOnlyList<JobState>> ReadAsync(CancellationToken cancellationToken = default)
    {
        var isHeld = await database.HoldsMailsAsync(cancellationToken);
        var rows = await database.JobLeases.AsNoTracking().ToDictionaryAsync(row => row.Name, cancellationToken);
        return [.. schedule.Jobs.Select(job => (Job: job, Row: rows.GetValueOrDefault(job.Name))).Select(
            one => new JobState(one.Job, one.Row, isHeld && one.Job.MakesMails ? JobCondition.Held : Judge(one.Job, one.Row)))];
    }

    private JobCondition Judge(ScheduledJob job, JobLease? row)
    {
        var now = clock.GetUtcNow();
        var hadTime = now - schedule.StartedAt > JobLease.Grace;
        return row switch
        {
            null => hadTime ? JobCondition.Overdue : JobCondition.New,
            { IsFailing: true } => JobCondition.Failing,
            _ when hadTime && row.IsOverdue(job.Every, now) => JobCondition.Overdue,
            _ when row.IsInHand(now) => JobCondition.InHand,
            { Outcome: JobOutcome.Failed } => JobCondition.Failed,
            _ => JobCondition.Fine,
        };
    }
}
