namespace Coopera.Domain.Presence;

/// <summary>From a moment to a later one, the latter not included.</summary>
public readonly record struct TimeWindow(DateTimeOffset From, DateTimeOffset Until)
{
    public TimeSpan Length => Until > From ? Until - From : TimeSpan.Zero;

    /// <summary>How much of this window the intervals cover together: what overlaps counts once, what is outside not at all.</summary>
    public TimeSpan CoveredBy(IEnumerable<TimeWindow> intervals)
    {
        var covered = TimeSpan.Zero;
        var reached = From;
        foreach (var interval in intervals.OrderBy(i => i.From))
        {
            var from = interval.From > reached ? interval.From : reached;
            var until = interval.Until < Until ? interval.Until : Until;
            if (until > from)
            {
                covered += until - from;
                reached = until;
            }
        }

        return covered;
    }
}
