using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

public sealed partial class TaggedPdf
{
    private readonly record struct PlacedPiece(PdfPage Page, TextPiece Piece, double X, double Baseline);

    private TaggedPdf Block(string type, IEnumerable<PdfSpan> spans, PdfTextStyle style)
    {
        var element = _structure.Create(type, _structure.Document);
        var lines = TextLayout.Wrap(spans, span => _faces.For(span.Style ?? style), style.Size, _width);
        var placed = new List<PlacedPiece>();
        foreach (var line in lines)
        {
            Reserve(style.Line);
            var x = _left + Offset(style.Align, line, style);
            foreach (var piece in line)
            {
                placed.Add(new(_page, piece, x, Baseline(style, _y)));
                x += piece.Width;
            }

            _y -= style.Line;
        }

        DrawPieces(element, type, placed, style);
        _y -= style.After;
        return this;
    }

    private double Offset(PdfAlign align, List<TextPiece> line, PdfTextStyle style)
    {
        var visible = line.Sum(piece => piece.Width);
        if (line.Count > 0 && line[^1].Text.EndsWith(' '))
        {
            visible -= _faces.For(line[^1].Span.Style ?? style).Width(" ", style.Size);
        }

        return align switch
        {
            PdfAlign.Center => (_width - visible) / 2,
            PdfAlign.Right => _width - visible,
            _ => 0,
        };
    }

    // One marked content for each stretch of neighbouring pieces that have the same owner: the paragraph, or one of its links.
    private void DrawPieces(StructureElement element, string type, List<PlacedPiece> placed, PdfTextStyle style)
    {
        var links = new Dictionary<PdfSpan, StructureElement>(ReferenceEqualityComparer.Instance);
        for (var start = 0; start < placed.Count;)
        {
            var (page, span) = (placed[start].Page, placed[start].Piece.Span);
            var end = start + 1;
            while (end < placed.Count && placed[end].Page == page
                && (ReferenceEquals(placed[end].Piece.Span, span) || (span.Address is null && placed[end].Piece.Span.Address is null)))
            {
                end++;
            }

            var pieces = placed[start..end];
            if (span.Address is null)
            {
                page.Tagged(element, type, content => Draw(content, pieces, style));
            }
            else
            {
                if (!links.TryGetValue(span, out var link))
                {
                    links[span] = link = _structure.Create("Link", element);
                }

                page.Tagged(link, "Link", content => Draw(content, pieces, style));
                AnnotateLink(link, page, pieces, style);
            }

            start = end;
        }
    }

    private void Draw(ContentBuilder content, IEnumerable<PlacedPiece> pieces, PdfTextStyle style)
    {
        foreach (var (_, (span, text, width), x, baseline) in pieces)
        {
            var own = span.Style ?? style;
            content.Text(text, x, baseline, _faces.For(own), style.Size, own.Color);
            if (span.Address is not null)
            {
                content.Line(x, baseline - (style.Size * 0.12), x + width, baseline - (style.Size * 0.12), own.Color, style.Size * 0.05);
            }
        }
    }

    private static void AnnotateLink(StructureElement link, PdfPage page, List<PlacedPiece> pieces, PdfTextStyle style)
    {
        var areas =
            pieces.ConvertAll(piece => new PdfArea(piece.X, piece.Baseline - (style.Size * 0.3), piece.Piece.Width, style.Size * 1.2));
        var span = pieces[0].Piece.Span;
        page.Annotate(link, "Link", areas.Aggregate((all, next) => all + next),
            ("QuadPoints", Numbers(
                areas.SelectMany(area => new[] { area.X, area.Top, area.Right, area.Top, area.X, area.Y, area.Right, area.Y }))),
            ("Border", Numbers(0, 0, 0)),
            ("Contents", Text(TextLayout.CleanLine(span.Text == span.Address ? span.Text : $"{span.Text} ({span.Address})"))),
            ("A", Dictionary(("S", Name("URI")), ("URI", Ascii(new Uri(span.Address!).AbsoluteUri)))));
    }

    private double Baseline(PdfTextStyle style, double top)
    {
        var face = _faces.For(style).Face;
        return top - ((style.Line - ((face.Ascent - face.Descent) * style.Size / 1000)) / 2) - (face.Ascent * style.Size / 1000);
    }
}
