using System.Buffers.Binary;
using System.Text;

namespace Coopera.Testing.Samples;

/// <summary>A mail as Outlook saves it: a compound file ([MS-CFB]) with a folder for each attachment ([MS-OXMSG]).</summary>
public sealed class TestOutlook
{
    private const uint Free = 0xFFFFFFFF;
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint TableSector = 0xFFFFFFFD;
    private const int Sector = 512;
    private const int MiniSector = 64;
    private const int MiniCutoff = 4096;

    private readonly List<byte[]> _entries = [];
    private readonly List<(byte[] Content, int Entry)> _large = [];
    private readonly List<byte> _mini = [];
    private readonly List<uint> _miniTable = [];

    private TestOutlook() => Add("Root Entry", 5);

    public static byte[] Mail(params (string Name, byte[] Content)[] attachments)
    {
        var file = new TestOutlook();
        List<int> parts =
        [
            file.Stream("__properties_version1.0", new byte[32]), file.Stream("__substg1.0_0037001F", Wide("scheda firmata")),
        ];
        foreach (var (i, attachment) in attachments.Index())
        {
            var folder = file.Add($"__attach_version1.0_#{i:X8}", 1);
            file.Put(folder, [
                file.Stream("__substg1.0_3707001F", Wide(attachment.Name)), file.Stream("__substg1.0_37010102", attachment.Content)]);
            parts.Add(folder);
        }

        file.Put(0, parts);
        return file.Write();
    }

    /// <summary>The same file with the table of sectors leading in a circle.</summary>
    public static byte[] Circling(byte[] mail)
    {
        var copy = mail.ToArray();
        for (var at = copy.Length - (Sector * 2 * Tables(mail)); at < copy.Length; at += 4)
        {
            var next = BinaryPrimitives.ReadUInt32LittleEndian(copy.AsSpan(at));
            if (next is EndOfChain)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(at), 0);
            }
        }

        return copy;
    }

    private static int Tables(byte[] mail) => BinaryPrimitives.ReadInt32LittleEndian(mail.AsSpan(44));

    private static byte[] Wide(string text) => Encoding.Unicode.GetBytes(text);

    private int Add(string name, byte kind)
    {
        var entry = new byte[128];
        Wide(name).CopyTo(entry, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(64), (ushort)((name.Length + 1) * 2));
        (entry[66], entry[67]) = (kind, 1);
        foreach (var at in (int[])[68, 72, 76])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(at), Free);
        }

        _entries.Add(entry);
        return _entries.Count - 1;
    }

    private int Stream(string name, byte[] content)
    {
        var entry = Add(name, 2);
        BinaryPrimitives.WriteInt64LittleEndian(_entries[entry].AsSpan(120), content.Length);
        if (content.Length >= MiniCutoff)
        {
            _large.Add((content, entry));
            return entry;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(_entries[entry].AsSpan(116), (uint)_miniTable.Count);
        foreach (var piece in content.Chunk(MiniSector))
        {
            _mini.AddRange(piece);
            _mini.AddRange(new byte[MiniSector - piece.Length]);
            _miniTable.Add((uint)_miniTable.Count + 1);
        }

        _miniTable[^1] = EndOfChain;
        return entry;
    }

    /// <summary>Siblings in a list that leans to the right: a tree all the same.</summary>
    private void Put(int folder, List<int> parts)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_entries[folder].AsSpan(76), parts[0]);
        for (var i = 1; i < parts.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_entries[parts[i - 1]].AsSpan(72), parts[i]);
        }
    }

    private byte[] Write()
    {
        var sectors = new MemoryStream();
        var table = new List<uint>();
        foreach (var (content, entry) in _large)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_entries[entry].AsSpan(116), Append(sectors, table, content));
        }

        BinaryPrimitives.WriteUInt32LittleEndian(_entries[0].AsSpan(116), Append(sectors, table, [.. _mini]));
        BinaryPrimitives.WriteInt64LittleEndian(_entries[0].AsSpan(120), _mini.Count);
        var miniTable = Append(sectors, table, Bytes(_miniTable));
        var directory = Append(sectors, table, [.. _entries.SelectMany(entry => entry)]);
        var first = table.Count;
        var tables = 1;
        while ((table.Count + tables) * 4 > tables * Sector)
        {
            tables++;
        }

        table.AddRange(Enumerable.Repeat(TableSector, tables));
        sectors.Write(Padded(Bytes(table), 0xFF));
        return [.. Header(directory, miniTable, first, tables), .. sectors.ToArray()];
    }

    private static byte[] Header(uint directory, uint miniTable, int firstTable, int tables)
    {
        var header = new byte[Sector];
        ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(header, 0);
        Short(24, 0x3E, 3, 0xFFFE, 9, 6);
        Long(44, (uint)tables, directory, 0, MiniCutoff, miniTable, 1, EndOfChain, 0);
        for (var i = 0; i < 109; i++)
        {
            Long(76 + (4 * i), i < tables ? (uint)(firstTable + i) : Free);
        }

        return header;

        void Short(int at, params ushort[] values) => values.Index().ToList().ForEach(
            value => BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(at + (2 * value.Index)), value.Item));

        void Long(int at, params uint[] values) => values.Index().ToList().ForEach(
            value => BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(at + (4 * value.Index)), value.Item));
    }

    private static uint Append(MemoryStream sectors, List<uint> table, byte[] content)
    {
        var start = (uint)table.Count;
        var padded = Padded(content, 0);
        sectors.Write(padded);
        for (var i = 1; i < padded.Length / Sector; i++)
        {
            table.Add(start + (uint)i);
        }

        table.Add(EndOfChain);
        return start;
    }

    private static byte[] Padded(byte[] content, byte with) =>
        [.. content, .. Enumerable.Repeat(with, (Sector - (content.Length % Sector)) % Sector)];

    private static byte[] Bytes(List<uint> numbers)
    {
        var bytes = new byte[numbers.Count * 4];
        foreach (var (i, number) in numbers.Index())
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 4), number);
        }

        return bytes;
    }
}
