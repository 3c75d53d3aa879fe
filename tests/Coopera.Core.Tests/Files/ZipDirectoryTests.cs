using System.Buffers.Binary;
using System.IO.Compression;
using Coopera.Core.Files;
using Coopera.Core.Webinars;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Tests.Files;

public sealed class ZipDirectoryTests
{
    [Theory]
    [InlineData("xl/workbook.xml", true)]
    [InlineData("xl/workbook.xm", false)]
    [InlineData("word/document.xml", false)]
    public void A_part_is_found_by_its_name(string name, bool isThere)
    {
        using var zip = Zip("[Content_Types].xml", "xl/workbook.xml", "xl/sheet1.xml");

        Assert.Equal(isThere, ZipDirectory.Holds(zip, name));
    }

    [Fact]
    public void A_comment_behind_the_directory_is_passed_over()
    {
        using var zip = Zip("content.xml");
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.Comment = "fatto da un programma";
        }

        Assert.True(ZipDirectory.Holds(zip, "content.xml"));
    }

    [Fact]
    public async Task A_directory_of_a_million_entries_is_turned_away_before_it_is_read()
    {
        using var zip = Hostile(980_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        await Assert.ThrowsAsync<ReadingBudgetExceededException>(
            () => MaterialKinds.ContentTypeAsync("foglio.xlsx", zip, CancellationToken.None));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }

    [Theory]
    [InlineData(980_000)]
    [InlineData(3)]
    public void A_large_directory_is_measured_where_the_long_record_says(int entries)
    {
        using var zip = Hostile(entries, isLong: true);

        if (entries > ZipDirectory.MostEntries)
        {
            Assert.Throws<ReadingBudgetExceededException>(() => ZipDirectory.Holds(zip, "a"));
        }
        else
        {
            Assert.True(ZipDirectory.Holds(zip, "a"));
        }
    }

    [Fact]
    public void A_file_that_contradicts_itself_is_none()
    {
        using var whole = Zip("content.xml");
        var bytes = whole.ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var value in (byte[])[0, 0xFF])
            {
                var broken = bytes.ToArray();
                broken[at] = value;
                try
                {
                    ZipDirectory.Holds(new MemoryStream(broken), "content.xml");
                }
                catch (Exception e) when (e is InvalidDataException or ReadingBudgetExceededException)
                {
                    // told, and by no other exception
                }
            }
        }

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => ZipDirectory.Holds(new MemoryStream(bytes, 0, length), "content.xml"));
        }
    }

    private static MemoryStream Zip(params string[] names)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                archive.CreateEntry(name);
            }
        }

        return zip;
    }

    /// <summary>A directory of empty entries called "a", and what readers look for at its end.</summary>
    private static MemoryStream Hostile(int entries, bool isLong = false)
    {
        var entry = new byte[47];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, 0x02014B50);
        (entry[28], entry[46]) = (1, (byte)'a');
        var zip = new MemoryStream();
        zip.Write([.. "PK\x03\x04"u8, .. new byte[27]]);
        var start = zip.Length;
        for (var i = 0; i < entries; i++)
        {
            zip.Write(entry);
        }

        var length = zip.Length - start;
        if (isLong)
        {
            var record = new byte[76];
            BinaryPrimitives.WriteUInt32LittleEndian(record, 0x06064B50);
            BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(32), entries);
            BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(40), length);
            BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(48), start);
            BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(56), 0x07064B50);
            BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(64), zip.Length);
            zip.Write(record);
        }

        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)Math.Min(entries, isLong ? 0xFFFF : 0x1234));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), isLong ? uint.MaxValue : (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)start);
        zip.Write(end);
        zip.Position = 0;
        return zip;
    }
}
