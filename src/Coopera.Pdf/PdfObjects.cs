using System.Globalization;
using System.IO.Compression;
using System.Text;
using UglyToad.PdfPig.Tokens;

namespace Coopera.Pdf;

internal static class PdfObjects
{
    public static NameToken Name(string name) => NameToken.Create(name);

    public static NumericToken Number(double value)
    {
        var rounded = Math.Round(value, 3);
        return rounded == Math.Truncate(rounded) ? new NumericToken((long)rounded) : new NumericToken(rounded);
    }

    public static ArrayToken Array(params IReadOnlyList<IToken> items) => new(items);

    public static ArrayToken Numbers(params IEnumerable<double> numbers) => new([.. numbers.Select(Number)]);

    /// <summary>A text string, written in hexadecimal: the writer would not escape brackets in UTF-16.</summary>
    public static HexToken Text(string text) => new($"FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}");

    public static HexToken Ascii(string text) => new(Convert.ToHexString(Encoding.ASCII.GetBytes(text)));

    public static DictionaryToken Dictionary(params IEnumerable<(string Key, IToken? Value)> entries)
    {
        var dictionary = new Dictionary<NameToken, IToken>();
        foreach (var (key, value) in entries)
        {
            if (value is not null)
            {
                dictionary[Name(key)] = value;
            }
        }

        return new DictionaryToken(dictionary);
    }

    public static StreamToken Stream(byte[] content, params (string Key, IToken? Value)[] entries) =>
        content.Length < 256 ? RawStream(content, entries) : Deflated(Deflate(content), entries);

    public static StreamToken Deflated(byte[] deflated, params (string Key, IToken? Value)[] entries) =>
        RawStream(deflated, [.. entries, ("Filter", Name("FlateDecode"))]);

    public static StreamToken RawStream(byte[] content, params (string Key, IToken? Value)[] entries) =>
        new(Dictionary([.. entries, ("Length", Number(content.Length))]), content);

    public static byte[] Deflate(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, level, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return output.ToArray();
    }

    public static string Format(double value) => (Math.Round(value, 3) + 0.0).ToString("0.###", CultureInfo.InvariantCulture);
}
