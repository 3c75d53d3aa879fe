using System.Text.RegularExpressions;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Words;

namespace Coopera.Core.Presence.Reports;

/// <param name="LastSeen">The last exit, where the stay is shorter because they were away in between.</param>
internal sealed record ReportRow(
    ReportBlock Block, int Line, string Name, IReadOnlyList<string> OtherNames, string? Email, ReportPart Part, ReportStay? Stay,
    DateTimeOffset? LastSeen = null);

/// <summary>Reads one list of a report row by row.</summary>
internal sealed partial class ReportList
{
    /// <summary>Durations are whole minutes in most reports, rounded up.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestStay = TimeSpan.FromHours(24);

    private static readonly HashSet<string> Marks =
    [
        "guest", "ospite", "gast", "esterno", "esterna", "external", "extern", "unverified", "non verificato", "non verificata",
            "nicht verifiziert",
        "host", "me", "io", "ich", "organizer", "organizzatore",
    ];

    private readonly ReportBlock _block;
    private readonly ReportColumns _columns;
    private readonly DateOrder _order;
    private readonly TimeWindow _planned;
    private readonly DateTimeOffset _opened;
    private readonly List<ReportRow> _rows = [];
    private readonly List<LeftOutRow> _left = [];

    private ReportList(ReportBlock block, ReportColumns columns, DateOrder order, TimeWindow planned, DateTimeOffset opened) =>
        (_block, _columns, _order, _planned, _opened) = (block, columns, order, planned, opened);

    /// <param name="opened">From when on somebody is put of whom only the minutes are known.</param>
    public static (IReadOnlyList<ReportRow> Rows, IReadOnlyList<LeftOutRow> LeftOut) Read(
        ReportBlock block, ReportColumns columns, DateOrder order, TimeWindow planned, DateTimeOffset opened)
    {
        var list = new ReportList(block, columns, order, planned, opened);
        if (columns.HasActions)
        {
            list.ReadActions();
        }
        else
        {
            list.ReadStays();
        }

        return (list._rows, list._left);
    }

    private void ReadStays()
    {
        (string Name, IReadOnlyList<string> Others, string? Email) last = ("", [], null);
        foreach (var row in _block.Rows)
        {
            var who = Who(row);
            var (from, until, duration) = (Time(row, ReportColumn.Join), Time(row, ReportColumn.Leave),
                ReportClock.Duration(Cell(row, ReportColumn.Duration)));
            if (who.Name.Length == 0 && from is not null && last.Name.Length > 0)
            {
                who = last; // another connection of the person above
            }

            last = who;
            var why = who.Name.Length == 0 ? LeftOut.NoName
                : ReportWords.YesOrNo(Cell(row, ReportColumn.Waiting)) == true ? LeftOut.WaitingRoom
                : ReportWords.YesOrNo(Cell(row, ReportColumn.Attended)) == false ? LeftOut.DidNotAttend : (LeftOut?)null;
            var stay = why is null ? Stay(from, until, duration) : default;
            why ??= stay.Stay is null ? LeftOut.NoTimes : null;
            if (why is { } reason)
            {
                _left.Add(new LeftOutRow(row.Line, who.Name, reason));
            }
            else
            {
                _rows.Add(new ReportRow(_block, row.Line, who.Name, who.Others, who.Email, Part(row), stay.Stay, stay.LastSeen));
            }
        }
    }

    private (ReportStay? Stay, DateTimeOffset? LastSeen) Stay(Moment? join, Moment? leave, TimeSpan? duration)
    {
        if (join is null)
        {
            return duration is { } told && told > TimeSpan.Zero && told <= LongestStay && !_columns.HasTimes
                ? (new ReportStay(_opened, _opened + told, IsPlaced: true), null) : default;
        }

        var froms = ReportClock.Instants(join.Value, _planned.From);
        if (leave is null)
        {
            return duration is { } told && told <= LongestStay ? (new ReportStay(froms[0], froms[0] + told), null) : default;
        }

        var pairs = froms.SelectMany(from => ReportClock.Instants(leave.Value, from).Select(until => (from, until)))
            .Select(pair => pair.until < pair.from && leave.Value.Day is null ? (pair.from, until: pair.until.AddDays(1)) : pair)
            .Where(pair => pair.until >= pair.from && pair.until - pair.from <= LongestStay).ToList();
        if (pairs.Count == 0)
        {
            return default;
        }

        var (first, last) = duration is { } length ? pairs.MinBy(pair => (pair.until - pair.from - length).Duration())
            : pairs.MinBy(pair => pair.until - pair.from);
        return duration is { } minutes && minutes + Rounding < last - first
            ? (new ReportStay(first, first + minutes, IsPlaced: true), last) : (new ReportStay(first, last), null);
    }

