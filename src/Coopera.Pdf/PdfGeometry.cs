namespace Coopera.Pdf;

public readonly record struct PdfArea(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Top => Y + Height;

    internal double[] Corners => [X, Y, Right, Top];

    public static PdfArea operator +(PdfArea a, PdfArea b)
    {
        var (x, y) = (Math.Min(a.X, b.X), Math.Min(a.Y, b.Y));
        return new(x, y, Math.Max(a.Right, b.Right) - x, Math.Max(a.Top, b.Top) - y);
    }

    public static PdfArea Add(PdfArea left, PdfArea right) => left + right;
}

public readonly record struct PdfColor(double Red, double Green, double Blue)
{
    public static PdfColor Black => Gray(0);

    public static PdfColor White => Gray(1);

    public static PdfColor Gray(double lightness) => new(lightness, lightness, lightness);

    public static PdfColor FromHex(int rgb) => new((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);

    internal double[] Parts => [Red, Green, Blue];
}

public enum PdfAlign
{
    Left,
    Center,
    Right,
}

public sealed record PdfPageSetup(double Width, double Height, double MarginX, double MarginTop, double MarginBottom)
{
    public static PdfPageSetup A4 { get; } = new(595.276, 841.89, 51, 48, 54);

    public static PdfPageSetup A4Landscape { get; } = new(841.89, 595.276, 51, 48, 54);

    internal double BodyHeight => Height - MarginTop - MarginBottom;
}

/// <param name="LineHeight">As a multiple of the size.</param>
/// <param name="After">Space under the block, in points.</param>
public sealed record PdfTextStyle(
    double Size, bool Bold = false, PdfColor Color = default, double LineHeight = 1.35, double After = 6, PdfAlign Align = PdfAlign.Left)
{
    internal double Line => Size * LineHeight;
}

/// <param name="Address">Where the text leads: <c>https:</c>, <c>mailto:</c>. Null for plain text.</param>
public sealed record PdfSpan(string Text, string? Address = null, PdfTextStyle? Style = null)
{
    public static implicit operator PdfSpan(string text) => FromString(text);

    public static PdfSpan FromString(string text) => new(text);
}

/// <param name="Language">Of the text: <c>it-IT</c>.</param>
/// <param name="Created">Given, not looked up, so that the same input makes the same file.</param>
public sealed record PdfInformation(string Title, string Author, string Language, DateTimeOffset Created, string? Subject = null);
