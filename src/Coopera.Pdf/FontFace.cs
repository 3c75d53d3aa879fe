using System.IO.Compression;
using System.Text;
using UglyToad.PdfPig.Fonts.TrueType;
using UglyToad.PdfPig.Fonts.TrueType.Parser;
using UglyToad.PdfPig.Fonts.TrueType.Tables;

namespace Coopera.Pdf;

/// <summary>
/// One TrueType font: load it once a process, it never changes and any number of documents may use it. Measures are in thousandths of the
/// size.
/// </summary>
public sealed class FontFace
{
    // Above this a document takes only the glyphs it draws; below, the whole file, compressed once for all documents.
    private const int LongFile = 128 * 1024;

    private readonly ushort[] _glyphs = new ushort[char.MaxValue + 1];
    private readonly ushort[] _advances;
    private readonly GlyphOutlines _outlines;
    private readonly FontFile _file;
    private readonly bool _isLong;
    private readonly Lazy<(byte[] Deflated, int Length)> _whole;

    private FontFace(byte[] file)
    {
        var font = TrueTypeFontParser.Parse(new TrueTypeDataBytes(file));
        var tables = font.TableRegister;
        var scale = 1000.0 / tables.HeaderTable.UnitsPerEm;
        Name = tables.NameTable.GetPostscriptName() ?? "Embedded";
        Ascent = tables.HorizontalHeaderTable.Ascent * scale;
        Descent = tables.HorizontalHeaderTable.Descent * scale;
        CapHeight = tables.Os2Table is Os2Version2To4OpenTypeTable { CapHeight: > 0 } os2 ? os2.CapHeight * scale : Ascent * 0.7;
        var bounds = tables.HeaderTable.Bounds;
        Bounds = [bounds.Left * scale, bounds.Bottom * scale, bounds.Right * scale, bounds.Top * scale];
        var characters = font.WindowsUnicodeCMap ?? throw new InvalidDataException($"{Name} has no Unicode character map.");
        for (var character = 1; character <= char.MaxValue; character++)
        {
            _glyphs[character] = (ushort)characters.CharacterCodeToGlyphIndex(character);
        }

        _advances = [.. Enumerable.Range(0, tables.IndexToLocationTable.GlyphOffsets.Count - 1)
            .Select(glyph => (ushort)Math.Round(tables.HorizontalMetricsTable.GetAdvanceWidth(glyph) * scale))];
        _outlines = new GlyphOutlines(font, scale);
        _file = new FontFile(file);
        _isLong = file.Length > LongFile;
        _whole = new(() =>
        {
            var tables = _file.WithoutLayoutTables();
            return (PdfObjects.Deflate(tables, CompressionLevel.SmallestSize), tables.Length);
        });
    }

    public string Name { get; }

    public double Ascent { get; }

    public double Descent { get; }

    public double CapHeight { get; }

    public IReadOnlyList<double> Bounds { get; }

    public static FontFace Load(byte[] trueTypeFile) => new(trueTypeFile);

    public static FontFace Load(Stream trueTypeFile)
    {
        using var copy = new MemoryStream();
        trueTypeFile.CopyTo(copy);
        return Load(copy.ToArray());
    }

    public bool Has(Rune rune) => rune.IsBmp && _glyphs[rune.Value] != 0;

    public int Glyph(Rune rune) => Has(rune) ? _glyphs[rune.Value] : _glyphs['?'];

    public int Advance(int glyph) => _advances[glyph];

    /// <summary>The closed lines around it, curves as short pieces; upwards from the line that letters stand on.</summary>
    public IReadOnlyList<IReadOnlyList<OutlinePoint>> Outline(int glyph) => _outlines.Of(glyph);

    internal bool IsSubset => _isLong;

    internal (byte[] Deflated, int Length) Embedded(IEnumerable<int> glyphs)
    {
        if (!_isLong)
        {
            return _whole.Value;
        }

        var subset = _file.Subset(glyphs);
        return (PdfObjects.Deflate(subset), subset.Length);
    }
}
