using Coopera.Pdf;

namespace Coopera.Core.Documents.Pictures;

public readonly record struct Colour(byte Red, byte Green, byte Blue);

/// <summary>A picture in memory that is filled shape by shape, with smooth edges.</summary>
public sealed class Canvas
{
    private const int Lines = 5; // looked at in the height of a pixel

    private readonly byte[] _pixels;

    public Canvas(int width, int height, Colour background)
    {
        (Width, Height, _pixels) = (width, height, new byte[width * height * 3]);
        for (var at = 0; at < _pixels.Length; at += 3)
        {
            (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (background.Red, background.Green, background.Blue);
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green and blue of each point, row by row.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>What lies within closed lines; one that runs the other way round inside another leaves a hole.</summary>
    public void Fill(IReadOnlyList<IReadOnlyList<OutlinePoint>> shape, Colour colour)
    {
        if (shape.Count == 0)
        {
            return;
        }

        var left = Math.Clamp((int)Math.Floor(shape.Min(contour => contour.Min(point => point.X))), 0, Width);
        var right = Math.Clamp((int)Math.Ceiling(shape.Max(contour => contour.Max(point => point.X))), left, Width);
        var top = Math.Max(0, (int)Math.Floor(shape.Min(contour => contour.Min(point => point.Y))));
        var bottom = Math.Min(Height, (int)Math.Ceiling(shape.Max(contour => contour.Max(point => point.Y))));
        var cover = new double[right - left];
        var crossings = new List<(double X, int Turn)>();
        for (var row = top; row < bottom; row++)
        {
            Array.Clear(cover);
            for (var line = 0; line < Lines; line++)
            {
                FindCrossings(shape, row + ((line + 0.5) / Lines), crossings);
                Cover(crossings, left, cover);
            }

            Paint(row, left, cover, colour);
        }
    }

    public void FillRectangle(double left, double top, double width, double height, Colour colour) =>
        Fill([[new(left, top), new(left + width, top), new(left + width, top + height), new(left, top + height)]], colour);

    public void DrawRing(double x, double y, double radius, double thickness, Colour colour) =>
        Fill([Circle(x, y, radius + (thickness / 2), 1), Circle(x, y, radius - (thickness / 2), -1)], colour);

    private static IReadOnlyList<OutlinePoint> Circle(double x, double y, double radius, int turn) =>
        [.. Enumerable.Range(0, 120).Select(step => turn * step * Math.Tau / 120)
            .Select(angle => new OutlinePoint(x + (radius * Math.Cos(angle)), y + (radius * Math.Sin(angle))))];

    private static void FindCrossings(IReadOnlyList<IReadOnlyList<OutlinePoint>> shape, double y, List<(double X, int Turn)> crossings)
    {
        crossings.Clear();
        foreach (var contour in shape)
        {
            var from = contour[^1];
            foreach (var to in contour)
            {
                if (from.Y <= y != to.Y <= y)
                {
                    crossings.Add((from.X + ((y - from.Y) * (to.X - from.X) / (to.Y - from.Y)), to.Y > from.Y ? 1 : -1));
                }

                from = to;
            }
        }

        crossings.Sort((one, other) => one.X.CompareTo(other.X));
    }

    private static void Cover(List<(double X, int Turn)> crossings, int first, double[] cover)
    {
        var turns = 0;
        for (var i = 0; i + 1 < crossings.Count; i++)
        {
            turns += crossings[i].Turn;
            if (turns != 0)
            {
                var (left, right) = (Math.Max(0, crossings[i].X - first), Math.Min(cover.Length, crossings[i + 1].X - first));
                for (var column = (int)left; column < right; column++)
                {
                    cover[column] += (Math.Min(right, column + 1) - Math.Max(left, column)) / Lines;
                }
            }
        }
    }

    private void Paint(int row, int first, double[] cover, Colour colour)
    {
        for (var column = 0; column < cover.Length; column++)
        {
            if (cover[column] > 0)
            {
                var (at, share) = (((row * Width) + first + column) * 3, Math.Min(1, cover[column]));
                _pixels[at] = Mix(_pixels[at], colour.Red, share);
                _pixels[at + 1] = Mix(_pixels[at + 1], colour.Green, share);
                _pixels[at + 2] = Mix(_pixels[at + 2], colour.Blue, share);
            }
        }
    }

    private static byte Mix(byte under, byte over, double share) => (byte)Math.Round(under + ((over - under) * share));
}
