using System.Globalization;
using System.Text.RegularExpressions;
using Coopera.Domain;

namespace Coopera.Core.Presence.Reports;

public enum DateOrder
{
    DayMonth,
    MonthDay,
}

/// <summary>A moment as a report has it: what clocks showed, and where, if that is said.</summary>
/// <param name="Day">Null when only the time of day is told.</param>
/// <param name="Offset">Null: in Rome.</param>
internal readonly record struct Moment(DateOnly? Day, TimeSpan Time, TimeSpan? Offset);

/// <summary>Reads dates, times and durations as the platforms, and the spreadsheets they went through, write them.</summary>
internal static partial class ReportClock
{
    // Serial numbers of spreadsheets between 1982 and 2064.
    private const double FirstSerial = 30_000;
    private const double LastSerial = 60_000;
    private const double SecondsPerDay = 86_400;
    private const double LongestMinutes = 10_000;

    private static readonly string[] Months =
    [
        "jan gen", "feb", "mar mär mrz", "apr", "may mag mai", "jun giu", "jul lug", "aug ago", "sep set", "oct ott okt", "nov",
            "dec dic dez",
    ];

    private static readonly Dictionary<string, double> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["WET"] = 0,
        ["WEST"] = 1,
        ["BST"] = 1,
        ["CET"] = 1,
        ["MEZ"] = 1,
        ["CEST"] = 2,
        ["MESZ"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
    };

    public static bool IsMoment(string text) => Read(text, DateOrder.DayMonth) is not null || Read(text, DateOrder.MonthDay) is not null;

    /// <summary>With a day whose number could be a month's, and the other way round.</summary>
    public static bool IsOrdered(string text) => Numbers().Match(text) is { Success: true } date && date.Groups["a"].Length < 3;

    public static Moment? Read(string text, DateOrder order, bool isNumberATime = false)
    {
        if (isNumberATime && double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number))
        {
            return OfSerial(number);
        }

        var clock = Colon().Match(text) is { Success: true } colon ? colon : Stop().Match(text);
        if (!clock.Success || TimeOf(clock) is not { } time)
        {
            return null;
        }

