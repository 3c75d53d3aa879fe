using System.Text;
using UglyToad.PdfPig.Fonts;
using UglyToad.PdfPig.Fonts.Encodings;
using FontEncoding = UglyToad.PdfPig.Fonts.Encodings.Encoding;

namespace Coopera.Pdf.Reading;

/// <summary>Which letters the codes of a font stand for (ISO 32000-1, 9.6.6 and 9.10).</summary>
internal sealed class FontText
{
    private const int MaximumMap = 1024 * 1024;

    private readonly int _width;
    private readonly FontEncoding? _base;
    private readonly Dictionary<int, string> _names = [];
    private readonly IReadOnlyDictionary<int, string> _unicode;

    private FontText(int width, FontEncoding? encoding, IReadOnlyDictionary<int, string> unicode) =>
        (_width, _base, _unicode) = (width, encoding, unicode);

    /// <summary>Null when the font does not tell.</summary>
    public static FontText? Of(PdfDocument document, Dictionary<string, object?> font)
    {
        var unicode = document.Resolve(font.Entry("ToUnicode")) is PdfStream map && document.Unpacked(map, MaximumMap) is { } bytes
            ? ToUnicodeMap.Read(bytes, document) : new Dictionary<int, string>();
        var encoding = document.Resolve(font.Entry("Encoding"));
        switch ((document.Resolve(font.Entry("Subtype")) as PdfName)?.Value)
        {
            case "Type0":
                var isPlain = encoding.Is("Identity-H") || encoding.Is("Identity-V");
                return isPlain && unicode.Count > 0 ? new FontText(2, null, unicode) : null;
            case "Type1" or "MMType1" or "TrueType":
                var text = new FontText(1, Base(document, font, encoding), unicode);
                text.AddDifferences(document, (encoding as Dictionary<string, object?>)?.Entry("Differences"));
                return text;
            default:
                return null; // the letters of a Type 3 font are drawings
        }
    }

    /// <summary>Null when a code is none of a letter that is known.</summary>
    public string? Decode(byte[] codes)
    {
        var text = new StringBuilder(codes.Length);
        for (var i = 0; i + _width <= codes.Length; i += _width)
        {
            if (Letter(_width == 1 ? codes[i] : (codes[i] << 8) | codes[i + 1]) is not { } letter)
            {
                return null;
            }

            text.Append(letter);
        }

        return text.ToString();
    }

    private string? Letter(int code)
    {
        var name = _names.GetValueOrDefault(code) ?? (_base is not null && _base.ContainsCode(code) ? _base.GetName(code) : null);
        return (name is null ? null : GlyphList.AdobeGlyphList.NameToUnicode(name)) ?? _unicode.GetValueOrDefault(code)
            ?? (name is null && _base is not null ? "\uFFFD" : null); // no letter at all: a box is drawn
    }

    private static FontEncoding? Base(PdfDocument document, Dictionary<string, object?> font, object? encoding)
    {
        var name = encoding as PdfName ?? document.Resolve((encoding as Dictionary<string, object?>)?.Entry("BaseEncoding")) as PdfName;
        return name?.Value switch
        {
            "WinAnsiEncoding" => WinAnsiEncoding.Instance,
            "MacRomanEncoding" => MacRomanEncoding.Instance,
            "StandardEncoding" => StandardEncoding.Instance,
            _ => font.ContainsKey("FontDescriptor") ? null : StandardEncoding.Instance, // an embedded font may have letters of its own
        };
    }

    private void AddDifferences(PdfDocument document, object? differences)
    {
        var code = 0;
        foreach (var one in document.List(differences) ?? [])
        {
            if (one is double first)
            {
                code = first.Integer();
            }
            else if (one is PdfName name && _names.Count < 256)
            {
                _names[code++] = name.Value;
            }
        }
    }
}
