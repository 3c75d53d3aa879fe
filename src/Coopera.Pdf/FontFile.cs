using System.Buffers.Binary;
using System.Text;

namespace Coopera.Pdf;

internal sealed class FontFile
{
    private static readonly string[] Whole = ["cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];

    public FontFile(byte[] file)
    {
        _file = file;
        for (var i = 0; i < U16(file, 4); i++)
        {
            var entry = 12 + (16 * i);
            _tables[Encoding.ASCII.GetString(file, entry, 4)] =
                (
                    (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(entry + 8)),
                    (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(entry + 12)));
        }
    }

    public byte[] WithoutLayoutTables() => Assemble(Whole.Where(_tables.ContainsKey).Select(tag => (tag, Table(tag).ToArray())));

    /// <summary>
    /// Glyphs keep their numbers; those not asked for are empty. Without <c>cmap</c>: glyph numbers are all a composite font uses.
    /// </summary>
    public byte[] Subset(IEnumerable<int> glyphs)
    {
        var kept = new SortedSet<int>([0, .. glyphs]);
        foreach (var glyph in kept.ToArray())
        {
            AddComponents(glyph, kept);
        }

        using var outlines = new MemoryStream();
        var locations = new byte[4 * (GlyphCount + 1)];
        for (var glyph = 0; glyph < GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(locations.AsSpan(4 * glyph), (uint)outlines.Length);
            if (kept.Contains(glyph))
            {
                outlines.Write(Outline(glyph));
                outlines.SetLength((outlines.Length + 3) & ~3);
                outlines.Position = outlines.Length;
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(locations.AsSpan(4 * GlyphCount), (uint)outlines.Length);
        var head = Table("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1); // long locations
        return Assemble(Whole.Where(tag => tag != "cmap" && _tables.ContainsKey(tag)).Select(tag => (tag, tag switch
        {
            "glyf" => outlines.ToArray(),
            "loca" => locations,
            "head" => head,
            _ => Table(tag).ToArray(),
        })));
    }

    private int GlyphCount => U16(Table("maxp"), 4);

    private ReadOnlySpan<byte> Table(string tag) => _file.AsSpan(_tables[tag].Offset, _tables[tag].Length);

    private ReadOnlySpan<byte> Outline(int glyph)
    {
        var isLong = U16(Table("head"), 50) == 1;
        var (start, end) = (Location(glyph), Location(glyph + 1));
        return Table("glyf")[start..end];

        int Location(int index) =>
            isLong ? (int)BinaryPrimitives.ReadUInt32BigEndian(Table("loca")[(4 * index)..]) : 2 * U16(Table("loca"), 2 * index);
    }

    // An accented letter is often made of a letter and an accent, which then have to be there too.
    private void AddComponents(int glyph, SortedSet<int> kept)
    {
        var outline = Outline(glyph);
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return;
        }

        var position = 10;
        int flags;
        do
        {
            flags = U16(outline, position);
            var component = U16(outline, position + 2);
            if (kept.Add(component))
            {
                AddComponents(component, kept);
            }

            position += 4
                + ((flags & 0x01) != 0 ? 4 : 2) + ((flags & 0x08) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
        }
        while ((flags & 0x20) != 0);
    }

    private static byte[] Assemble(IEnumerable<(string Tag, byte[] Content)> tables)
    {
        var all = tables.ToList();
        var power = (int)Math.Log2(all.Count);
        var head = new byte[12 + (16 * all.Count)];
        BinaryPrimitives.WriteUInt32BigEndian(head, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(4), (ushort)all.Count);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(10), (ushort)(16 * (all.Count - (1 << power))));
        using var file = new MemoryStream();
        file.Write(head);
        ReadOnlySpan<byte> padding = [0, 0, 0];
        foreach (var (index, (tag, content)) in all.Index())
        {
            var entry = head.AsSpan(12 + (16 * index));
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(content));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)file.Position);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)content.Length);
            file.Write(content);
            file.Write(padding[..((4 - (content.Length % 4)) % 4)]);
        }

        file.Position = 0;
        file.Write(head);
        return file.ToArray();
    }

    private static uint Sum(byte[] content)
    {
        var sum = 0u;
        for (var i = 0; i < content.Length; i++)
        {
            sum += (uint)content[i] << (24 - (8 * (i % 4)));
        }

        return sum;
    }

    private static int U16(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16BigEndian(bytes[offset..]);
}
