using JpegLibrary;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Coopera.Pdf.Reading;

/// <param name="Pixels">Row by row from the top, one byte each: 0 is black.</param>
public sealed record GrayPicture(int Width, int Height, byte[] Pixels);

/// <summary>
/// The pictures on a file's pages in shades of grey, as scanners write them: JPEG, fax (CCITT) and plain rows. JBIG2 and JPEG 2000 are
/// passed over, as is whatever is damaged.
/// </summary>
public static class PdfPictures
{
    private const int Most = 6;
    private const int MostPixels = 20_000_000; // A4 at 400 dots an inch is 15 million
    private const int MostBytes = 3 * MostPixels;

    /// <summary>Of a picture that is drawn once from top to bottom; one that is refined in many passes costs each of them.</summary>
    private const int MostScans = 4;

    private const int CostOfPixel = 2;
    private const int MostParents = 8;

    /// <param name="look">At one picture after the other: no two of them are held at once.</param>
    /// <exception cref="InvalidDataException">The file is no PDF, or has no catalog.</exception>
    /// <exception cref="PdfEncryptedException">It does not open without a password.</exception>
    /// <exception cref="ReadingBudgetExceededException">Looking through it takes more than the file is worth.</exception>
    public static IReadOnlyList<T> Look<T>(ReadOnlyMemory<byte> pdf, ReadingBudget budget, Func<GrayPicture, T> look) =>
        PdfDocument.Read(new PdfFile(pdf, budget), document => (IReadOnlyList<T>)[.. Of(document, budget).Select(look)]);

    private static IEnumerable<GrayPicture> Of(PdfDocument document, ReadingBudget budget)
    {
        var seen = 0;
        foreach (var page in PdfDescription.Pages(document))
        {
            foreach (var value in (document.Dictionary(Resources(document, page)?.Entry("XObject")) ?? []).Values)
            {
                if (document.Resolve(value) is not PdfStream stream
                    || document.Resolve(stream.Dictionary.Entry("Subtype")) is not PdfName { Value: "Image" })
                {
                    continue;
                }

                if (seen++ == Most)
                {
                    yield break;
                }

                if (Read(document, stream, budget) is { } picture)
                {
                    yield return picture;
                }
            }
        }
    }

    private static Dictionary<string, object?>? Resources(PdfDocument document, Dictionary<string, object?> page)
    {
        var node = page;
        for (var parents = 0; parents < MostParents && node is not null; parents++)
        {
            if (document.Dictionary(node.Entry("Resources")) is { } found)
            {
                return found;
            }

            node = document.Dictionary(node.Entry("Parent"));
        }

        return null;
    }

    private static GrayPicture? Read(PdfDocument document, PdfStream stream, ReadingBudget budget)
    {
        var dictionary = stream.Dictionary;
        var (width, height) = (Number("Width"), Number("Height"));
        if (width < 1 || height < 1 || (long)width * height > MostPixels)
        {
            return null;
        }

        budget.SpendBytes(CostOfPixel * (long)width * height);
        var filters = StreamFilters.List(dictionary.Entry("Filter"), document.Resolve);
        var last = (document.Resolve(filters.LastOrDefault()) as PdfName)?.Value;
        try
        {
            return last switch
            {
                "DCTDecode" => Jpeg(Before(document, stream, filters), width, height),
                "CCITTFaxDecode" => Fax(document, dictionary, Before(document, stream, filters), width, height),
                _ => document.Unpacked(stream, MostBytes) is { } rows
                    ? Rows(rows.Span, width, height, Number("BitsPerComponent"), IsTurned(document, dictionary)) : null,
            };
        }
        catch (Exception damaged) when (damaged is InvalidDataException or InvalidOperationException or ArgumentException
            or IndexOutOfRangeException or NotSupportedException or EndOfStreamException or IOException or OverflowException)
        {
            return null; // what libraries say of a picture that is not as it says it is
        }

        int Number(string name) => document.Resolve(dictionary.Entry(name)) is { } value ? value.Integer(0) : 0;
    }

    /// <summary>With all but the last filter undone.</summary>
    private static ReadOnlyMemory<byte> Before(PdfDocument document, PdfStream stream, List<object?> filters)
    {
        var packed = document.Packed(stream);
        return filters.Count < 2 ? packed : StreamFilters.Decode(
            new Dictionary<string, object?> { ["Filter"] = filters[..^1] }, packed, document.Resolve, document.File.Budget, MostBytes)
            ?? throw new InvalidDataException("Packed in a way that is not read.");
    }

