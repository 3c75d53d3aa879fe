using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Tokens;
using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

internal sealed class DocumentFont(FontFace face, string resource, PdfObjectTable table)
{
    private const int NonSymbolic = 32;
    private readonly SortedDictionary<int, Rune> _used = [];
    private IndirectReferenceToken? _descriptor;

    public string Resource => resource;

    /// <summary>The glyph numbers in hexadecimal, as the operator Tj takes them.</summary>
    public string Encode(string text)
    {
        var codes = new StringBuilder(4 * text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = face.Glyph(rune);
            var meaning = face.Has(rune) ? rune : new Rune('?');
            if (!_used.TryGetValue(glyph, out var known) || meaning < known)
            {
                _used[glyph] = meaning; // of two characters with one shape (space and no-break space) the simpler one
            }

            codes.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }

        return codes.ToString();
    }

    public IndirectReferenceToken Write()
    {
        var widths = _used.Keys.SelectMany(glyph => new IToken[] { Number(glyph), Array(Number(face.Advance(glyph))) });
        var descendant = table.Add(Dictionary(
            ("Type", Name("Font")),
            ("Subtype", Name("CIDFontType2")),
            ("BaseFont", Name(BaseFont)),
            ("CIDSystemInfo", Dictionary(("Registry", Ascii("Adobe")), ("Ordering", Ascii("Identity")), ("Supplement", Number(0)))),
            ("CIDToGIDMap", Name("Identity")),
            ("FontDescriptor", Descriptor()),
            ("DW", Number(1000)),
            ("W", Array([.. widths]))));
        return table.Add(Dictionary(
            ("Type", Name("Font")),
            ("Subtype", Name("Type0")),
            ("BaseFont", Name(BaseFont)),
            ("Encoding", Name("Identity-H")),
            ("DescendantFonts", Array(descendant)),
            ("ToUnicode", table.Add(Stream(Encoding.ASCII.GetBytes(ToUnicode()))))));
    }

    public IndirectReferenceToken WriteSimple()
    {
        var western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var widths = Enumerable.Range(32, 224)
            .Select(code => (double)face.Advance(face.Glyph(Rune.GetRuneAt(code == 0xAD ? "-" : western.GetString([(byte)code]), 0))));
        return table.Add(Dictionary(
            ("Type", Name("Font")),
            ("Subtype", Name("TrueType")),
            ("BaseFont", Name(BaseFont)),
            ("Encoding", Name("WinAnsiEncoding")),
            ("FirstChar", Number(32)),
            ("LastChar", Number(255)),
            ("Widths", Numbers(widths)),
            ("FontDescriptor", Descriptor())));
    }

    private string BaseFont => face.IsSubset ? $"COOPER+{face.Name}" : face.Name;

    private IndirectReferenceToken Descriptor()
    {
        if (_descriptor is null)
        {
            var (file, length) = face.Embedded(_used.Keys);
            _descriptor = table.Add(Dictionary(
                ("Type", Name("FontDescriptor")),
                ("FontName", Name(BaseFont)),
                ("Flags", Number(NonSymbolic)),
                ("FontBBox", Numbers(face.Bounds)),
                ("ItalicAngle", Number(0)),
                ("Ascent", Number(face.Ascent)),
                ("Descent", Number(face.Descent)),
                ("CapHeight", Number(face.CapHeight)),
                ("StemV", Number(face.Name.Contains("Bold", StringComparison.Ordinal) ? 140 : 80)),
                ("FontFile2", table.Add(Deflated(file, ("Length1", Number(length)))))));
        }

        return _descriptor;
    }

    private string ToUnicode()
    {
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """.ReplaceLineEndings("\n"));
        foreach (var block in _used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, rune) in block)
            {
                map.Append(
                    CultureInfo.InvariantCulture,
                    $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
