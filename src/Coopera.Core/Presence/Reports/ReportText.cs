using Coopera.Core.Tables;

namespace Coopera.Core.Presence.Reports;

/// <summary>The table in the file of a report, whatever it went through.</summary>
public static class ReportFile
{
    /// <summary>A thousand people with several connections each, listed twice.</summary>
    public static readonly TableLimits Limits = new(Rows: 10_000, File: 5 * 1024 * 1024, Text: 5 * 1024 * 1024);

    private const string Separators = "\t;,";
    private const int Sample = 60;

    public static (ReadTable? Table, TableFault? Fault) Read(Stream file) => TableFile.Read(file, Limits, text => Of(text));

    private static (ReadTable? Table, TableFault? Fault) Of(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, TableFault.Empty);
        }

        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n');
        var rows = lines.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && lines.IndexOf('\n', StringComparison.Ordinal) == 5
            ? [[], .. TableText.Parse(lines[6..], lines[4])]
            : TableText.Parse(lines, SeparatorOf(lines));

        // Opened by a spreadsheet that expects another separator, and saved: each line has become one cell.
        if (rows.All(row => row.Skip(1).All(cell => cell.Length == 0)))
        {
            var joined = string.Join('\n', rows.Select(row => row.Count > 0 ? row[0] : ""));
            rows = TableText.Parse(joined, SeparatorOf(joined));
        }

        return ReadTable.Of(rows, Limits);
    }

    /// <summary>The one that makes the most cells: the sections of a report have not the same number of columns.</summary>
    private static char SeparatorOf(string text)
    {
        var start = string.Join('\n', text.Split('\n').Where(line => line.Length > 0).Take(Sample));
        return Separators.MaxBy(separator => TableText.Parse(start, separator).Sum(row => row.Count));
    }
}
