using System.Text;
using UglyToad.PdfPig.Core;

namespace Coopera.Pdf.Reading;

/// <summary>Text strings (ISO 32000-2, 7.9.2.2): their first bytes tell how they are written.</summary>
internal static class PdfText
{
    public static string Decode(ReadOnlySpan<byte> text) => text switch
    {
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(text[2..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(text[2..]),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(text[3..]),
        _ => PdfDocEncoding.TryConvertBytesToString(text, out var decoded) && decoded is not null
            ? decoded
            : Encoding.Latin1.GetString(text),
    };
}
