using Coopera.Domain.Presence;

namespace Coopera.Core.Presence.Reports;

internal static class ReportDates
{
    /// <summary>A room is opened early, and closed late.</summary>
    public static readonly TimeSpan Around = TimeSpan.FromHours(6);

    private static readonly ReportColumn[] Times = [ReportColumn.Join, ReportColumn.Leave, ReportColumn.Moment];

    /// <summary>
    /// The order in which a date is of the webinar's day; else the only one in which all dates are dates; else it is asked.
    /// </summary>
    public static (DateOrder Order, bool Asks) OrderOf(
        IReadOnlyList<(ReportBlock Block, ReportColumns Columns)> lists, TimeWindow planned, DateOrder? said)
    {
        var cells = lists.SelectMany(list => Times.Select(time => list.Columns[time]).Where(column => column >= 0)
            .SelectMany(column => list.Block.Rows.Select(row => row[column]))).Where(ReportClock.IsOrdered).Distinct().ToList();
        if (cells.Count == 0)
        {
            return (DateOrder.DayMonth, false);
        }

        var (day, month) = (Look(cells, planned, DateOrder.DayMonth), Look(cells, planned, DateOrder.MonthDay));
        var differ = cells.Exists(cell => ReportClock.Read(cell, DateOrder.DayMonth) != ReportClock.Read(cell, DateOrder.MonthDay));
        return !differ ? (DateOrder.DayMonth, false)
            : day.Wrong == 0 && month.Wrong > 0 ? (DateOrder.DayMonth, false)
            : month.Wrong == 0 && day.Wrong > 0 ? (DateOrder.MonthDay, false)
            : day.Near > 0 && month.Near == 0 ? (DateOrder.DayMonth, false)
            : month.Near > 0 && day.Near == 0 ? (DateOrder.MonthDay, false)
            : (said ?? DateOrder.DayMonth, said is null);
    }

    public static bool IsNear(TimeWindow planned, DateTimeOffset instant) => instant >= planned.From - Around && instant <= planned.Until
        + Around;

    private static (int Near, int Wrong) Look(List<string> cells, TimeWindow planned, DateOrder order)
    {
        var (near, wrong) = (0, 0);
        foreach (var cell in cells)
        {
            if (ReportClock.Read(cell, order) is not { } moment)
            {
                wrong++;
            }
            else if (ReportClock.Instants(moment, planned.From).Any(instant => IsNear(planned, instant)))
            {
                near++;
            }
        }

        return (near, wrong);
    }
}

/// <summary>What a report tells of the meeting itself.</summary>
internal sealed record ReportFacts(string? Title, DateTimeOffset? From)
{
    public static ReportFacts Of(IEnumerable<ReportBlock> others, IEnumerable<ReportBlock> lists, DateOrder order, TimeWindow planned)
    {
        string? title = null;
        DateTimeOffset? from = null;
        foreach (var (name, value) in others.SelectMany(Pairs).Concat(lists.SelectMany(Same)))
        {
            if (title is null && value.Length > 0 && ReportWords.IsTitle(name) && !ReportClock.IsMoment(value))
            {
                title = value;
            }
            else if (from is null && ReportWords.IsStart(name) && ReportClock.Read(value, order, isNumberATime: true) is { } moment)
            {
                from = ReportClock.Instants(moment, planned.From)[0];
            }
        }

        return new ReportFacts(title, from);
    }

    /// <summary>Beside each other, or one above the other.</summary>
    private static IEnumerable<(string Name, string Value)> Pairs(ReportBlock block) =>
        block.Names.Count == 2 && ReportWords.ColumnOf(block.Names[1]) == ReportColumn.Unknown && !ReportWords.IsOfMeeting([block.Names[1]])
            ? block.Rows.Select(row => (row[0].TrimEnd(':'), row[1])).Prepend((block.Names[0], block.Names[1]))
            : block.Rows.Select(row => (row[0].TrimEnd(':'), row[1])).Concat(Columns(block, block.Rows.Take(1)));

    /// <summary>Columns of a list that say the same in every row.</summary>
    private static IEnumerable<(string Name, string Value)> Same(ReportBlock block) =>
        Columns(block, block.Rows).GroupBy(pair => pair.Name).Where(column => column.Select(pair => pair.Value).Distinct().Count() == 1)
            .Select(column => column.First());

    private static IEnumerable<(string Name, string Value)> Columns(ReportBlock block, IEnumerable<BlockRow> rows) =>
        rows.SelectMany(row => block.Names.Select((name, column) => (name, row[column])));
}

internal static class ReportFamilies
{
    public static ReportFamily Of(
        IReadOnlyList<(ReportBlock Block, ReportColumns Columns)> lists, IReadOnlyList<BlockRow> titles, IReadOnlyList<ReportBlock> blocks)
    {
        var names = lists.SelectMany(list => list.Block.Names).ToList();
        var around = titles.Select(row => row[0]).Concat(blocks.SelectMany(block => block.Names)).ToList();
        var numbered = titles.Any(row => row[0] is ['1' or '2' or '3', '.', ..]);
        return lists.Any(list => list.Columns.HasActions)
                ? ReportWords.Says(names, "sessionid", "useragent", "utceventtimestamp") ? ReportFamily.TeamsLiveEvent
                    : ReportFamily.TeamsList
            : numbered || ReportWords.Says(names, "participant id upn", "id partecipante upn", "teilnehmer id upn")
                ? ReportFamily.TeamsMeeting
            : ReportWords.Says(around, "interest rating", "punteggio di interesse") ? ReportFamily.GoToWebinar
            : ReportWords.Says(names, "attendance duration", "attendee email", "connection type", "tipo di connessione")
                ? ReportFamily.Webex
            : ReportWords.Says(around, "webinar id", "id webinar", "attendee details", "dettagli partecipante", "panelist details")
                ? ReportFamily.ZoomWebinar
            : ReportWords.Says(names, "time exited", "time joined", "ora di uscita")
                && !ReportWords.Says(names, "leave time", "nome nome originale")
                && ReportWords.Says(names, "first name", "nome") ? ReportFamily.GoogleMeet
            : ReportWords.Says(names, "name original name", "nome nome originale", "user name original name")
                ? lists.Any(list => list.Columns.HasTimes) ? ReportFamily.ZoomMeeting : ReportFamily.ZoomUniqueUsers
            : ReportFamily.Other;
    }
}
