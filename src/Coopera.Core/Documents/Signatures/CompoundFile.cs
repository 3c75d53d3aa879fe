using System.Buffers.Binary;
using System.Text;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// A file of Microsoft's older programs, which holds folders and streams in sectors of its own ([MS-CFB]). Chains of sectors that lead in
/// circles, and folders that contain themselves, end where the file has no more sectors or entries.
/// </summary>
public sealed class CompoundFile
{
    private const int EntryLength = 128;
    private const int MostEntries = 10_000;
    private const uint LastRegular = 0xFFFFFFFA;
    private const uint NoEntry = 0xFFFFFFFF;
    private const int HeaderTableLength = 109;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly ReadingBudget _budget;
    private readonly int _sector;
    private readonly int _miniSector;
    private readonly uint _miniCutoff;
    private readonly List<uint> _table;
    private readonly List<Entry> _entries = [];
    private readonly HashSet<uint> _seen = [];
    private List<uint>? _miniTable;
    private byte[]? _miniStream;

    private CompoundFile(ReadOnlyMemory<byte> file, ReadingBudget budget)
    {
        (_file, _budget) = (file, budget);
        if (file.Length < 1536 || !file.Span.StartsWith(Mark))
        {
            throw new InvalidDataException("Not a compound file.");
        }

        var (shift, miniShift) = (Short(30), Short(32));
        if (shift is not (9 or 12) || miniShift is < 4 or > 9)
        {
            throw new InvalidDataException("A compound file has sectors of 512 or 4096 bytes.");
        }

        (_sector, _miniSector, _miniCutoff) = (1 << shift, 1 << miniShift, Number(56));
        _table = Table();
        var directory = Read(Chain(Number(48)).Select(Sector).ToList(), _sector, null);
        for (var at = 0; at + EntryLength <= directory.Length && _entries.Count < MostEntries; at += EntryLength)
        {
            _budget.SpendStep();
            _entries.Add(Entry.Of(directory.AsSpan(at, EntryLength), isLong: shift == 12));
        }

        if (_entries.Count == 0)
        {
            throw new InvalidDataException("A compound file has no root.");
        }
    }

    public static ReadOnlySpan<byte> Mark => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public Entry Root => _entries[0];

    private int Sectors => (_file.Length / _sector) - 1;

    /// <exception cref="InvalidDataException">It is none, or contradicts itself.</exception>
    public static CompoundFile Open(ReadOnlyMemory<byte> file, ReadingBudget budget) => new(file, budget);

    /// <summary>Each entry is given once in the life of this reader, whatever tree it stands in.</summary>
    public IReadOnlyList<Entry> Children(Entry folder)
    {
        var found = new List<Entry>();
        var next = new Stack<uint>([folder.Child]);
        while (next.TryPop(out var id))
        {
            _budget.SpendStep();
            if (id == NoEntry || id >= _entries.Count || !_seen.Add(id))
            {
                continue;
            }

            found.Add(_entries[(int)id]);
            next.Push(_entries[(int)id].Left);
            next.Push(_entries[(int)id].Right);
        }

        return found;
    }

    public byte[] Bytes(Entry stream)
    {
        if (stream.Length > _file.Length)
        {
            throw new InvalidDataException("A stream is longer than the file.");
        }

        if (stream.Length >= _miniCutoff)
        {
            return Read(Chain(stream.Start).Select(Sector).ToList(), _sector, (int)stream.Length);
        }

        _miniStream ??= Read(Chain(Root.Start).Select(Sector).ToList(), _sector, null);
        _miniTable ??= [.. Chain(Number(60))];
        var pieces = Chain(stream.Start, MiniNext, _miniStream.Length / _miniSector)
            .Select(id => _miniStream.AsMemory(Math.Min(_miniStream.Length, checked((int)id * _miniSector)))).ToList();
        return Read(pieces.ConvertAll(piece => (ReadOnlyMemory<byte>)piece), _miniSector, (int)stream.Length);
    }

    /// <summary>The sectors in which the table of sectors stands: the first in the header, the rest in a chain of their own.</summary>
    private List<uint> Table()
    {
        var sectors = new List<uint>();
        for (var i = 0; i < HeaderTableLength; i++)
        {
            Add(_file.Span[(76 + (4 * i))..]);
        }

        var next = Number(68);
        for (var seen = 0; next <= LastRegular && seen <= Sectors; seen++)
        {
            var part = Sector(next).Span;
            for (var at = 0; at < _sector - 4; at += 4)
            {
                Add(part[at..]);
            }

            next = BinaryPrimitives.ReadUInt32LittleEndian(part[(_sector - 4)..]);
        }

        return sectors;

        void Add(ReadOnlySpan<byte> number)
        {
            _budget.SpendStep();
            if (BinaryPrimitives.ReadUInt32LittleEndian(number) is var sector and <= LastRegular && sectors.Count <= Sectors)
            {
                sectors.Add(sector);
            }
        }
    }

    private IEnumerable<uint> Chain(uint start) => Chain(start, Next, Sectors);

    private IEnumerable<uint> Chain(uint start, Func<uint, uint> follow, int most)
    {
        var count = 0;
        for (var id = start; id <= LastRegular; id = follow(id))
        {
            _budget.SpendStep();
            if (++count > most + 1)
            {
                throw new InvalidDataException("A chain of sectors leads in a circle.");
            }

            yield return id;
        }
    }

    private uint Next(uint id) => Entry32(_table, id);

    private uint MiniNext(uint id) => Entry32(_miniTable!, id);

    private uint Entry32(List<uint> table, uint id)
    {
        var (part, at) = ((int)(id / (_sector / 4)), (int)(id % (_sector / 4)) * 4);
        return part < table.Count
            ? BinaryPrimitives.ReadUInt32LittleEndian(Sector(table[part]).Span[at..])
            : throw new InvalidDataException("A sector is not in the table.");
    }

    private ReadOnlyMemory<byte> Sector(uint id)
    {
        var start = ((long)id + 1) * _sector;
        return start + _sector <= _file.Length
            ? _file.Slice((int)start, _sector)
            : start < _file.Length ? _file[(int)start..] : throw new InvalidDataException("A sector lies behind the end of the file.");
    }

    private byte[] Read(List<ReadOnlyMemory<byte>> pieces, int pieceLength, int? length)
    {
        var bytes = new byte[Math.Min(length ?? int.MaxValue, (long)pieces.Count * pieceLength)];
        _budget.SpendBytes(bytes.Length);
        for (var (i, at) = (0, 0); at < bytes.Length; at += pieceLength, i++)
        {
            var piece = pieces[i].Span;
            var wanted = Math.Min(pieceLength, bytes.Length - at);
            piece[..Math.Min(piece.Length, wanted)].CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }

    private ushort Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_file.Span[at..]);

    private uint Number(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_file.Span[at..]);

    public sealed record Entry(string Name, uint Left, uint Right, uint Child, uint Start, long Length)
    {
        public static Entry Of(ReadOnlySpan<byte> entry, bool isLong)
        {
            var nameLength = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) - 2, 0, 62);
            return new Entry(
                Encoding.Unicode.GetString(entry[..nameLength]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[68..]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[72..]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[76..]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]),
                isLong ? (long)Math.Min(long.MaxValue, BinaryPrimitives.ReadUInt64LittleEndian(entry[120..]))
                    : BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]));
        }
    }
}
