using Coopera.Core.Tables;
using Coopera.Domain.Presence;
using Coopera.Domain.Words;

namespace Coopera.Core.Presence.Reports;

/// <summary>Reads what a platform tells of a meeting: whose report it is, who was there, and from when to when.</summary>
public sealed class ReportReader
{
    private readonly TimeWindow _planned;
    private readonly DateOrder? _saidOrder;
    private readonly IReadOnlyList<ReportBlock> _blocks;
    private readonly IReadOnlyList<BlockRow> _titles;
    private readonly List<(ReportBlock Block, ReportColumns Columns)> _lists = [];

    private ReportReader(ReadTable table, TimeWindow planned, DateOrder? order)
    {
        (_planned, _saidOrder) = (planned, order);
        (_blocks, _titles) = ReportBlock.Of(table);
        foreach (var block in _blocks)
        {
            if (ReportColumns.Of(block) is { } columns)
            {
                _lists.Add((block, columns));
            }
        }

        // A single row above a longer list tells of the meeting, whatever its columns are called.
        if (_lists is [{ Block: { Rows.Count: 1, Title.Length: 0 } } first, _, ..] && first.Columns[ReportColumn.Email] < 0)
        {
            _lists.RemoveAt(0);
        }
    }

    /// <param name="planned">When the webinar is held: its day decides between two readings of a date.</param>
    /// <param name="order">As somebody has said; null: nobody was asked.</param>
    public static ReadReport Read(ReadTable table, TimeWindow planned, DateOrder? order = null) =>
        new ReportReader(table, planned, order).Read();

    private ReadReport Read()
    {
        if (_lists.Count == 0)
        {
            return new ReadReport(null, AsksOrder: false);
        }

        var (order, asks) = ReportDates.OrderOf(_lists, _planned, _saidOrder);
        var facts = ReportFacts.Of(
            _blocks.Where(block => _lists.TrueForAll(list => list.Block != block)), _lists.Select(list => list.Block), order, _planned);
        var family = ReportFamilies.Of(_lists, _titles, _blocks);
        var (rows, left) = (new List<ReportRow>(), new List<LeftOutRow>());
        foreach (var (block, columns) in _lists)
        {
            var list = ReportList.Read(block, columns, order, _planned, facts.From ?? _planned.From);
            rows.AddRange(list.Rows);
            left.AddRange(list.LeftOut);
        }

        rows = WithoutSums(rows, left);
        var people = rows.GroupBy(row => ReportPerson.KeyOf(row.Name, row.Email)).Select(Person).ToList();
        left.AddRange(people.Where(person => person.Stays.Count == 0)
            .SelectMany(person => person.Lines, (person, line) => new LeftOutRow(line, person.Name, LeftOut.NoTimes)));
        people.RemoveAll(person => person.Stays.Count == 0);
        var around = _titles.Count + _blocks.Sum(block => block.Head is null ? 0 : 1)
            + _blocks.Where(block => _lists.TrueForAll(list => list.Block != block)).Sum(block => block.Rows.Count);
        return new ReadReport(new PlatformReport(family, facts.Title, people, [.. left.OrderBy(row => row.Line)], around), asks);
    }

    /// <summary>Where each connection has a row of its own, the row with a person's first entry and last exit says nothing more.</summary>
    private static List<ReportRow> WithoutSums(List<ReportRow> rows, List<LeftOutRow> left)
    {
        var blocks = rows.Select(row => row.Block).Distinct().ToList();
        if (blocks.Count < 2)
        {
            return rows;
        }

        var later = rows.Where(row => row.Stay is not null)
            .GroupBy(row => (row.Block, PersonName.KeyOf(row.Name), row.Email?.ToUpperInvariant() ?? ""))
            .ToDictionary(group => group.Key, group => (From: group.Min(row => row.Stay!.From), Until: group.Max(row => row.Stay!.Until),
                Count: group.Count()));
        List<ReportRow> kept = [];
        foreach (var row in rows)
        {
            var isSum = row.Stay is not null && blocks.Where(block => block.Rows[0].Line > row.Line).Any(block =>
                later.TryGetValue((block, PersonName.KeyOf(row.Name), row.Email?.ToUpperInvariant() ?? ""), out var whole)
                && Near(whole.From, row.Stay.From) && (Near(whole.Until, row.LastSeen ?? row.Stay.Until)));
            if (isSum)
            {
                left.Add(new LeftOutRow(row.Line, row.Name, LeftOut.Sum));
            }
            else
            {
                kept.Add(row);
            }
        }

        return kept;

        static bool Near(DateTimeOffset one, DateTimeOffset other) => (one - other).Duration() <= TimeSpan.FromMinutes(1);
    }

    private static ReportPerson Person(IGrouping<string, ReportRow> rows)
    {
        var first = rows.First();
        return new ReportPerson(
            first.Name,
            [.. rows.SelectMany(row => row.OtherNames).Where(name => name.Length > 0 && name != first.Name).Distinct()],
            first.Email,
            rows.Max(row => row.Part),
            [.. rows.Select(row => row.Line).Order()],
            [.. rows.Select(row => row.Stay).OfType<ReportStay>().OrderBy(stay => stay.From)]);
    }
}
