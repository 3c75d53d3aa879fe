using System.Globalization;
using System.Text;

namespace Coopera.Core.Tests.Presence.Reports;

public enum Saved
{
    AsItCame,
    Windows1252,
    Utf8Mark,
    Utf16Little,
    Utf16Big,
    Tabs,

    /// <summary>By an Italian Excel: semicolons, dates of Italy to the minute, commas in numbers, Windows-1252.</summary>
    ByExcel,

    /// <summary>Opened by an Italian Excel without splitting it, and saved: each line one cell.</summary>
    ByExcelUnsplit,
}

/// <param name="Stays">Of each who was there, as exactly as the report tells.</param>
internal sealed record WrittenReport(
    byte[] Bytes, int Rows, IReadOnlyDictionary<string, IReadOnlyList<(DateTime From, DateTime Until)>> Stays, int Listed)
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static byte[] BytesOf(IReadOnlyList<string[]> rows, char separator, Saved saved) => saved switch
    {
        Saved.Windows1252 => Windows.GetBytes(Text(rows, separator)),
        Saved.Utf8Mark => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text(rows, separator))],
        Saved.Utf16Little => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text(rows, separator))],
        Saved.Utf16Big => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text(rows, separator))],
        Saved.Tabs => Encoding.UTF8.GetBytes(Text(rows, '\t')),
        Saved.ByExcel => Windows.GetBytes(Text(Padded(rows), ';')),
        Saved.ByExcelUnsplit => Windows.GetBytes(string.Join("\r\n", Text(rows, separator).Split("\r\n").Select(line => Cell(line, ';')))),
        _ => Encoding.UTF8.GetBytes(Text(rows, separator)),
    };

    /// <summary>Spreadsheets give every row as many cells.</summary>
    private static IReadOnlyList<string[]> Padded(IReadOnlyList<string[]> rows)
    {
        var most = rows.Max(row => row.Length);
        return [.. rows.Select(row => row.Concat(Enumerable.Repeat("", most - row.Length)).ToArray())];
    }

    private static string Text(IReadOnlyList<string[]> rows, char separator) =>
        string.Join("\r\n", rows.Select(row => string.Join(separator, row.Select(cell => Cell(cell, separator)))));

    private static string Cell(string cell, char separator) =>
        cell.IndexOfAny([separator, '"']) >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    public static string Clock(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
