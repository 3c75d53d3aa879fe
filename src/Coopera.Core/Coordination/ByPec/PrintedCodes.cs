using Coopera.Core.Files;
using Coopera.Pdf.Reading;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Coopera.Core.Coordination.ByPec;

/// <summary>What the QR codes say that stand on scanned pages: of a scheda, the address of its adhesion's page.</summary>
public static class PrintedCodes
{
    /// <summary>A code of three centimetres on a page of this width has six dots a module.</summary>
    private const int Width = 1800;

    /// <summary>So many places that look like a corner of a code: the library compares each with all others, twice.</summary>
    private const int MostCorners = 250;

    private const int Cell = 12;

    private static readonly Dictionary<DecodeHintType, object> Hints = new() { [DecodeHintType.TRY_HARDER] = true };

    public static IReadOnlyList<string> Read(ReadOnlyMemory<byte> pdf, ReadingBudget budget)
    {
        try
        {
            return [.. PdfPictures.Look(pdf, budget, Read).OfType<string>().Distinct()];
        }
        catch (Exception e) when (e is InvalidDataException or PdfEncryptedException or ReadingBudgetExceededException)
        {
            return []; // people look at it
        }
    }

    /// <summary>
    /// As it is, then half as large, each with the light of its place and with that of the whole page: what a scanner's JPEG has blurred
    /// beyond reading in one of these stands in another (of 280 codes at 150 and 200 dots an inch the first alone missed seven).
    /// </summary>
    private static string? Read(GrayPicture picture)
    {
        var step = Math.Max(1, (int)Math.Round((double)Math.Min(picture.Width, picture.Height) / Width));
        var small = Smaller(picture, step);
        return Look(small) ?? Look(Smaller(small, 2));
    }

    private static string? Look(GrayPicture picture)
    {
        var source = new PlanarYUVLuminanceSource(
            picture.Pixels, picture.Width, picture.Height, 0, 0, picture.Width, picture.Height, false);
        return Decode(new HybridBinarizer(source)) ?? Decode(new GlobalHistogramBinarizer(source));
    }

    private static string? Decode(Binarizer binarizer)
    {
        var bitmap = new BinaryBitmap(binarizer);
        return bitmap.BlackMatrix is { } matrix && Corners(matrix) <= MostCorners ? new QRCodeReader().decode(bitmap, Hints)?.Text : null;
    }

    /// <summary>Where light and dark follow each other as across the corner of a code (1:1:3:1:1), counted by place.</summary>
    private static int Corners(BitMatrix matrix)
    {
        var places = new HashSet<(int X, int Y)>();
        Span<int> runs = stackalloc int[5];
        for (var y = 0; y < matrix.Height && places.Count <= MostCorners; y++)
        {
            runs.Clear();
            var isDark = false;
            for (var x = 0; x <= matrix.Width; x++)
            {
                if (x < matrix.Width && matrix[x, y] == isDark)
                {
                    runs[4]++;
                    continue;
                }

                var centre = x - runs[4] - runs[3] - ((runs[2] + 1) / 2);
                if (isDark && IsCorner(runs) && IsCornerDownwards(matrix, centre, y))
                {
                    places.Add((centre / Cell, y / Cell));
                }

                runs[1..].CopyTo(runs);
                runs[4] = 1;
                isDark = !isDark;
            }
        }

        return places.Count;
    }

    private static bool IsCornerDownwards(BitMatrix matrix, int x, int y)
    {
        Span<int> runs = stackalloc int[5];
        Count(-1, [2, 1, 0], runs, y);
        Count(1, [2, 3, 4], runs, y + 1);
        return IsCorner(runs);

        void Count(int step, ReadOnlySpan<int> order, Span<int> into, int from)
        {
            var at = from;
            foreach (var (index, isDark) in (ReadOnlySpan<(int, bool)>)[(order[0], true), (order[1], false), (order[2], true)])
            {
                for (; at >= 0 && at < matrix.Height && matrix[x, at] == isDark; at += step)
                {
                    into[index]++;
                }
            }
        }
    }

    /// <summary>As loosely as the library does.</summary>
    private static bool IsCorner(ReadOnlySpan<int> runs)
    {
        var whole = runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
        var (module, off) = (whole / 7f, whole / 14f);
        return whole >= 7 && Math.Abs(module - runs[0]) < off && Math.Abs(module - runs[1]) < off
            && Math.Abs((3 * module) - runs[2]) < 3 * off && Math.Abs(module - runs[3]) < off && Math.Abs(module - runs[4]) < off;
    }

    /// <summary>By whole steps, each pixel the mean of those that it stands for.</summary>
    private static GrayPicture Smaller(GrayPicture picture, int step)
    {
        if (step == 1)
        {
            return picture;
        }

        var (width, height) = (picture.Width / step, picture.Height / step);
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = 0;
                for (var row = 0; row < step; row++)
                {
                    foreach (var pixel in picture.Pixels.AsSpan((((y * step) + row) * picture.Width) + (x * step), step))
                    {
                        sum += pixel;
                    }
                }

                pixels[(y * width) + x] = (byte)(sum / (step * step));
            }
        }

        return new GrayPicture(width, height, pixels);
    }
}
