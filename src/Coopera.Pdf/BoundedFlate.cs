using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Coopera.Pdf;

/// <summary>
/// The one filter that form data needs, for files from anywhere: inflates at most <see cref="Budget"/> bytes a document (a megabyte can
/// hold a gigabyte) and never believes a size that the file states.
/// </summary>
internal sealed class BoundedFlate : IFilter
{
    public const int Budget = 32 * 1024 * 1024;

    private int _left = Budget;

    public bool IsSupported => true;

    /// <summary>A provider for one document: other filters are for pictures and old text, which are not read.</summary>
    public static IFilterProvider ForOneDocument()
    {
        var flate = new BoundedFlate();
        return new Filters(new Dictionary<string, IFilter> { ["FlateDecode"] = flate, ["Fl"] = flate });
    }

    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
    {
        var inflated = Inflate(input);
        var parameters = Parameters(streamDictionary, filterIndex);
        return Integer(parameters, "Predictor", 1) switch
        {
            1 => inflated,
            >= 10 => WithoutPngPrediction(inflated, Row(parameters)),
            var other => throw new InvalidDataException($"Predictor {other} is not read."),
        };
    }

    private byte[] Inflate(Memory<byte> input)
    {
        if (input.Length < 2)
        {
            throw new InvalidDataException("A compressed stream is too short.");
        }

        // Past the two bytes of the zlib head: the check sum at the end is wrong in files that are fine otherwise.
        using var compressed = new MemoryStream(input[2..].ToArray());
        using var deflate = new DeflateStream(compressed, CompressionMode.Decompress);
        using var output = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = deflate.Read(buffer)) > 0)
        {
            _left -= read;
            if (_left < 0)
            {
                throw new InvalidDataException("The file inflates to more than a form can need.");
            }

            output.Write(buffer, 0, read);
        }

        return output.ToArray();
    }

    // RFC 2083, chapter 6: every row starts with the number of the filter that was applied to it.
    private static byte[] WithoutPngPrediction(byte[] data, (int Length, int Pixel) row)
    {
        var rows = data.Length / (row.Length + 1);
        var output = new byte[rows * row.Length];
        for (var i = 0; i < rows; i++)
        {
            var kind = data[i * (row.Length + 1)];
            var current = output.AsSpan(i * row.Length, row.Length);
            var above = i == 0 ? new byte[row.Length] : output.AsSpan((i - 1) * row.Length, row.Length);
            data.AsSpan((i * (row.Length + 1)) + 1, row.Length).CopyTo(current);
            for (var j = 0; j < row.Length; j++)
            {
                int left = j < row.Pixel ? 0 : current[j - row.Pixel], corner = j < row.Pixel ? 0 : above[j - row.Pixel];
                current[j] += (byte)(kind switch
                {
                    1 => left,
                    2 => above[j],
                    3 => (left + above[j]) / 2,
                    4 => Paeth(left, above[j], corner),
                    _ => 0,
                });
            }
        }

        return output;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }

    private static (int Length, int Pixel) Row(DictionaryToken? parameters)
    {
        long colors = Integer(parameters, "Colors", 1), bits = Integer(parameters, "BitsPerComponent", 8), columns = Integer(parameters, "Columns", 1);
        if (colors is < 1 or > 32 || bits is < 1 or > 16 || columns is < 1 or > 1_000_000)
        {
            throw new InvalidDataException("A compressed stream states impossible sizes.");
        }

        return ((int)(((colors * bits * columns) + 7) / 8), (int)Math.Max(1, colors * bits / 8));
    }

    private static DictionaryToken? Parameters(DictionaryToken stream, int index) =>
        stream.TryGet(NameToken.DecodeParms, out var token) ? token switch
        {
            DictionaryToken parameters => parameters,
            ArrayToken list when index < list.Length => list[index] as DictionaryToken,
            _ => null,
        } : null;

    private static int Integer(DictionaryToken? parameters, string name, int otherwise) =>
        parameters is not null && parameters.TryGet(NameToken.Create(name), out var value) && value is NumericToken number ? number.Int : otherwise;

    private sealed class Filters(IReadOnlyDictionary<string, IFilter> filters) : BaseFilterProvider(filters);
}
