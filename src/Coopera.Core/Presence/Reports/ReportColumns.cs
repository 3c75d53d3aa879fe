using Coopera.Domain;

namespace Coopera.Core.Presence.Reports;

/// <summary>Which column of a list is what: by its name, and by what stands in it where that says something else or nothing.</summary>
internal sealed class ReportColumns
{
    private const int MostPairs = 8;
    private const int MostActions = 4;

    private readonly ReportBlock _block;
    private readonly ReportColumn[] _columns;

    private ReportColumns(ReportBlock block)
    {
        _block = block;
        _columns = [.. Enumerable.Range(0, block.Columns).Select(
            column => column < block.Names.Count ? ReportWords.ColumnOf(block.Names[column]) : ReportColumn.Unknown)];
    }

    /// <summary>Null for a list that does not tell who was there from when to when, or for how long.</summary>
    public static ReportColumns? Of(ReportBlock block)
    {
        if (ReportWords.IsOfMeeting(block.Names))
        {
            return null;
        }

        var columns = new ReportColumns(block);
        columns.Prefer(ReportColumn.Name);
        columns.Prefer(ReportColumn.Email, IsEmail);
        columns.Prefer(ReportColumn.Duration, IsDuration);
        columns.FindTimes();
        columns.FindTheRest();
        return columns.IsWhole ? columns : null;
    }

    public bool HasTimes => this[ReportColumn.Join] >= 0;

    public bool HasActions => !HasTimes && this[ReportColumn.Action] >= 0 && this[ReportColumn.Moment] >= 0;

    public int this[ReportColumn column] => Array.IndexOf(_columns, column);

    /// <summary>Its times are of Greenwich, and say so above them.</summary>
    public bool IsUtc(ReportColumn column) =>
        this[column] is >= 0 and var at && at < _block.Names.Count && Text.Fold(_block.Names[at]).Contains("utc", StringComparison.Ordinal);

    private bool IsWhole => (this[ReportColumn.Name] >= 0 || this[ReportColumn.First] >= 0 || this[ReportColumn.Last] >= 0)
        && (HasTimes || HasActions || (this[ReportColumn.Duration] >= 0
            && (_block.Columns > 2 || ReportWords.ColumnOf(_block.Names.ElementAtOrDefault(
                this[ReportColumn.Duration]) ?? "") == ReportColumn.Duration)));

    private static bool IsEmail(string cell) => EmailAddress.TryParse(cell, out _);

    private static bool IsDuration(string cell) => ReportClock.Duration(cell) is not null;

    private static bool IsTime(string cell) =>
        ReportClock.Read(cell, DateOrder.DayMonth, isNumberATime: true) is not null
            || ReportClock.Read(cell, DateOrder.MonthDay) is not null;

    private IEnumerable<string> Cells(int column) => _block.Rows.Select(row => row[column]).Where(cell => cell.Length > 0);

    private bool Holds(int column, Func<string, bool> fits)
    {
        var cells = Cells(column).ToList();
        return cells.Count > 0 && cells.Count(fits) * 4 >= cells.Count * 3;
    }

    private bool Varies(int column) => Cells(column).Distinct().Skip(1).Any();

    /// <summary>
    /// A header may name two columns alike: what is of the meeting is the same in all rows, and stands before what is of each.
    /// </summary>
    private void Prefer(ReportColumn wanted, Func<string, bool>? fits = null)
    {
        var all = _columns.Index().Where(one => one.Item == wanted).Select(one => one.Index).ToList();
        var best = all.Where(column => fits is null || Cells(column).Any(fits)).OrderBy(Varies).ThenBy(column => column).Cast<int?>()
            .LastOrDefault();
        foreach (var other in all.Where(column => column != best))
        {
            _columns[other] = ReportColumn.Nothing;
        }
    }

