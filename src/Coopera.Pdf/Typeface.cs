using System.Text;

namespace Coopera.Pdf;

/// <summary>A face with another one that draws what the first lacks. What neither has is drawn as a question mark.</summary>
/// <param name="fallback">Loaded when first needed.</param>
public sealed class Typeface(FontFace face, Lazy<FontFace>? fallback = null)
{
    public FontFace Face => face;

    /// <summary>Else it is drawn as a question mark.</summary>
    public bool Has(Rune rune) => FaceOf(rune).Has(rune);

    public double Width(string text, double size)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var drawing = FaceOf(rune);
            width += drawing.Advance(drawing.Glyph(rune));
        }

        return width * size / 1000;
    }

    /// <summary>The lines around each letter of a text that begins at a point; downwards, as pictures count.</summary>
    public IEnumerable<IReadOnlyList<IReadOnlyList<OutlinePoint>>> Outlines(string text, double size, double left, double baseline)
    {
        var scale = size / 1000;
        foreach (var rune in text.EnumerateRunes())
        {
            var drawing = FaceOf(rune);
            var (glyph, from) = (drawing.Glyph(rune), left);
            yield return [.. drawing.Outline(glyph).Select(contour => (IReadOnlyList<OutlinePoint>)
                [.. contour.Select(point => new OutlinePoint(from + (point.X * scale), baseline - (point.Y * scale)))])];
            left += drawing.Advance(glyph) * scale;
        }
    }

    internal IEnumerable<(FontFace Face, string Text)> Runs(string text)
    {
        var run = new StringBuilder();
        FontFace? current = null;
        foreach (var rune in text.EnumerateRunes())
        {
            var drawing = FaceOf(rune);
            if (current is not null && drawing != current)
            {
                yield return (current, run.ToString());
                run.Clear();
            }

            current = drawing;
            run.Append(rune);
        }

        if (current is not null)
        {
            yield return (current, run.ToString());
        }
    }

    private FontFace FaceOf(Rune rune) =>
        fallback is null || face.Has(rune) || !fallback.Value.Has(rune) ? face : fallback.Value;
}

public sealed record PdfFonts(Typeface Regular, Typeface Bold)
{
    internal Typeface For(PdfTextStyle style) => style.Bold ? Bold : Regular;
}
