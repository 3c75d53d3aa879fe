using System.Text;
using Coopera.Domain;

namespace Coopera.Core.Tables;

/// <summary>
/// A table that is a text: pasted from a spreadsheet, a CSV (RFC 4180, with any usual separator), or addresses from a mail.
/// </summary>
public static class TableText
{
    private const string Separators = "\t;,|";
    private const int Sample = 20;
    private const int LongestSample = ReadTable.LargestText;

    public static (ReadTable? Table, TableFault? Fault) Read(string? text) => Read(text, TableLimits.ByHand);

    internal static (ReadTable? Table, TableFault? Fault) Read(string? text, TableLimits limits)
    {
        if (text is null || string.IsNullOrWhiteSpace(text))
        {
            return (null, TableFault.Empty);
        }

        if (text.Length > limits.Text)
        {
            return (null, TableFault.TooLarge);
        }

        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n');
        if (lines.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && lines.IndexOf('\n', StringComparison.Ordinal) == 5)
        {
            return ReadTable.Of(Parse(lines[6..], lines[4], limits), limits); // how Excel is told of a CSV's separator
        }

        // Only a list by hand is ever pasted from the "To" of a mail.
        var people = lines.Length <= ReadTable.LargestText ? AddressLines.Read(lines) : null;
        return ReadTable.Of(people ?? Parse(lines, SeparatorOf(lines), limits), limits);
    }

    /// <summary>The one that most rows of the beginning have alike; the tab of a clipboard before what may stand in a text.</summary>
    private static char SeparatorOf(string text)
    {
        var start = string.Join('\n', text[..Math.Min(text.Length, LongestSample)].Split('\n').Where(line => line.Length > 0).Take(Sample));
        return Separators.MaxBy(separator => Score(Parse(start, separator, TableLimits.ByHand)));

        static int Score(List<IReadOnlyList<string>> rows)
        {
            var usual = rows.GroupBy(row => row.Count).MaxBy(group => group.Count())!;
            return usual.Key > 1 ? usual.Count() : 0;
        }
    }

    internal static List<IReadOnlyList<string>> Parse(string text, char separator, TableLimits limits) =>
        TryParse(text, separator, limits, quotes: true) ?? TryParse(text, separator, limits, quotes: false)!;

    /// <summary>Null when a quotation is not closed: then a mark at the beginning of a cell is nothing but a mark.</summary>
    private static List<IReadOnlyList<string>>? TryParse(string text, char separator, TableLimits limits, bool quotes)
    {
        List<IReadOnlyList<string>> rows = [];
        List<string> row = [];
        var (cell, quoted, blank) = (new StringBuilder(), false, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    Add(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    Add(text[++i]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (quotes && c == '"' && blank)
            {
                quoted = true;
            }
            else if (c == separator || c == '\n')
            {
                End(c == '\n');
            }
            else
            {
                Add(c);
            }
        }

        End(isLast: true);
        return quoted ? null : rows;

        void Add(char c)
        {
            cell.Append(c);
            blank = blank && char.IsWhiteSpace(c);
        }

        void End(bool isLast)
        {
            if (row.Count < limits.Columns)
            {
                row.Add(ReadTable.Cell(cell.ToString()));
            }

            cell.Clear();
            blank = true;
            if (isLast)
            {
                rows.Add(limits.Take(rows, row));
                row = [];
            }
        }
    }
}
