using System.Globalization;
using System.Text;
using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

public sealed class ContentBuilder
{
    private readonly DocumentFonts _fonts;
    private readonly StringBuilder _content = new();

    internal ContentBuilder(DocumentFonts fonts) => _fonts = fonts;

    internal int Length => _content.Length;

    public ContentBuilder Text(string text, double x, double y, Typeface typeface, double size, PdfColor color)
    {
        Raw("BT").Color(color, "rg").Raw($"{Format(x)} {Format(y)} Td");
        foreach (var (face, part) in typeface.Runs(text))
        {
            var font = _fonts.For(face);
            Raw($"/{font.Resource} {Format(size)} Tf <{font.Encode(part)}> Tj");
        }

        return Raw("ET");
    }

    public ContentBuilder Rectangle(PdfArea area, PdfColor? fill = null, PdfColor? stroke = null, double line = 1)
    {
        Raw("q");
        if (fill is { } inside)
        {
            Color(inside, "rg");
        }

        if (stroke is { } outside)
        {
            Color(outside, "RG").Raw($"{Format(line)} w");
        }

        return Numbers("re", area.X, area.Y, area.Width, area.Height).Raw((fill, stroke) switch
        {
            (null, null) => "n",
            (_, null) => "f",
            (null, _) => "S",
            _ => "B",
        }).Raw("Q");
    }

    public ContentBuilder Line(double x1, double y1, double x2, double y2, PdfColor color, double width = 1) =>
        Raw("q").Color(color, "RG").Numbers("w", width).Numbers("m", x1, y1).Numbers("l", x2, y2).Raw("S Q");

    public ContentBuilder Polygon(PdfColor fill, params IReadOnlyList<(double X, double Y)> corners)
    {
        Raw("q").Color(fill, "rg");
        foreach (var (index, (x, y)) in corners.Index())
        {
            Numbers(index == 0 ? "m" : "l", x, y);
        }

        return Raw("f Q");
    }

    public ContentBuilder Circle(double x, double y, double radius, PdfColor color, double width)
    {
        var k = 0.5523 * radius; // the four Bézier curves that come closest
        return Raw("q").Color(color, "RG").Numbers("w", width).Numbers("m", x + radius, y)
            .Numbers("c", x + radius, y + k, x + k, y + radius, x, y + radius)
            .Numbers("c", x - k, y + radius, x - radius, y + k, x - radius, y)
            .Numbers("c", x - radius, y - k, x - k, y - radius, x, y - radius)
            .Numbers("c", x + k, y - radius, x + radius, y - k, x + radius, y)
            .Raw("S Q");
    }

    internal ContentBuilder Color(PdfColor color, string operation) => Numbers(operation, color.Parts);

    internal ContentBuilder Numbers(string operation, params ReadOnlySpan<double> numbers)
    {
        foreach (var number in numbers)
        {
            _content.Append(Format(number)).Append(' ');
        }

        return Raw(operation);
    }

    internal ContentBuilder Raw(string operators)
    {
        _content.Append(operators).Append('\n');
        return this;
    }

    internal void Insert(int position, ContentBuilder other) => _content.Insert(position, other._content.ToString());

    internal ContentBuilder Another() => new(_fonts);

    internal byte[] ToBytes() => Encoding.ASCII.GetBytes(_content.ToString());

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_content.Length} bytes of content");
}
