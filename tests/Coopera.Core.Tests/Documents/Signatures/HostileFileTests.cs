using System.Diagnostics;
using System.Text;
using Coopera.Core.Documents.Signatures;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>Files that are no signed scheda, and files made to do harm.</summary>
public sealed class HostileFileTests
{
    public static TheoryData<string, byte[], SignedCopyRefusal> NotSchede => new()
    {
        { "empty", [], SignedCopyRefusal.Empty },
        { "zip", [.. "PK\x03\x04"u8, .. new byte[100]], SignedCopyRefusal.Zip },
        { "zip around a PDF", [.. "PK\x03\x04"u8, .. new byte[26], .. TestPdf.Plain()], SignedCopyRefusal.Zip },
        { "docx", [.. "PK\x03\x04"u8, .. new byte[26], .. "[Content_Types].xml"u8, .. new byte[100]], SignedCopyRefusal.OfficeDocument },
        { "doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100]], SignedCopyRefusal.OfficeDocument },
        { "jpeg", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100]], SignedCopyRefusal.Picture },
        { "heic", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]], SignedCopyRefusal.Picture },
        { "html", [.. "\r\n<!DOCTYPE html><p>%PDF-1.7</p>"u8], SignedCopyRefusal.WebPage },
        { "exe", [.. "MZ"u8, .. new byte[60], .. "%PDF-1.7"u8], SignedCopyRefusal.Unknown },
        { "text", [.. "Gentile segreteria, in allegato la scheda."u8], SignedCopyRefusal.Unknown },
        { "text like base64", [.. "MILAZZO, 3 marzo 2026"u8], SignedCopyRefusal.Unreadable },
        { "zeros", new byte[5_000], SignedCopyRefusal.Unknown },
        { "a sequence", [0x30, 0x03, 0x02, 0x01, 0x05], SignedCopyRefusal.Unknown },
        { "encrypted", [0x30, 0x0B, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03], SignedCopyRefusal.Encrypted },
        { "tsd", [
            0x30, 0x0D, 0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x1F], SignedCopyRefusal.TimestampedData },
        { "base64 of text", [.. Encoding.ASCII.GetBytes(
            "-----BEGIN X-----\n" + Convert.ToBase64String("solo testo"u8) + "\n-----END X-----\n")], SignedCopyRefusal.Unknown },
        { "one byte", [0x30], SignedCopyRefusal.Unknown },
    };

    [Theory]
    [MemberData(nameof(NotSchede))]
    public void Anything_else_is_refused_with_a_sentence(string what, byte[] file, SignedCopyRefusal refusal)
    {
        var report = SignedFile.Inspect(file);

        Assert.True(refusal == report.Refusal, $"{what}: {report.Refusal}");
        Assert.True(report.Document.IsEmpty);
        Assert.EndsWith(".", Assert.Single(SignedCopyWords.Paragraphs(report)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_without_a_look_inside()
    {
        var report = SignedFile.Inspect(TestPdf.Plain(padding: SignedFile.MaxBytes));

        Assert.Equal(SignedCopyRefusal.TooLarge, report.Refusal);
    }

    [Fact]
    public void A_pdf_with_a_few_bytes_of_a_scanner_before_its_mark_is_accepted() =>
        Assert.True(SignedFile.Inspect((byte[])[.. "\e%-12345X@PJL\r\n"u8, .. TestPdf.Plain()]).IsAccepted);

    public static TheoryData<string> Bombs =>
    [
        "indefinite lengths nested five million deep", "five million empty values",
        "octet strings nested deep", "a forest of certificates", "a forest of signers",
        "a forest of attributes", "pieces of one byte", "byte ranges without end",
        "byte ranges in objects without end", "open dictionaries", "open strings", "comments",
    ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_file_made_to_exhaust_the_machine_is_turned_away_or_read_in_bounds(string bomb)
    {
        var file = Bomb(bomb);
        SignedFile.Inspect(TestCms.Cades(TestPdf.Plain(), TestIdentity.Mario)); // what the first call costs counts not
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();

        var report = SignedFile.Inspect(file);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{bomb}: {clock.ElapsedMilliseconds} ms, {report.Refusal}, {report.Signatures.Count} signatures");
        Assert.False(report.IsWhollyIntact);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L * 1024 * 1024);
    }

    private static byte[] Bomb(string bomb)
    {
        const int Size = SignedFile.MaxBytes - 1_000;
        return bomb switch
        {
            "indefinite lengths nested five million deep" => Signed([], Repeat([0x30, 0x80], Size), isWrapped: false),
            "five million empty values" => Signed([], Repeat([0x05, 0x00], Size), isWrapped: false),
            "octet strings nested deep" => Signed([], Nested(200_000), isWrapped: true),
            "a forest of certificates" => Signed(Tlv(0xA0, Repeat(Tlv(0x30, new byte[20]), Size)), [], isWrapped: true),
            "a forest of signers" => Signed([], [], isWrapped: true, signers: Repeat(Tlv(0x30, [0x02, 0x01, 0x01]), Size)),
            "a forest of attributes" => Signed([], [], isWrapped: true, signers: Tlv(0x30,
                [0x02, 0x01, 0x01, 0x30, 0x00, 0x30, 0x00, .. Tlv(0xA0, Repeat(Tlv(0x30, [0x06, 0x01, 0x2A, 0x31, 0x02, 0x05, 0x00]),
                    Size)), 0x30, 0x00, 0x04, 0x00])),
            "pieces of one byte" => TestCms.Indefinite(TestCms.Cades(TestPdf.Plain(padding: 2_000_000), TestIdentity.Mario), piece: 1),
            "byte ranges without end" => [.. "%PDF-1.7\n"u8, .. Repeat("/ByteRange[0 1 2 3]"u8.ToArray(), Size)],
            "byte ranges in objects without end" =>
                [.. "%PDF-1.7\n"u8, .. Repeat("obj<</Contents<00>/ByteRange[0 1 2 3]>>"u8.ToArray(), Size)],
            "open dictionaries" => [.. "%PDF-1.7\n1 0 obj"u8, .. Repeat("<<"u8.ToArray(), Size), .. "/ByteRange[0 1 2 3]"u8],
            "open strings" => [.. "%PDF-1.7\n1 0 obj"u8, .. Repeat("obj("u8.ToArray(), Size), .. Repeat("/ByteRange["u8.ToArray(), 900)],
            _ => [.. "%PDF-1.7\n1 0 obj"u8, .. Repeat("%\n"u8.ToArray(), Size), .. Repeat("/ByteRange["u8.ToArray(), 900)],
        };
    }

    /// <summary>ContentInfo, SignedData and whatever is put in them.</summary>
    private static byte[] Signed(byte[] certificates, byte[] content, bool isWrapped, byte[]? signers = null) =>
        Tlv(0x30,
        [
            .. SignedDataType,
            .. Tlv(0xA0, Tlv(0x30,
            [
                0x02, 0x01, 0x01, 0x31, 0x00,
                .. isWrapped ? Tlv(0x30, [.. DataType, .. Tlv(0xA0, content is [] ? Tlv(0x04, TestPdf.Plain()) : content)]) : content,
                .. certificates,
                .. Tlv(0x31, signers ?? []),
            ])),
        ]);

    private static byte[] SignedDataType => [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

    private static byte[] DataType => [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];

    private static byte[] Nested(int depth)
    {
        var output = new Stack<byte[]>();
        var length = 2;
        output.Push([0x04, 0x00]);
        for (var i = 0; i < depth; i++)
        {
            var header = (byte[])[0x24, 0x84, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
            output.Push(header);
            length += header.Length;
        }

        return [.. output.SelectMany(part => part)];
    }

    private static byte[] Tlv(byte tag, byte[] value) =>
        [tag, 0x84, (byte)(value.Length >> 24), (byte)(value.Length >> 16), (byte)(value.Length >> 8), (byte)value.Length, .. value];

    private static byte[] Repeat(byte[] part, int size)
    {
        var all = new byte[size / part.Length * part.Length];
        for (var at = 0; at < all.Length; at += part.Length)
        {
            part.CopyTo(all, at);
        }

        return all;
    }
}
