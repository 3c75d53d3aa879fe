using System.Globalization;
using System.Text;
using Coopera.Core.Documents.Pictures;
using QRCoder;

namespace Coopera.Web.Shared;

/// <param name="Runs">The dark squares side by side, row by row.</param>
public sealed record QrPicture(int Side, IReadOnlyList<(int Row, int Column, int Length)> Runs)
{
    private static readonly Colour White = new(0xFF, 0xFF, 0xFF);
    private static readonly Colour Black = new(0, 0, 0);

    /// <summary>As SVG draws it.</summary>
    public string Path => Runs.Aggregate(new StringBuilder(), (path, run) => path.Append(
        CultureInfo.InvariantCulture, $"M{run.Column} {run.Row}h{run.Length}v1h-{run.Length}z")).ToString();

    public static QrPicture Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var side = code.ModuleMatrix.Count; // with the quiet zone
        var runs = new List<(int Row, int Column, int Length)>();
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var start = column;
                while (column < side && code.ModuleMatrix[row][column])
                {
                    column++;
                }

                if (column > start)
                {
                    runs.Add((row, start, column - start));
                }
            }
        }

        return new QrPicture(side, runs);
    }

    /// <param name="scale">Pixels of a square.</param>
    public byte[] ToPng(int scale)
    {
        var canvas = new Canvas(Side * scale, Side * scale, White);
        foreach (var (row, column, length) in Runs)
        {
            canvas.FillRectangle(column * scale, row * scale, length * scale, scale, Black);
        }

        return Png.Write(canvas);
    }
}
