using System.Globalization;
using System.Text;

namespace Coopera.Pdf;

internal readonly record struct TextPiece(PdfSpan Span, string Text, double Width);

internal static class TextLayout
{
    public const double SmallestSize = 6;

    public static string Clean(string? text)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\t' or '\u2028' or '\u2029')
            {
                clean.Append(' ');
            }
            else if (rune.Value is not (0xFFFE or 0xFFFF)
                && (rune.Value == '\n' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format)))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    public static string CleanLine(string? text) => Clean(text).Replace('\n', ' ');

    public static IReadOnlyList<string> Wrap(string text, Typeface typeface, double size, double width) =>
        [.. Wrap([new PdfSpan(text)], _ => typeface, size, width).Select(line => string.Concat(line.Select(piece => piece.Text)))];

    /// <summary>
    /// Greedy lines no wider than asked for; a word too long for a line is cut. A line ends in a space where the text goes on in the next.
    /// </summary>
    public static List<List<TextPiece>> Wrap(IEnumerable<PdfSpan> spans, Func<PdfSpan, Typeface> typefaceOf, double size, double width)
    {
        var lines = new List<List<TextPiece>> { new() };
        var used = 0.0;
        foreach (var word in Words(spans))
        {
            if (word is null)
            {
                if (lines[^1].Count > 0)
                {
                    Append(lines[^1], lines[^1][^1].Span, " ");
                }

                lines.Add([]);
                used = 0;
                continue;
            }

            if (lines[^1].Count > 0)
            {
                used += Width(lines[^1][^1].Span, " ");
                Append(lines[^1], SpaceBetween(lines[^1][^1].Span, word[0].Span), " ");
                if (used + word.Sum(part => Width(part.Span, part.Text)) > width)
                {
                    lines.Add([]);
                    used = 0;
                }
            }

            foreach (var (span, text) in word)
            {
                Place(span, text);
            }
        }

        return lines;

        double Width(PdfSpan span, string text) => typefaceOf(span).Width(text, size);

        void Place(PdfSpan span, string text)
        {
            while (used + Width(span, text) > width && Fitting(span, text, width - used) is var fitting && fitting < text.Length)
            {
                Append(lines[^1], span, text[..fitting]);
                lines.Add([]);
                used = 0;
                text = text[fitting..];
            }

            Append(lines[^1], span, text);
            used += Width(span, text);
        }

        // At least one character, so that there is an end to it.
        int Fitting(PdfSpan span, string text, double room)
        {
            var length = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                room -= Width(span, rune.ToString());
                if (room < 0 && (length > 0 || used > 0))
                {
                    break;
                }

                length += rune.Utf16SequenceLength;
            }

            return length;
        }

        void Append(List<TextPiece> line, PdfSpan span, string text)
        {
            if (line.Count > 0 && ReferenceEquals(line[^1].Span, span))
            {
                text = line[^1].Text + text;
                line.RemoveAt(line.Count - 1);
            }

            line.Add(new TextPiece(span, text, Width(span, text)));
        }
    }

    /// <summary>
    /// The largest size, not above the one asked for, at which the text fits into the width; not below <see cref="SmallestSize"/>.
    /// </summary>
    public static double Shrink(string text, Typeface typeface, double size, double width)
    {
        var needed = typeface.Width(text, size);
        return needed <= width ? size : Math.Max(SmallestSize, Math.Floor(size * width / needed * 10) / 10);
    }

    // The space before or after a link is not part of it.
    private static PdfSpan SpaceBetween(PdfSpan before, PdfSpan after) =>
        before.Address is null || after.Address is not null ? before : after;

    // Words, each of one or more parts with no space between; null for a line break.
    private static IEnumerable<List<(PdfSpan Span, string Text)>?> Words(IEnumerable<PdfSpan> spans)
    {
        var word = new List<(PdfSpan, string)>();
        foreach (var span in spans)
        {
            var text = Clean(span.Text);
            var start = 0;
            for (var i = 0; i <= text.Length; i++)
            {
                if (i < text.Length && text[i] is not (' ' or '\n'))
                {
                    continue;
                }

                if (i > start)
                {
                    word.Add((span, text[start..i]));
                }

                start = i + 1;
                if (i < text.Length && word.Count > 0)
                {
                    yield return word;
                    word = [];
                }

                if (i < text.Length && text[i] == '\n')
                {
                    yield return null;
                }
            }
        }

        if (word.Count > 0)
        {
            yield return word;
        }
    }
}
