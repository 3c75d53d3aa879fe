namespace Coopera.Pdf;

/// <param name="Weight">Its share of the table's width.</param>
public sealed record PdfColumn(string Title, double Weight = 1, PdfAlign Align = PdfAlign.Left);

public sealed record PdfTable(IReadOnlyList<PdfColumn> Columns, PdfTextStyle Text)
{
    /// <summary>The column whose cells are the heads of their rows, as a name is; null for none.</summary>
    public int? RowHeader { get; init; }

    public double MinimumRowHeight { get; init; }

    public double PaddingX { get; init; } = 5;

    public double PaddingY { get; init; } = 3;

    public PdfColor Lines { get; init; } = PdfColor.Gray(0.55);

    public PdfColor HeadGround { get; init; } = PdfColor.Gray(0.9);

    internal PdfTextStyle Head => Text with { Bold = true };
}
