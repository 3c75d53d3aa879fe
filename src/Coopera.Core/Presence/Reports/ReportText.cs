using Coopera.Core.Tables;

namespace Coopera.Core.Presence.Reports;

/// <summary>The table in the file of a report, whatever it went through.</summary>
public static class ReportFile
{
    /// <summary>A thousand people with several connections each, listed twice.</summary>
    public static readonly TableLimits Limits = TableLimits.ByHand with
    {
        Rows = 10_000,
        File = 5 * 1024 * 1024,
        Text = 5 * 1024 * 1024,
    };

    private const string Separators = "\t;,";
    private const int Sample = 60;
    private const int LeastSeparators = 2;

    public static (ReadTable? Table, TableFault? Fault) Read(Stream file) => TableFile.Read(file, Limits, text => Of(text));

    private static (ReadTable? Table, TableFault? Fault) Of(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, TableFault.Empty);
        }

        var lines = Unwrapped(text.ReplaceLineEndings("\n").TrimEnd('\n'));
        return ReadTable.Of(
            lines.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && lines.IndexOf('\n', StringComparison.Ordinal) == 5
                ? [[], .. TableText.Parse(lines[6..], lines[4], Limits)] : TableText.Parse(lines, SeparatorOf(lines), Limits),
            Limits);
    }

    /// <summary>
    /// Opened by a spreadsheet that expects another separator, and saved: lines have become one cell each, in quotation marks where
    /// something in them asks for it.
    /// </summary>
    private static string Unwrapped(string text)
    {
        var lines = text.Split('\n');
        var wrapped = lines.Select(line => line is ['"', _, .., '"'] && Inside(line) is { } inside
            && Separators.Any(separator => inside.Count(
            c => c == separator) >= LeastSeparators) ? inside : null).ToArray();
        return wrapped.Count(line => line is not null) * 2 < lines.Count(line => line.Length > 0)
            ? text : string.Join('\n', lines.Zip(wrapped, (line, inside) => inside ?? line));
    }

    /// <summary>Of a line that is a single quotation.</summary>
    private static string? Inside(string line)
    {
        var plain = line[1..^1].Replace("\"\"", "\u0001", StringComparison.Ordinal);
        return plain.Contains('"', StringComparison.Ordinal) ? null : plain.Replace('\u0001', '"');
    }

    /// <summary>The one that makes the most cells: the sections of a report have not the same number of columns.</summary>
    private static char SeparatorOf(string text)
    {
        var start = string.Join('\n', text.Split('\n').Where(line => line.Length > 0).Take(Sample));
        return Separators.MaxBy(separator => TableText.Parse(start, separator, Limits).Sum(row => row.Count));
    }
}