        var (before, offset) = (text[..clock.Index].TrimEnd(' ', ',', 'T', 't'), OffsetOf(text[(clock.Index + clock.Length)..]));
        return before.Length == 0 ? new Moment(null, time, offset)
            : DayOf(before, order) is { } day ? new Moment(day, time, offset) : null;
    }

    /// <summary>Minutes when it is a number alone.</summary>
    public static TimeSpan? Duration(string text)
    {
        if (double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number <= LongestMinutes ? TimeSpan.FromMinutes(number) : null;
        }

        if (Colons().Match(text) is { Success: true } parts)
        {
            return new TimeSpan(Of(parts, "h"), Of(parts, "m"), Of(parts, "s"));
        }

        return Units().Match(text) is { Success: true, Length: > 0 } units
            && (units.Groups["h"].Success || units.Groups["m"].Success || units.Groups["s"].Success)
            ? new TimeSpan(Of(units, "h"), Of(units, "m"), Of(units, "s")) : null;
    }

    /// <summary>The instants that a moment may be: two in the hour that clocks show twice.</summary>
    /// <param name="near">When only a time is told, that day of it which is the nearest to this.</param>
    public static IReadOnlyList<DateTimeOffset> Instants(Moment moment, DateTimeOffset near)
    {
        var days = moment.Day is { } day ? [day]
            : new[] { -1, 0, 1 }.Select(shift => RomeTime.Day(near).AddDays(shift)).ToArray();
        var instants = days.SelectMany(one => On(one, moment)).ToList();
        return moment.Day is not null ? instants
            : [.. instants.Where(one => (one - near).Duration() <= instants.Min(other => (other - near).Duration())
                + TimeSpan.FromHours(1))];
    }

    private static IEnumerable<DateTimeOffset> On(DateOnly day, Moment moment)
    {
        var clock = day.ToDateTime(TimeOnly.MinValue) + moment.Time;
        if (moment.Offset is { } offset)
        {
            yield return new DateTimeOffset(DateTime.SpecifyKind(clock, DateTimeKind.Utc)) - offset;
            yield break;
        }

        yield return RomeTime.FromRome(clock);
        if (RomeTime.IsDoubled(clock))
        {
            yield return RomeTime.FromRome(clock, second: true);
        }
    }

    private static Moment? OfSerial(double number)
    {
        var seconds = Math.Round(number % 1 * SecondsPerDay);
        return number is >= 0 and < 1 ? new Moment(null, TimeSpan.FromSeconds(seconds), null)
            : number is >= FirstSerial and < LastSerial
                ? new Moment(DateOnly.FromDateTime(DateTime.FromOADate(Math.Floor(number))), TimeSpan.FromSeconds(seconds), null) : null;
    }

    private static TimeSpan? TimeOf(Match clock)
    {
        var (hour, half) = (Of(clock, "h"), clock.Groups["half"].Value);
        if (half.Length > 0)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half[0] is 'p' or 'P' ? 12 : 0);
        }

        return hour < 24 && Of(clock, "m") < 60 && Of(clock, "s") < 60 ? new TimeSpan(hour, Of(clock, "m"), Of(clock, "s")) : null;
    }

    private static DateOnly? DayOf(string text, DateOrder order)
    {
        if (Numbers().Match(text) is { Success: true } numbers)
        {
            var (a, b, c) = (Of(numbers, "a"), Of(numbers, "b"), Of(numbers, "c"));
            var (year, month, day) = numbers.Groups["a"].Length == 4 ? (a, b, c)
                : text.Contains('.', StringComparison.Ordinal) || order == DateOrder.DayMonth ? (c, b, a) : (c, a, b);
            return Date(year, month, day);
        }

        if (Words().Match(text) is { Success: true } words && MonthOf(words.Groups["month"].Value) is > 0 and var named)
        {
            return Date(Of(words, "year"), named, Of(words, "day"));
        }

        return null;

        static DateOnly? Date(int year, int month, int day)
        {
            var full = year < 100 ? 2000 + year : year;
            return full is > 1990 and < 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(full, month)
                ? new DateOnly(full, month, day) : null;
        }
    }

    private static int MonthOf(string word)
    {
        var start = word.Length < 3 ? "-" : word[..3].ToLowerInvariant();
        return Array.FindIndex(Months, names => names.Contains(start, StringComparison.Ordinal)) + 1;
    }

    private static TimeSpan? OffsetOf(string text)
    {
        var zone = Zone().Match(text);
        if (!zone.Success)
        {
            return null;
        }

        if (zone.Groups["hours"].Success)
        {
            var span = new TimeSpan(Of(zone, "hours"), Of(zone, "minutes"), 0);
            return zone.Groups["sign"].Value == "+" ? span : -span;
        }

        return Zones.TryGetValue(zone.Groups["name"].Value, out var hours) ? TimeSpan.FromHours(hours) : null;
    }

    private static int Of(Match match, string group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"(?<![\d:.])(?<h>\d{1,2}):(?<m>\d{2})(?::(?<s>\d{2})(?:[.,]\d{1,7})?)?(?![\d:])(?:\s*(?<half>[AaPp])\.?\s?[Mm]\b\.?)?")]
    private static partial Regex Colon();

    // Beside a date only: alone it is a number.
    [GeneratedRegex(@"(?<=\d,?\s)(?<h>\d{1,2})\.(?<m>\d{2})(?:\.(?<s>\d{2}))?$")]
    private static partial Regex Stop();

    [GeneratedRegex(@"^\D*?(?<a>\d{1,4})[/.\-](?<b>\d{1,2})[/.\-](?<c>\d{1,4})(?!\d)")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^(?:\p{L}{2,12}\.?,?\s+)?(?:(?<month>\p{L}{3,10})\.?\s+(?<day>\d{1,2})|(?<day>\d{1,2})[.°]?\s+(?<month>\p{L}{3,10})\.?),?\s+(?<year>\d{4})$")]
    private static partial Regex Words();

    [GeneratedRegex(@"^\s*\(?(?:(?:UTC|GMT)?(?<sign>[+\-])(?<hours>\d{1,2}):?(?<minutes>\d{2})?|(?<name>[A-Za-z]{1,5})\b)")]
    private static partial Regex Zone();

    [GeneratedRegex(@"^(?<h>\d{1,3}):(?<m>\d{2})(?::(?<s>\d{2}))?$")]
    private static partial Regex Colons();

    [GeneratedRegex(@"^\s*(?:(?<h>\d{1,3})\s*(?:h|hr|hrs|hours?|or[ae]|Std|Stunden?)\b\.?[\s,e]*)?(?:(?<m>\d{1,4})\s*(?:m|min|mins|minut[eio]s?|Min|Minuten?)\b\.?[\s,e]*)?(?:(?<s>\d{1,5})\s*(?:s|sec|secs|seconds?|second[oi]|Sek|Sekunden?)\b\.?)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Units();
}
