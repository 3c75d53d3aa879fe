namespace Coopera.Domain.Ratings;

/// <summary>What people may say how easy it was of. The names are stored.</summary>
public enum RatedService
{
    SignUp,
    Adhesion,
}

/// <summary>What stood in the way. The names are stored.</summary>
public enum Obstacle
{
    None,
    Wording,
    Length,
    Fault,
    Device,
    Other,
}

/// <summary>
/// How many people, in a month, gave the same answer. Only the count is kept: a row for each answer would tell by its place who gave it.
/// </summary>
public sealed class RatingCount
{
    public const int Hardest = 1;
    public const int Easiest = 5;

    private RatingCount()
    {
    }

    public RatingCount(RatedService service, DateOnly day, int score, Obstacle obstacle)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(score, Hardest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(score, Easiest);
        (Service, Month, Score, Obstacle, Count) = (service, MonthOf(day), score, obstacle, 1);
    }

    public RatedService Service { get; private set; }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>From <see cref="Hardest"/> to <see cref="Easiest"/>.</summary>
    public int Score { get; private set; }

    public Obstacle Obstacle { get; private set; }

    public int Count { get; private set; }

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