    /// <summary>A list of who came and who went, one row each.</summary>
    private void ReadActions()
    {
        var events = new List<(BlockRow Row, (string Name, IReadOnlyList<string> Others, string? Email) Who, DateTimeOffset At,
            string Action)>();
        foreach (var row in _block.Rows)
        {
            var who = Who(row);
            if (who.Name.Length == 0 || Time(row, ReportColumn.Moment) is not { } moment)
            {
                _left.Add(new LeftOutRow(row.Line, who.Name, who.Name.Length == 0 ? LeftOut.NoName : LeftOut.NoTimes));
                continue;
            }

            events.Add((row, who, ReportClock.Instants(moment, _planned.From)[0], Cell(row, ReportColumn.Action)));
        }

        if (events.Count == 0)
        {
            return;
        }

        var (comes, end) = (Comes([.. events.Select(one => (one.Who.Name, one.Action))]), events.Max(one => one.At));
        foreach (var person in events.GroupBy(one => ReportPerson.KeyOf(one.Who.Name, one.Who.Email)))
        {
            DateTimeOffset? since = null;
            var open = new List<int>();
            foreach (var one in person)
            {
                var isEntry = comes(one.Action);
                var stay = !isEntry && since is { } from && one.At >= from ? new ReportStay(from, one.At) : null;
                _rows.Add(new ReportRow(_block, one.Row.Line, one.Who.Name, one.Who.Others, one.Who.Email, Part(one.Row), stay));
                since = isEntry ? since ?? one.At : null;
            }

            if (since is { } entered && end > entered)
            {
                _rows[^1] = _rows[^1] with
                {
                    Stay = new ReportStay(entered, end,
                    IsPlaced: true)
                }; // the list was taken while they were there
            }
        }
    }

    /// <summary>By the words; where they do not tell, what a person does first is to come.</summary>
    private static Func<string, bool> Comes(IReadOnlyList<(string Name, string Action)> events)
    {
        if (events.All(one => ReportWords.Came(one.Action) is not null) && events.Any(one => ReportWords.Came(one.Action) == true))
        {
            return action => ReportWords.Came(action) == true;
        }

        var first = events.GroupBy(one => one.Name).Select(person => person.First().Action).ToHashSet();
        return first.Contains;
    }

    private (string Name, IReadOnlyList<string> Others, string? Email) Who(BlockRow row)
    {
        var whole = $"{Cell(row, ReportColumn.First)} {Cell(row, ReportColumn.Last)}".Trim();
        var shown = Cell(row, ReportColumn.Name);
        var email = EmailAddress.TryParse(Cell(row, ReportColumn.Email), out var address) ? address!.Display : null;
        List<string> names = [];
        foreach (var part in Bracketed().Split(shown).Prepend(whole).Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            if (!Marks.Contains(Text.Fold(part)) && part.Any(char.IsLetter))
            {
                names.Add(Text.Cut(part, 2 * PersonName.MaxLength));
            }
        }

        var name = names.FirstOrDefault() ?? email ?? (shown.Length > 0 ? shown : "");
        return (name, [.. names.Skip(1).Where(other => !PersonName.AreSame(other, name))], email);
    }

    private ReportPart Part(BlockRow row) => ReportWords.PartOf(Cell(row, ReportColumn.Part)) ?? ReportWords.PartOf(
        _block.Title) ?? ReportPart.Attendee;

    private Moment? Time(BlockRow row, ReportColumn column) =>
        ReportClock.Read(Cell(row, column), _order, isNumberATime: true) is { } moment
            ? _columns.IsUtc(column) && moment.Offset is null ? moment with { Offset = TimeSpan.Zero } : moment : null;

    private string Cell(BlockRow row, ReportColumn column) => row[_columns[column]];

    [GeneratedRegex(@"[()\[\]]")]
    private static partial Regex Bracketed();
}
