using System.Globalization;
using System.Linq.Expressions;
using Coopera.Domain;

namespace Coopera.Web.Admin.Home;

public enum ChartPeriod
{
    Days,

    Weeks,

    Months,
}

public sealed record TimeStretch(DateOnly First, DateOnly Next, string Label, string Name)
{
    /// <summary>The instant at which it begins; a day of Rome may be 23 or 25 hours long.</summary>
    public DateTimeOffset From => RomeTime.StartOf(First);

    public DateTimeOffset To => RomeTime.StartOf(Next);
}

public static class ChartPeriods
{
    public static string Label(this ChartPeriod period) => period switch
    {
        ChartPeriod.Days => "ultime 4 settimane, giorno per giorno",
        ChartPeriod.Weeks => "ultimi 3 mesi, settimana per settimana",
        _ => "ultimo anno, mese per mese",
    };

    public static string Step(this ChartPeriod period) => period switch
    {
        ChartPeriod.Days => "Giorno",
        ChartPeriod.Weeks => "Settimana",
        _ => "Mese",
    };

    public static IReadOnlyList<TimeStretch> Stretches(this ChartPeriod period, DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = new DateOnly(today.Year, today.Month, 1);
        return period switch
        {
            ChartPeriod.Days =>
                [.. Enumerable.Range(-27, 28).Select(today.AddDays).Select(
                    day => new TimeStretch(day, day.AddDays(1), ShortName(day), RomeTime.Date(day)))],
            ChartPeriod.Weeks => [.. Enumerable.Range(-12, 13).Select(week => monday.AddDays(7 * week))
                .Select(day => new TimeStretch(day, day.AddDays(7), ShortName(day), $"{RomeTime.Date("dal", day)}"))],
            _ => [.. Enumerable.Range(-11, 12).Select(month.AddMonths)
                .Select(day => new TimeStretch(day, day.AddMonths(1), day.ToString("MMM", RomeTime.Italian), day.ToString("MMMM yyyy",
                    RomeTime.Italian)))],
        };
    }

    /// <summary>
    /// In which stretch an instant is, for the database to group by on any engine: a tree of comparisons, since a list of them would
    /// compare every row with half of the bounds. The stretches follow each other, and the rows are from inside them.
    /// </summary>
    public static Expression<Func<T, int>> IndexOf<T>(
        this IReadOnlyList<TimeStretch> stretches, Expression<Func<T, DateTimeOffset>> instant)
    {
        return Expression.Lambda<Func<T, int>>(Within(0, stretches.Count), instant.Parameters);

        Expression Within(int first, int end)
        {
            var middle = (first + end) / 2;
            return end - first == 1
                ? Expression.Constant(first)
                : Expression.Condition(
                    Expression.LessThan(instant.Body, Expression.Constant(stretches[middle].From)),
                    Within(first, middle),
                    Within(middle, end));
        }
    }

    private static string ShortName(DateOnly day) =>
        day.Day.ToString(CultureInfo.InvariantCulture) + day.ToString(" MMM", RomeTime.Italian);
}
