namespace Coopera.Domain.Webinars;

/// <param name="PlannedUntil">A site that was away longer does not catch up: whoever had to get it is skipped.</param>
/// <param name="SentUntil">What has not left the outbox by then stays.</param>
public sealed record ReminderWindow(DateTimeOffset At, DateTimeOffset PlannedUntil, DateTimeOffset SentUntil);

/// <summary>
/// When the site writes by itself, by the clocks of Rome, never between 21:00 and 8:00. An hour before a webinar that begins early would
/// be too early for a mail: then at 8:00, if that leaves a quarter of an hour, else not at all, since the day before told it. An hour
/// before a late one is half past eight in the evening at the latest.
/// </summary>
public static class ReminderTimes
{
    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeOnly QuietUntil = new(8, 0);
    private static readonly TimeOnly QuietFrom = new(21, 0);
    private static readonly TimeOnly Evening = new(20, 30);

    private static readonly TimeSpan LeastBefore = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MorningGrace = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan HourGrace = TimeSpan.FromMinutes(10);

    public static bool IsQuiet(DateTimeOffset instant) =>
        RomeTime.Clock(instant) is var clock && (clock < QuietUntil || clock >= QuietFrom);

    /// <summary>Null: this webinar has no such moment.</summary>
    public static ReminderWindow? Of(ReminderRule rule, DateTimeOffset startsAt, DateTimeOffset endsAt) => rule switch
    {
        ReminderRule.WeekBefore => InTheMorning(RomeTime.Day(startsAt).AddDays(-7)),
        ReminderRule.DayBefore => InTheMorning(RomeTime.Day(startsAt).AddDays(-1)),
        ReminderRule.Thanks => InTheMorning(RomeTime.Day(endsAt).AddDays(1)),
        ReminderRule.HourBefore => HourBefore(startsAt) is { } at ? Soon(at, startsAt) : null,
        _ => Soon(HourBefore(startsAt) ?? At(RomeTime.Day(startsAt).AddDays(-1), Evening), startsAt),
    };

    /// <summary>
    /// A mail of this rule goes on the day of the webinar itself, and not on the evening before one that begins at night or early.
    /// </summary>
    public static bool IsOnTheDay(ReminderRule rule, DateTimeOffset startsAt, DateTimeOffset endsAt) =>
        Of(rule, startsAt, endsAt) is not { } window || RomeTime.Day(window.At) == RomeTime.Day(startsAt);

    private static DateTimeOffset? HourBefore(DateTimeOffset startsAt)
    {
        var at = startsAt.AddHours(-1);
        if (RomeTime.Clock(at) < QuietUntil)
        {
            at = At(RomeTime.Day(at), QuietUntil);
            return at <= startsAt - LeastBefore ? at : null;
        }

        return RomeTime.Clock(at) >= QuietFrom ? At(RomeTime.Day(at), Evening) : at;
    }

    private static ReminderWindow InTheMorning(DateOnly day) =>
        new(At(day, Morning), At(day, Morning) + MorningGrace, At(day, QuietFrom));

    private static ReminderWindow Soon(DateTimeOffset at, DateTimeOffset startsAt) => new(at, at + HourGrace, startsAt);

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => RomeTime.FromRome(day.ToDateTime(time));
}
