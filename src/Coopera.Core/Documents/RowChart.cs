using static Coopera.Core.Documents.ChartScale;

namespace Coopera.Core.Documents;

public sealed record ChartRow(string Label, int Value);

/// <param name="Id">Distinguishes the charts of one page.</param>
/// <param name="Description">What it shows and where the same stands in numbers.</param>
/// <param name="Whole">What a row is a part of; null: the longest row fills the width.</param>
public sealed record RowSheet(string Id, string Title, string Description, IReadOnlyList<ChartRow> Rows, int? Whole = null);

public static class RowChart
{
    private const double RowHeight = 44;
    private const double LetterLine = 16;
    private const double BarTop = 23;
    private const double BarHeight = 13;

    public static string Draw(RowSheet sheet)
    {
        var longest = sheet.Whole ?? Math.Max(1, sheet.Rows.Select(row => row.Value).DefaultIfEmpty(0).Max());
        return string.Concat(
        [
            Open(sheet.Id, sheet.Title, sheet.Description, Math.Max(1, sheet.Rows.Count) * RowHeight),
            .. sheet.Rows.Select((row, index) => Row(row, index * RowHeight, longest)),
            "</svg>",
        ]);
    }

    private static string Row(ChartRow row, double y, int longest)
    {
        var (letters, bar) = (Tenth(y + LetterLine), Tenth(y + BarTop));
        return $"<text x=\"0\" y=\"{letters}\">{Escape(row.Label)}</text>"
            + $"<text class=\"chart-value\" x=\"100%\" y=\"{letters}\" text-anchor=\"end\">{Number(row.Value)}</text>"
            + $"<rect class=\"chart-track\" x=\"0\" y=\"{bar}\" width=\"100%\" height=\"{BarHeight}\" rx=\"4\"/>"
            + (
                row.Value == 0 ? "" : $"<rect class=\"chart-bar\" x=\"0\" y=\"{bar}\" width=\"{Percent(100.0 * row.Value / longest)}\" "
                    + $"height=\"{BarHeight}\" rx=\"4\"/>");
    }
}
