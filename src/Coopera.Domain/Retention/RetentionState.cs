namespace Coopera.Domain.Retention;

/// <summary>Whether a class may leave on its day: staff put it off, with a reason, until another.</summary>
public sealed class RetentionState(RetentionClass @class)
{
    public const int ReasonMaxLength = 500;

    public RetentionClass Class { get; private set; } = @class;

    public int Version { get; private set; }

    /// <summary>From this day on it goes again; null: nobody has put it off.</summary>
    public DateOnly? PostponedUntil { get; private set; }

    public string? Reason { get; private set; }

    public bool IsPostponedOn(DateOnly day) => PostponedUntil > day;

    public void Postpone(DateOnly until, string reason)
    {
        (PostponedUntil, Reason) = (until, Text.Cut(reason, ReasonMaxLength));
        Version++;
    }

    public void Resume()
    {
        (PostponedUntil, Reason) = (null, null);
        Version++;
    }
}

/// <summary>What left in one go: a count, and nobody's name.</summary>
public sealed class RetentionRun(RetentionClass @class, DateTimeOffset startedAt, DateTimeOffset before)
{
    public long Id { get; private set; }

    public RetentionClass Class { get; private set; } = @class;

    public DateTimeOffset StartedAt { get; private set; } = startedAt;

    /// <summary>What was older than this.</summary>
    public DateTimeOffset Before { get; private set; } = before;

    public int Count { get; private set; }

    /// <summary>Null while it is not done, and the register does not tell of it yet.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    public void Add(int count) => Count += count;

    public void Finish(DateTimeOffset now) => FinishedAt = now;
}
