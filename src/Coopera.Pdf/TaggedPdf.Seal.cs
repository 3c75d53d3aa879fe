using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Tokens;
using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

public sealed partial class TaggedPdf
{
    /// <summary>As wide as any place in a file: what is written over it is padded to its width.</summary>
    private const int WidestPlace = 2_000_000_000;

    private IndirectReferenceToken? _seal;

    /// <summary>
    /// Writes what the body says, and over it the field of a seal (PAdES): the file is then made by <see cref="ToSeal"/>.
    /// </summary>
    public TaggedPdf Sealed(PdfSeal seal, Action body)
    {
        var (page, top) = (_page, _y);
        body();
        top = _page == page ? top : _setup.Height - _setup.MarginTop;
        _seal = _table.Add(Dictionary(
            ("Type", Name("Sig")),
            ("Filter", Name("Adobe.PPKLite")),
            ("SubFilter", Name("ETSI.CAdES.detached")),
            ("M", Ascii(seal.At.UtcDateTime.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture))),
            ("Name", Text(TextLayout.CleanLine(seal.SealedBy))),
            ("Reason", Text(TextLayout.CleanLine(seal.Reason))),
            ("ByteRange", Numbers(0, WidestPlace, WidestPlace, WidestPlace)),
            ("Contents", new HexToken(new string('0', 2 * seal.Room)))));
        _form.AddSeal(_page, _structure.Create("Form", _structure.Document), new PdfArea(_left, _y, _width, top - _y), seal, _seal);
        return this;
    }

    public PdfToSeal ToSeal()
    {
        var seal = _seal ?? throw new InvalidOperationException("Nothing in this document says where its seal stands.");
        var file = ToBytes();
        var at = (int)_table.OffsetOf(seal);
        var (rangeStart, rangeEnd) = Between(file, at, "/ByteRange"u8, (byte)'[', (byte)']');
        var (holeStart, holeEnd) = Between(file, rangeEnd, "/Contents"u8, (byte)'<', (byte)'>');
        var range = string.Create(CultureInfo.InvariantCulture, $"[0 {holeStart} {holeEnd} {file.Length - holeEnd}");
        Encoding.ASCII.GetBytes(range.PadRight(rangeEnd - rangeStart - 1) + "]", file.AsSpan(rangeStart));
        return new PdfToSeal(file, holeStart, holeEnd);
    }

    /// <summary>Where the value after a key stands, with its brackets.</summary>
    private static (int Start, int End) Between(byte[] file, int from, ReadOnlySpan<byte> key, byte opens, byte closes)
    {
        var start = from + file.AsSpan(from).IndexOf(key) + key.Length;
        start += file.AsSpan(start).IndexOf(opens);
        return (start, start + file.AsSpan(start).IndexOf(closes) + 1);
    }
}
