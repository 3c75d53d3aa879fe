using static Coopera.Core.Documents.ChartScale;

namespace Coopera.Core.Documents;

/// <param name="Label">Below the axis, short: "12 gen".</param>
/// <param name="Caption">Shown when the pointer rests on the column: "settimana dal 12 gennaio".</param>
public sealed record ChartColumn(string Label, string Caption, int Value);

/// <param name="Id">Distinguishes the charts of one page.</param>
/// <param name="Description">What it shows and where the same stands in numbers.</param>
/// <param name="IsTotal">The columns add up from one to the next: they stand shoulder to shoulder.</param>
public sealed record ColumnSheet(string Id, string Title, string Description, IReadOnlyList<ChartColumn> Columns, bool IsTotal = false);

/// <summary>
/// Columns over time as inline SVG. Across, everything is told in hundredths of the width and letters keep their size, so that one drawing
/// serves a telephone and a large screen; colours are classes of the style sheet, since the page may hold no style of its own.
/// </summary>
public static class ColumnChart
{
    private const double Height = 232;
    private const double PlotTop = 26;
    private const double PlotBottom = 200;
    private const double LabelLine = 222;

    private const double Left = 11;

    private const int MostWithNumbers = 13;

    public static string Draw(ColumnSheet sheet)
    {
        var top = Top(sheet.Columns.Select(column => column.Value).DefaultIfEmpty(0).Max());
        return string.Concat(
        [
            Open(sheet.Id, sheet.Title, sheet.Description, Height),
            "<g class=\"chart-grid\">",
            .. new[] { top, top / 2, 0 }.Select(value => GridLine(value, top)),
            $"</g><g class=\"{(sheet.IsTotal ? "chart-total" : "chart-bar")}\">",
            .. sheet.Columns.Select((column, index) => Column(column, Place(index, sheet), top)),
            "</g>",
            .. sheet.Columns.Count > MostWithNumbers ? [] : sheet.Columns.Select((column, index) => OnTop(column, index, sheet, top)),
            .. sheet.Columns.Select((column, index) => Below(column, index, sheet)),
            "</svg>",
        ]);
    }

    private static double Y(int value, int top) => PlotBottom - ((PlotBottom - PlotTop) * value / top);

    private static (double X, double Width) Place(int index, ColumnSheet sheet)
    {
        var step = (100 - Left) / sheet.Columns.Count;
        var width = step * (sheet.IsTotal ? 1 : 0.7);
        return (Left + (index * step) + ((step - width) / 2), width);
    }

    private static string GridLine(int value, int top)
    {
        var y = Tenth(Y(value, top));
        return $"<line x1=\"{Percent(Left)}\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/><text x=\"{Percent(Left - 1.5)}\" y=\"{y}\" dy=\".35em\" "
            + $"text-anchor=\"end\">{Number(value)}</text>";
    }

    private static string Column(ChartColumn column, (double X, double Width) place, int top)
    {
        var y = Y(column.Value, top);
        return $"<rect x=\"{Percent(place.X)}\" width=\"{Percent(place.Width)}\" y=\"{Tenth(y)}\" height=\"{Tenth(PlotBottom - y)}\">"
            + $"<title>{Escape(column.Caption)}: {Number(column.Value)}</title></rect>";
    }

    private static string OnTop(ChartColumn column, int index, ColumnSheet sheet, int top)
    {
        var (x, width) = Place(index, sheet);
        return column.Value == 0 || (sheet.IsTotal && index < sheet.Columns.Count - 1) ? ""
            : $"<text class=\"chart-value\" x=\"{Percent(x + (width / 2))}\" y=\"{Tenth(Y(column.Value, top) - 6)}\" "
                + $"text-anchor=\"middle\">{Number(column.Value)}</text>";
    }

    /// <summary>Counted from the last column back, since the last one is "now"; on a telephone every other label is left out.</summary>
    private static string Below(ChartColumn column, int index, ColumnSheet sheet)
    {
        var count = sheet.Columns.Count;
        var (wide, narrow) = count switch { <= 6 => (1, 1), <= 12 => (1, 2), <= 14 => (2, 4), _ => (7, 7) };
        var fromLast = count - 1 - index;
        if (fromLast % wide != 0)
        {
            return "";
        }

        var (x, width) = Place(index, sheet);
        var (at, anchor) = fromLast == 0 && count > 12 ? (x + width, "end") : (x + (width / 2), "middle");
        var minor = fromLast % narrow == 0 ? "" : " class=\"chart-minor\"";
        return $"<text{minor} x=\"{Percent(at)}\" y=\"{Tenth(LabelLine)}\" text-anchor=\"{anchor}\">{Escape(column.Label)}</text>";
    }
}