    private static GrayPicture? Jpeg(ReadOnlyMemory<byte> data, int width, int height)
    {
        var decoder = new JpegDecoder();
        decoder.SetInput(data);
        decoder.Identify();
        if ((decoder.Width, decoder.Height) != (width, height) || decoder.Precision != 8 || Scans(data.Span) > MostScans)
        {
            return null;
        }

        var output = new FirstComponent(width, height);
        decoder.SetOutputWriter(output);
        decoder.Decode();
        return new GrayPicture(width, height, output.Pixels);
    }

    private static int Scans(ReadOnlySpan<byte> data) => data.Count([(byte)0xFF, (byte)0xDA]);

    private static GrayPicture? Fax(
        PdfDocument document, Dictionary<string, object?> dictionary, ReadOnlyMemory<byte> data, int width, int height)
    {
        var given = document.Dictionary(
            StreamFilters.List(dictionary.Entry("DecodeParms"), document.Resolve).LastOrDefault()) ?? [];
        if (Given("Columns", 1728) != width)
        {
            return null;
        }

        var parameters = new Dictionary<NameToken, IToken>
        {
            [NameToken.Create("K")] = new NumericToken(document.Resolve(given.Entry("K")) is double kind ? Math.Sign(kind) : 0),
            [NameToken.Create("Columns")] = new NumericToken(width),
            [NameToken.Create("Rows")] = new NumericToken(height),
            [NameToken.Create("EncodedByteAlign")] = Flag("EncodedByteAlign"),
            [NameToken.Create("BlackIs1")] = Flag("BlackIs1"),
        };
        var rows = new CcittFaxDecodeFilter().Decode(
            data.ToArray(),
            new DictionaryToken(new Dictionary<NameToken, IToken>
            {
                [NameToken.Filter] = NameToken.CcittfaxDecode,
                [NameToken.DecodeParms] = new DictionaryToken(parameters),
                [NameToken.Width] = new NumericToken(width),
                [NameToken.Height] = new NumericToken(height),
            }),
            DefaultFilterProvider.Instance, 0);
        return Rows(rows.Span, width, height, 1, IsTurned(document, dictionary));

        int Given(string name, int otherwise) => document.Resolve(given.Entry(name)) is { } value ? value.Integer(otherwise) : otherwise;

        BooleanToken Flag(string name) => document.Resolve(given.Entry(name)) is true ? BooleanToken.True : BooleanToken.False;
    }

    /// <summary>The first component of each pixel, from rows that begin on a byte.</summary>
    private static GrayPicture? Rows(ReadOnlySpan<byte> rows, int width, int height, int bits, bool isTurned)
    {
        var stride = rows.Length / height;
        var components = bits == 8 ? stride / width : 1;
        if (bits is not (1 or 8) || components < 1 || (bits == 1 && stride < (width + 7) / 8))
        {
            return null;
        }

        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = rows.Slice(y * stride, stride);
            for (var x = 0; x < width; x++)
            {
                var shade = bits == 8 ? row[x * components] : (row[x >> 3] >> (7 - (x & 7)) & 1) * byte.MaxValue;
                pixels[(y * width) + x] = (byte)(isTurned ? byte.MaxValue - shade : shade);
            }
        }

        return new GrayPicture(width, height, pixels);
    }

    private static bool IsTurned(PdfDocument document, Dictionary<string, object?> dictionary) =>
        document.List(dictionary.Entry("Decode")) is [var first, ..] && document.Resolve(first) is { } value && value.Integer(0) == 1;

    /// <summary>Brightness, of a picture in colours; what it is made of first, of any other.</summary>
    private sealed class FirstComponent(int width, int height) : JpegBlockOutputWriter
    {
        private const int Side = 8;

        public byte[] Pixels { get; } = new byte[width * height];

        public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            if (componentIndex != 0 || x >= width || y >= height)
            {
                return;
            }

            var block = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref blockRef, Side * Side);
            for (var row = 0; row < Math.Min(Side, height - y); row++)
            {
                for (var column = 0; column < Math.Min(Side, width - x); column++)
                {
                    Pixels[((y + row) * width) + x + column] = (byte)Math.Clamp((int)block[(row * Side) + column], 0, byte.MaxValue);
                }
            }
        }
    }
}
