namespace Coopera.Core.Tables;

public enum TableFault
{
    Empty,
    TooLarge,
    TooManyRows,

    /// <summary>A spreadsheet of before 2007, or one with a password: both are the same kind of file.</summary>
    OldOrLocked,

    /// <summary>A spreadsheet of another kind than XLSX.</summary>
    OtherSpreadsheet,
    Damaged,
    NotText,
}

/// <summary>Rows of cells as somebody wrote them. A row that is empty stays, so that rows have the numbers they have in the file.</summary>
public sealed record ReadTable(IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public const int MostRows = 1_000;
    public const int MostColumns = 40;
    public const int LongestCell = 300;
    public const int LargestFile = 2 * 1024 * 1024;

    /// <summary>Of a table written out by <see cref="ToText"/>, or pasted.</summary>
    public const int LargestText = 512 * 1024;

    public int Columns { get; } = Rows.Max(row => row.Count);

    /// <summary>The same table as a text, the way spreadsheets put it on the clipboard.</summary>
    public string ToText() => string.Join('\n', Rows.Select(
        row => string.Join('\t', row.Concat(Enumerable.Repeat("", Columns - row.Count)).Select(Quoted))));

    internal static (ReadTable? Table, TableFault? Fault) Of(List<IReadOnlyList<string>> rows, TableLimits limits)
    {
        while (rows.Count > 0 && IsEmpty(rows[^1]))
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return rows.Count == 0 ? (null, TableFault.Empty)
            : rows.Count(row => !IsEmpty(row)) > limits.Rows + 1 ? (null, TableFault.TooManyRows)
            : (new ReadTable(rows.Count > limits.LastRow ? [.. rows.Where(row => !IsEmpty(row))] : rows), null);
    }

    /// <summary>On one line, and without what an export of ours puts before a text that looks like a formula.</summary>
    internal static string Cell(string text)
    {
        var most = text.Length > 4 * LongestCell ? text[..(4 * LongestCell)] : text;
        var line = Domain.Text.CleanLine(string.Concat(most.Select(c => char.IsControl(c) ? ' ' : c)));
        return Domain.Text.Cut(line is ['\'', '=' or '+' or '-' or '@', ..] ? line[1..] : line, LongestCell);
    }

    private static string Quoted(string cell) =>
        cell.StartsWith('"') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    public static bool IsEmpty(IReadOnlyList<string> row) => row.All(cell => cell.Length == 0);
}
