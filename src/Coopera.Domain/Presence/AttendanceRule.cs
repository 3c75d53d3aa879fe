using Coopera.Domain.Webinars;

namespace Coopera.Domain.Presence;

/// <summary>What of a webinar has to be attended. A webinar without one is held as planned, with the usual threshold.</summary>
public sealed class AttendanceRule
{
    public const int UsualThreshold = 80;

    private AttendanceRule()
    {
    }

    public AttendanceRule(int webinarId) => WebinarId = webinarId;

    public int WebinarId { get; private set; }

    /// <summary>When it really began and ended; null: as planned.</summary>
    public DateTimeOffset? HeldFrom { get; private set; }

    /// <inheritdoc cref="HeldFrom"/>
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>Who has attended so much of it was there: per cent, 1 to 100.</summary>
    public int ThresholdPercent { get; private set; } = UsualThreshold;

    /// <summary>The threshold is of the planned time, and not of the time it really took.</summary>
    public bool OfPlannedTime { get; private set; }

    /// <summary>Moved by every change: tells who writes that a colleague was quicker.</summary>
    public int Version { get; private set; } = 1;

    public void Change(DateTimeOffset? heldFrom, DateTimeOffset? heldUntil, int thresholdPercent, bool ofPlannedTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(thresholdPercent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(thresholdPercent, 100);
        (HeldFrom, HeldUntil, ThresholdPercent, OfPlannedTime) = (heldFrom, heldUntil, thresholdPercent, ofPlannedTime);
        Version++;
    }

    /// <summary>The time in which presence counts.</summary>
    public TimeWindow Held(Webinar webinar) => new(HeldFrom ?? webinar.StartsAt, HeldUntil ?? webinar.EndsAt);

    /// <summary>What one hundred per cent is.</summary>
    public TimeSpan Whole(Webinar webinar) => OfPlannedTime ? webinar.EndsAt - webinar.StartsAt : Held(webinar).Length;
}
