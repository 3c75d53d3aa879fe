using System.Buffers.Binary;
using System.Text;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Files;

/// <summary>
/// What a ZIP says is in it, read from its central directory alone (APPNOTE.TXT, 4.3). The platform's reader takes the whole directory into
/// memory, whatever its length; here it is measured first, and names are read in one pass.
/// </summary>
public static class ZipDirectory
{
    public const int MostEntries = 20_000;
    public const int LongestDirectory = 4 * 1024 * 1024;

    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorLength = 20;
    private const int LongEndLength = 56;
    private const int EntryLength = 46;
    private const uint Locator = 0x07064B50;
    private const uint LongEnd = 0x06064B50;
    private const uint Entry = 0x02014B50;

    /// <exception cref="InvalidDataException">It is no ZIP, or contradicts itself.</exception>
    /// <exception cref="ReadingBudgetExceededException">Its directory is larger than any document has it.</exception>
    public static bool Holds(Stream zip, string name)
    {
        var (start, length, entries) = Find(zip);
        if (entries > MostEntries || length > LongestDirectory)
        {
            throw new ReadingBudgetExceededException();
        }

        var directory = Read(zip, start, (int)length);
        var wanted = Encoding.UTF8.GetBytes(name);
        var at = 0;
        for (var i = 0; i < (int)entries; i++)
        {
            var entry = directory.AsSpan(Math.Min(at, directory.Length));
            if (entry.Length < EntryLength || BinaryPrimitives.ReadUInt32LittleEndian(entry) != Entry)
            {
                throw new InvalidDataException("A ZIP's directory ends before its last entry.");
            }

            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            var rest = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            if (entry.Length >= EntryLength + nameLength && entry.Slice(EntryLength, nameLength).SequenceEqual(wanted))
            {
                return true;
            }

            at += EntryLength + nameLength + rest;
        }

        return false;
    }

    private static (long Start, long Length, long Entries) Find(Stream zip)
    {
        var tailLength = (int)Math.Min(zip.Length, EndLength + LongestComment);
        var tailStart = zip.Length - tailLength;
        var tail = Read(zip, tailStart, tailLength);
        var at = tail.AsSpan(0, Math.Max(0, tail.Length - EndLength + 4)).LastIndexOf("PK\x05\x06"u8);
        if (at < 0)
        {
            throw new InvalidDataException("A ZIP ends with a record that this file does not have.");
        }

        var end = tail.AsSpan(at);
        var (entries, length, start) = (
            BinaryPrimitives.ReadUInt16LittleEndian(end[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(end[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        var isLong = entries == ushort.MaxValue || length == uint.MaxValue || start == uint.MaxValue;
        var found = isLong ? FindLong(zip, tailStart + at - LocatorLength) : (start, length, entries);
        return found.Length <= zip.Length && found.Start >= 0 && found.Start <= zip.Length - found.Length
            ? found
            : throw new InvalidDataException("A ZIP's directory lies outside of the file.");
    }

    private static (long Start, long Length, long Entries) FindLong(Stream zip, long locatorAt)
    {
        var locator = Read(zip, locatorAt, LocatorLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != Locator)
        {
            throw new InvalidDataException("A large ZIP says where its last record is.");
        }

        var end = Read(zip, BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8)), LongEndLength);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == LongEnd
            ? (BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48)),
                BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(40)) is var length and >= 0 ? length : long.MaxValue,
                BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(32)) is var entries and >= 0 ? entries : long.MaxValue)
            : throw new InvalidDataException("A large ZIP's last record is not where it says.");
    }

    private static byte[] Read(Stream zip, long start, int length)
    {
        if (start < 0 || start > zip.Length - length)
        {
            throw new InvalidDataException("A ZIP points outside of itself.");
        }

        var bytes = new byte[length];
        zip.Position = start;
        zip.ReadExactly(bytes);
        return bytes;
    }
}
