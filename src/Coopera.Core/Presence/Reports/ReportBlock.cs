using Coopera.Core.Tables;
using Coopera.Domain;

namespace Coopera.Core.Presence.Reports;

internal sealed record BlockRow(int Line, IReadOnlyList<string> Cells)
{
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";
}

/// <summary>Rows that belong together: a list with the names of its columns, if it has them, and the title it stands under.</summary>
internal sealed record ReportBlock(string Title, BlockRow? Head, IReadOnlyList<BlockRow> Rows)
{
    private const int LeastHead = 2;

    public IReadOnlyList<string> Names => Head?.Cells ?? [];

    public int Columns => Rows.Concat(Head is null ? [] : [Head]).Max(row => row.Cells.Count);

    /// <summary>Rows that are in no block: titles.</summary>
    public static (IReadOnlyList<ReportBlock> Blocks, IReadOnlyList<BlockRow> Titles) Of(ReadTable table)
    {
        var rows = table.Rows.Index().Select(row => new BlockRow(row.Index + 1, Trimmed(row.Item))).ToList();
        List<ReportBlock> blocks = [];
        List<BlockRow> titles = [], body = [];
        BlockRow? head = null;
        var title = "";
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, next) = (rows[i], rows.Skip(i + 1).FirstOrDefault(other => other.Cells.Count > 0));
            if (row.Cells.Count == 0)
            {
                End();
            }
            else if (IsTitle(row, next))
            {
                End();
                titles.Add(row);
                title = row.Cells[0];
            }
            else if (IsHead(row, next))
            {
                End();
                head = row;
            }
            else
            {
                body.Add(row);
            }
        }

        End();
        return (blocks, titles);

        void End()
        {
            if (head is not null && body.Count == 0)
            {
                return; // an empty line between the names of the columns and the first row
            }

            if (body.Count > 0)
            {
                blocks.Add(new ReportBlock(title, head, body));
            }

            (head, body) = (null, []);
        }
    }

    private static bool IsTitle(BlockRow row, BlockRow? next) =>
        row.Cells.Count == 1 && !IsData(row[0]) && (next is null || next.Cells.Count == 1 || IsHead(next, null));

    /// <summary>Words only, and below it a row with something that is none.</summary>
    private static bool IsHead(BlockRow row, BlockRow? next) =>
        row.Cells.Count >= LeastHead && row.Cells.Count(cell => cell.Length > 0) >= LeastHead && !row.Cells.Any(IsData)
        && !row.Cells.Any(cell => cell.EndsWith(':'))
        && (next is null || next.Cells.Any(IsData) || KnownNames(row) >= LeastHead);

    private static int KnownNames(BlockRow row) => row.Cells.Count(
        cell => ReportWords.ColumnOf(cell) != ReportColumn.Unknown || ReportWords.IsOfMeeting([cell]));

    private static bool IsData(string cell) => cell.Length > 0
        && (EmailAddress.TryParse(cell, out _) || ReportClock.Duration(cell) is not null || ReportClock.IsMoment(cell));

    private static List<string> Trimmed(IReadOnlyList<string> cells)
    {
        var last = cells.Count;
        while (last > 0 && cells[last - 1].Length == 0)
        {
            last--;
        }

        return [.. cells.Take(last).Select(Plain)];
    }

    /// <summary>What is written as a formula so that spreadsheets leave it alone: ="2023-03-21 09:55:17".</summary>
    private static string Plain(string cell) => cell is ['=', '"', .., '"'] ? cell[2..^1] : cell;
}
