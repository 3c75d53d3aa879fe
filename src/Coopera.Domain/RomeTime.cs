using System.Globalization;

namespace Coopera.Domain;

/// <summary>Times are stored in UTC and told in the time of Rome, also on the days when the clocks change.</summary>
public static class RomeTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");
    public static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    public static DateTimeOffset ToRome(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>
    /// The instant of a clock reading in Rome. A doubled hour (October) is the first of the two; a missing one (March) moves on by an hour.
    /// </summary>
    public static DateTimeOffset FromRome(DateTime clock)
    {
        var reading = DateTime.SpecifyKind(clock, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(reading))
        {
            reading = reading.AddHours(1);
        }

        var offset = Zone.IsAmbiguousTime(reading) ? Zone.GetAmbiguousTimeOffsets(reading).Max() : Zone.GetUtcOffset(reading);
        return new DateTimeOffset(reading, offset).ToUniversalTime();
    }

    /// <summary>Clocks in Rome never show it: in March they go from 2:00 to 3:00.</summary>
    public static bool IsMissing(DateTime clock) => Zone.IsInvalidTime(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified));

    /// <summary>Clocks in Rome show it twice: in October they go back from 3:00 to 2:00.</summary>
    public static bool IsDoubled(DateTime clock) => Zone.IsAmbiguousTime(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified));

    /// <summary>True in the second of two like hours, when winter time has begun.</summary>
    public static bool IsSecondOfTwo(DateTimeOffset instant) =>
        ToRome(instant) is var rome && IsDoubled(rome.DateTime) && rome.Offset == Zone.GetUtcOffset(rome.DateTime);

    /// <summary>The instant of a clock reading in Rome.</summary>
    /// <param name="second">Which of the two, when clocks show it twice: the first in summer time, the second in winter time.</param>
    public static DateTimeOffset FromRome(DateTime clock, bool second) => FromRome(clock).AddHours(second && IsDoubled(clock) ? 1 : 0);

    public static DateTimeOffset FromRome(int year, int month, int day, int hour, int minute = 0) =>
        FromRome(new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Unspecified));

    /// <summary>The instant at which a day begins in Rome.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => FromRome(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The day that it is in Rome at an instant.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(ToRome(instant).DateTime);

    public static DateOnly Today(TimeProvider clock) => Day(clock.GetUtcNow());

    /// <summary>"31/01/2022", for spreadsheets and fields that people fill in.</summary>
    public static string ShortDate(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>"2022-01-31", for the fields that browsers fill in, and for names.</summary>
    public static string IsoDate(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Date(DateTimeOffset instant) => Date(Day(instant));

    /// <summary>"31 gennaio 2022", and "1° marzo 2022" on the first of the month.</summary>
    public static string Date(DateOnly day) =>
        (day.Day == 1 ? "1°" : day.Day.ToString(CultureInfo.InvariantCulture)) + day.ToString(" MMMM yyyy", Italian);

    /// <summary>
    /// The date after a preposition, with its article as it is said: "il 31 gennaio 2022", "dall’8 marzo 2026", "dell’11 marzo 2026".
    /// </summary>
    /// <param name="before">"il", "del", "dal", "al", "nel" or "sul", in small or capital letters.</param>
    public static string Date(string before, DateOnly day) =>
        day.Day is 8 or 11 ? $"{Elided(before)}’{Date(day)}" : $"{before} {Date(day)}";

    public static string Date(string before, DateTimeOffset instant) => Date(before, Day(instant));

    public static string LongDate(DateTimeOffset instant) => ToRome(instant).ToString("dddd ", Italian) + Date(instant);

    public static string Time(DateTimeOffset instant) => ToRome(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"lunedì 31 gennaio 2022, dalle 15:00 alle 17:00"; both days when it ends on another one.</summary>
    public static string Span(DateTimeOffset start, DateTimeOffset end) =>
        ToRome(start).Date == ToRome(end).Date
            ? $"{LongDate(start)}, {Hours(start, end)}"
            : $"da {LongDate(start)} {At(start)} a {LongDate(end)} {At(end)}";

    public static string Hours(DateTimeOffset start, DateTimeOffset end) => $"{Article("dall", start)} {Article("all", end)}";

    public static string Hours(TimeOnly start, TimeOnly end) => $"{Article("dall", start)} {Article("all", end)}";

    public static string DateAndTime(DateTimeOffset instant) => $"{Date(instant)} {At(instant)}";

    /// <summary>"il 31 gennaio 2022 alle 15:00", "fino all’8 marzo 2026 alle 15:00" after "fino" and "al".</summary>
    public static string DateAndTime(string before, DateTimeOffset instant) => $"{Date(before, instant)} {At(instant)}";

    public static string At(DateTimeOffset instant) => Article("all", instant);

    public static string At(TimeOnly time) => Article("all", time);

    /// <summary>What clocks show in Italy.</summary>
    public static TimeOnly Clock(DateTimeOffset instant) => TimeOnly.FromDateTime(ToRome(instant).DateTime);

    /// <summary>"09:05", as fields for an hour hold it, too.</summary>
    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    internal static string Elided(string before) => before is "il" ? "l" : before is "Il" ? "L" : $"{before}l";

    private static string Article(string preposition, DateTimeOffset instant) =>
        Article(preposition, Clock(instant));

    private static string Article(string preposition, TimeOnly time) => time.Hour == 1
        ? $"{preposition}’1:{time.Minute:00}"
        : $"{preposition}e {Time(time)}";
}
