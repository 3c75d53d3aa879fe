using System.Collections.Concurrent;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.TrueType;

namespace Coopera.Pdf;

public readonly record struct OutlinePoint(double X, double Y);

/// <summary>The shapes of a font's letters, for what is drawn and not written: each is worked out once.</summary>
internal sealed class GlyphOutlines(TrueTypeFont font, double scale)
{
    private const int Pieces = 8; // of a curve

    private readonly ConcurrentDictionary<int, IReadOnlyList<IReadOnlyList<OutlinePoint>>> _known = new();

    public IReadOnlyList<IReadOnlyList<OutlinePoint>> Of(int glyph) => _known.GetOrAdd(glyph, Read);

    private IReadOnlyList<IReadOnlyList<OutlinePoint>> Read(int glyph) =>
        font.TryGetPath(0, _ => glyph, out var paths) ? [.. paths.Select(Contour).Where(contour => contour.Count > 2)] : [];

    private List<OutlinePoint> Contour(PdfSubpath path)
    {
        var points = new List<OutlinePoint>();
        foreach (var command in path.Commands)
        {
            switch (command)
            {
                case PdfSubpath.Move move:
                    points.Add(At(move.Location));
                    break;
                case PdfSubpath.Line line:
                    points.Add(At(line.To));
                    break;
                case PdfSubpath.QuadraticBezierCurve curve:
                    points.AddRange(Along(t => Quadratic(At(curve.StartPoint), At(curve.ControlPoint), At(curve.EndPoint), t)));
                    break;
            }
        }

        return points;
    }

    private OutlinePoint At(PdfPoint point) => new(point.X * scale, point.Y * scale);

    private static IEnumerable<OutlinePoint> Along(Func<double, OutlinePoint> curve) =>
        Enumerable.Range(1, Pieces).Select(piece => curve((double)piece / Pieces));

    private static OutlinePoint Quadratic(OutlinePoint start, OutlinePoint control, OutlinePoint end, double t)
    {
        var (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
        return new((a * start.X) + (b * control.X) + (c * end.X), (a * start.Y) + (b * control.Y) + (c * end.Y));
    }
}