    private void FindTimes()
    {
        Prefer(ReportColumn.Join, IsTime);
        Prefer(ReportColumn.Leave, IsTime);
        Prefer(ReportColumn.Moment, IsTime);
        if (HasTimes || this[ReportColumn.Moment] >= 0)
        {
            return;
        }

        var times = Unused().Where(column => Holds(column, ReportClock.IsMoment)).Take(MostPairs).ToList();
        var pair = (from one in times from other in times where one != other select (one, other))
            .Select(pair => (pair, score: Score(pair.one, pair.other))).Where(one => one.score > 0).OrderBy(one => one.score)
            .ThenByDescending(one => one.pair.one).LastOrDefault();
        if (pair.score > 0)
        {
            (_columns[pair.pair.one], _columns[pair.pair.other]) = (ReportColumn.Join, ReportColumn.Leave);
        }
        else if (times is [.., var only] && Unused().Where(IsAction).Cast<int?>().FirstOrDefault() is { } action)
        {
            (_columns[only], _columns[action]) = (ReportColumn.Moment, ReportColumn.Action);
        }
    }

    private IEnumerable<int> Unused()
    {
        var unknown = Enumerable.Range(0, _columns.Length).Where(column => _columns[column] == ReportColumn.Unknown).ToList();
        return unknown.Concat(Enumerable.Range(0, _columns.Length).Where(column => _columns[column] == ReportColumn.Nothing
            && Varies(column)));
    }

    private bool IsAction(int column) => !Holds(column, IsTime) && Cells(column).Distinct().Take(MostActions + 1)
        .Count() is > 1 and <= MostActions;

    /// <summary>
    /// So many rows say that one is before the other, as long before as the duration is; nothing when that is not so in most.
    /// </summary>
    private double Score(int join, int leave)
    {
        var (durations, score) = (Durations(), 0.0);
        foreach (var row in _block.Rows)
        {
            if (ReportClock.Read(row[join], DateOrder.DayMonth) is not { } from
                || ReportClock.Read(row[leave], DateOrder.DayMonth) is not { } until)
            {
                continue;
            }

            var span = (until.Day, from.Day) is ({ } last, { } first) ? TimeSpan.FromDays(last.DayNumber - first.DayNumber)
                + until.Time - from.Time
                : until.Time - from.Time;
            score += span <= TimeSpan.Zero || span > TimeSpan.FromDays(1) ? -1
                : durations.Any(column => ReportClock.Duration(row[column]) is { } told
                    && (told - span).Duration() <= TimeSpan.FromMinutes(1.5)) ? 2 : 1;
        }

        return score;
    }

    private List<int> Durations() => this[ReportColumn.Duration] is >= 0 and var named ? [named]
        : [.. Unused().Where(column => Holds(column, IsDuration))];

    private void FindTheRest()
    {
        if (this[ReportColumn.Email] < 0)
        {
            Give(ReportColumn.Email, IsEmail);
        }

        if (this[ReportColumn.Duration] < 0)
        {
            Give(ReportColumn.Duration, IsDuration);
        }

        if (this[ReportColumn.Name] >= 0 || this[ReportColumn.First] >= 0)
        {
            if (this[ReportColumn.Last] >= 0 && this[ReportColumn.First] < 0)
            {
                Rename(ReportColumn.Name, ReportColumn.First); // "Nome" beside "Cognome"
            }

            return;
        }

        Give(ReportColumn.Name, cell => cell.Any(char.IsLetter) && !IsTime(cell) && !IsDuration(cell) && ReportWords.YesOrNo(cell) is null);
    }

    private void Give(ReportColumn wanted, Func<string, bool> fits)
    {
        var best = Unused().Where(column => Holds(column, fits)).OrderByDescending(column => Cells(column).Distinct().Count())
            .Cast<int?>().FirstOrDefault();
        if (best is { } column)
        {
            _columns[column] = wanted;
        }
    }

    private void Rename(ReportColumn from, ReportColumn to)
    {
        if (this[from] is >= 0 and var column)
        {
            _columns[column] = to;
        }
    }
}
