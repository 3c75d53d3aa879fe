namespace Coopera.Domain.Jobs;

public enum JobOutcome
{
    /// <summary>In hand, or left by a process that was killed.</summary>
    Begun,
    Done,
    Failed,

    /// <summary>The site was stopped meanwhile: the job is due again at once.</summary>
    Interrupted,
}

/// <summary>
/// One row a job: who has it in hand and until when, and how its last run went. Every verb is called under the lock of the row.
/// </summary>
public sealed class JobLease
{
    public const int NameMaxLength = 60;
    public const int ReportMaxLength = 4000;
    public const int ErrorMaxLength = 500;

    /// <summary>Whoever works renews it long before it ends; when a process is killed, the others wait this long.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan LongestPauseAfterFailure = TimeSpan.FromMinutes(15);

    /// <summary>The database may be away: nobody asks it every second.</summary>
    public static readonly TimeSpan ShortestPauseAfterFailure = TimeSpan.FromSeconds(15);

    public const int WorryingFailures = 3;

    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    private JobLease()
    {
    }

    public JobLease(string name) => Name = name;

    public string Name { get; private set; } = "";

    public int Revision { get; private set; }

    public Guid? Holder { get; private set; }

    public DateTimeOffset? LeaseEndsAt { get; private set; }

    public DateTimeOffset? LastStartedAt { get; private set; }

    public DateTimeOffset? LastEndedAt { get; private set; }

    public DateTimeOffset? LastDoneAt { get; private set; }

    public JobOutcome? Outcome { get; private set; }

    public int FailuresInARow { get; private set; }

    public string? Report { get; private set; }

    /// <summary>Why the last run failed; null when it did not.</summary>
    public string? Error { get; private set; }

    public bool IsInHand(DateTimeOffset now) => Holder is not null && LeaseEndsAt > now;

    /// <summary>Null: at once.</summary>
    public DateTimeOffset? DueAt(TimeSpan every) => (LastStartedAt, Outcome) switch
    {
        (null, _) or (_, JobOutcome.Begun or JobOutcome.Interrupted) => null,
        ({ } started, JobOutcome.Failed) => started + PauseAfterFailure(every),
        ({ } started, _) => started + every,
    };

    /// <summary>A start that lies ahead was written by a clock that went wrong: nobody waits for it.</summary>
    public bool IsDue(TimeSpan every, DateTimeOffset now) =>
        DueAt(every) is not { } due || due <= now || LastStartedAt > now + Grace;

    /// <summary>Nobody has moved it since it was read so.</summary>
    public bool IsAsIn(JobLease before) => (Holder, LeaseEndsAt) == (before.Holder, before.LeaseEndsAt);

    public bool IsOverdue(TimeSpan every, DateTimeOffset now) => (LastStartedAt ?? DateTimeOffset.MinValue) < now - every - Grace;

    public bool IsFailing => FailuresInARow >= WorryingFailures;

    public static TimeSpan PauseAfterFailure(TimeSpan every) => every < ShortestPauseAfterFailure ? ShortestPauseAfterFailure
        : every > LongestPauseAfterFailure ? LongestPauseAfterFailure
        : every;

    /// <summary>False when somebody else has it, or it is not due. The same holder may ask twice.</summary>
    /// <param name="isLeft">Its holder has shown no life for the length of a lease, whatever the clocks of the two say.</param>
    public bool Take(Guid holder, TimeSpan every, DateTimeOffset now, bool isLeft = false)
    {
        if (Holder == holder)
        {
            return true;
        }

        if ((IsInHand(now) && !isLeft) || !IsDue(every, now))
        {
            return false;
        }

        Holder = holder;
        LeaseEndsAt = now + Length;
        LastStartedAt = now;
        Outcome = JobOutcome.Begun;
        return true;
    }

    /// <summary>False when the lease ran out and somebody else has taken the job.</summary>
    public bool Renew(Guid holder, DateTimeOffset now)
    {
        if (Holder != holder)
        {
            return false;
        }

        LeaseEndsAt = now + Length;
        return true;
    }

    public void Complete(Guid holder, string report, DateTimeOffset now)
    {
        if (Holder == holder)
        {
            SetDown(JobOutcome.Done, now);
            NoteDone(report, now);
        }
    }

    public void Fail(Guid holder, string error, DateTimeOffset now)
    {
        if (Holder == holder)
        {
            SetDown(JobOutcome.Failed, now);
            NoteFailure(error);
        }
    }

    public void GiveBack(Guid holder, DateTimeOffset now)
    {
        if (Holder == holder)
        {
            SetDown(JobOutcome.Interrupted, now);
        }
    }

    /// <summary>For jobs that every node runs for itself: nobody has the lease, the row only tells how it goes.</summary>
    public void Note(DateTimeOffset startedAt, DateTimeOffset endedAt, string? report, string? error)
    {
        LastStartedAt = startedAt;
        SetDown(error is null ? JobOutcome.Done : JobOutcome.Failed, endedAt);
        if (error is null)
        {
            NoteDone(report ?? "", endedAt);
        }
        else
        {
            NoteFailure(error);
        }
    }

    private void SetDown(JobOutcome outcome, DateTimeOffset now) =>
        (Outcome, LastEndedAt, Holder, LeaseEndsAt) = (outcome, now, null, null);

    private void NoteDone(string report, DateTimeOffset now) =>
        (Report, Error, FailuresInARow, LastDoneAt) = (Text.Cut(report, ReportMaxLength), null, 0, now);

    private void NoteFailure(string error) =>
        (Error, FailuresInARow) = (Text.Cut(Text.CleanParagraph(error), ErrorMaxLength), FailuresInARow + 1);
}
