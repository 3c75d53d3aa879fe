using System.Globalization;
using Coopera.Domain.Webinars;

namespace Coopera.Domain.Tests.Webinars;

/// <summary>When the site writes by itself, by the clocks of Rome.</summary>
public sealed class ReminderTimesTests
{
    [Theory]
    [InlineData("2026-02-12 15:00", "2026-02-05 09:00", "2026-02-11 09:00", "2026-02-12 14:00", "2026-02-13 09:00")]

    // Clocks go forward on 29 March 2026 and back on 25 October: nine o'clock stays nine o'clock.
    [InlineData("2026-03-30 15:00", "2026-03-23 09:00", "2026-03-29 09:00", "2026-03-30 14:00", "2026-03-31 09:00")]
    [InlineData("2026-03-29 10:00", "2026-03-22 09:00", "2026-03-28 09:00", "2026-03-29 09:00", "2026-03-30 09:00")]
    [InlineData("2026-10-26 15:00", "2026-10-19 09:00", "2026-10-25 09:00", "2026-10-26 14:00", "2026-10-27 09:00")]
    [InlineData("2026-10-25 10:00", "2026-10-18 09:00", "2026-10-24 09:00", "2026-10-25 09:00", "2026-10-26 09:00")]
    public void Mails_go_at_nine_by_the_clock_and_an_hour_before(string start, string week, string day, string hour, string thanks)
    {
        var begins = Rome(start);
        DateTimeOffset? At(ReminderRule rule) => ReminderTimes.Of(rule, begins, begins.AddHours(2))?.At;

        Assert.Equal(Rome(week), At(ReminderRule.WeekBefore));
        Assert.Equal(Rome(day), At(ReminderRule.DayBefore));
        Assert.Equal(Rome(hour), At(ReminderRule.HourBefore));
        Assert.Equal(Rome(hour), At(ReminderRule.StillWaiting));
        Assert.Equal(Rome(thanks), At(ReminderRule.Thanks));
    }

    [Theory]
    [InlineData("2026-02-12 09:00", "2026-02-12 08:00", "2026-02-12 08:00")]
    [InlineData("2026-02-12 08:30", "2026-02-12 08:00", "2026-02-12 08:00")]
    [InlineData("2026-02-12 08:15", "2026-02-12 08:00", "2026-02-12 08:00")]
    [InlineData("2026-02-12 08:10", null, "2026-02-11 20:30")]
    [InlineData("2026-02-12 07:00", null, "2026-02-11 20:30")]
    [InlineData("2026-02-12 21:59", "2026-02-12 20:59", "2026-02-12 20:59")]
    [InlineData("2026-02-12 22:00", "2026-02-12 20:30", "2026-02-12 20:30")]
    [InlineData("2026-02-12 00:30", "2026-02-11 20:30", "2026-02-11 20:30")]
    public void An_hour_before_is_never_in_the_night(string start, string? reminder, string stillWaiting)
    {
        var begins = Rome(start);

        Assert.Equal(reminder is null ? null : Rome(reminder), ReminderTimes.Of(ReminderRule.HourBefore, begins, begins.AddHours(1))?.At);
        Assert.Equal(Rome(stillWaiting), ReminderTimes.Of(ReminderRule.StillWaiting, begins, begins.AddHours(1))?.At);
    }

    [Fact]
    public void Whatever_the_hour_of_the_webinar_no_mail_is_planned_at_night_or_after_it_began()
    {
        for (var begins = Rome("2026-10-24 00:00"); begins < Rome("2026-10-27 00:00"); begins = begins.AddMinutes(5))
        {
            foreach (var rule in ReminderChoice.All)
            {
                if (ReminderTimes.Of(rule, begins, begins.AddHours(2)) is { } window)
                {
                    Assert.False(ReminderTimes.IsQuiet(window.At), $"{rule} of {begins}: {window.At}");
                    Assert.True(window.At < window.PlannedUntil && window.PlannedUntil <= window.SentUntil, $"{rule} of {begins}");
                    Assert.True(rule == ReminderRule.Thanks || window.SentUntil <= begins, $"{rule} of {begins}");
                }
            }
        }
    }

    [Theory]
    [InlineData("2026-02-12 07:59", true)]
    [InlineData("2026-02-12 08:00", false)]
    [InlineData("2026-02-12 20:59", false)]
    [InlineData("2026-02-12 21:00", true)]
    public void It_is_quiet_from_nine_in_the_evening_to_eight(string instant, bool quiet) =>
        Assert.Equal(quiet, ReminderTimes.IsQuiet(Rome(instant)));

    private static DateTimeOffset Rome(string clock) =>
        RomeTime.FromRome(DateTime.ParseExact(clock, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
}
