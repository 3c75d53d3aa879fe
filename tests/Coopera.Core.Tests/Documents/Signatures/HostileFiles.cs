using System.Globalization;
using System.Text;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>Small programs for large files, each as long as told.</summary>
internal static class HostileFiles
{
    private static readonly byte[] SignedDataType = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
    private static readonly byte[] DataType = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];
    private static readonly byte[] StampedType = [0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x1F];

    public static byte[] Of(string family, int size) => family switch
    {
        "base64 of blanks" => Ascii("MI" + new string(' ', size)),
        "base64 with a blank after each letter" => Ascii("MIIM" + Repeat("A ", size)),
        "base64 in base64" => Base64(Base64(Base64(Base64(Base64(Base64(Base64(new byte[size / 9]))))))),
        "PEM without an end" => Ascii("-----BEGIN PKCS7-----\n" + Repeat("-----BEGIN PKCS7-----\n", size)),
        "signers" => Signed([], Tlv(0x04, TestPdf.Plain()), Repeat(Tlv(0x30, [0x02, 0x01, 0x01]), size)),
        "signers with a document" => Signed([], Tlv(0x04, TestPdf.Plain()), Repeat(
            Tlv(0x30, [0x02, 0x01, 0x01, 0x30, 0x00, 0x30, 0x00, 0x30, 0x00, 0x04, 0x00]), size)),
        "certificates" => Signed(Tlv(0xA0, Repeat(TestIdentity.Mario.RawData, size)), Tlv(0x04, TestPdf.Plain()), []),
        "attributes" => Signed([], Tlv(0x04, TestPdf.Plain()), Tlv(0x30,
            [0x02, 0x01, 0x01, 0x30, 0x00, 0x30, 0x00, .. Tlv(0xA0, Repeat(Tlv(0x30, [0x06, 0x01, 0x2A, 0x31, 0x02, 0x05, 0x00]), size)),
                0x30, 0x00, 0x04, 0x00])),
        "indefinite lengths nested" => [0x30, 0x80, .. SignedDataType, .. Repeat([0x30, 0x80], size)],
        "indefinite lengths in a document" => Signed([], Repeat([0x24, 0x80], size), []),
        "pieces of one byte" => TestCms.Indefinite(
            TestCms.Cades(TestPdf.Plain(padding: Math.Max(1, (size / 3) - 3_000)), TestIdentity.Mario), piece: 1),
        "pieces in pieces" => Signed([], Pieces(size), []),
        "empty values" => [0x30, 0x80, .. SignedDataType, 0xA0, 0x80, .. Repeat([0x05, 0x00], size)],
        "envelopes in envelopes" => Nested(size),
        "one good signer of a large document" =>
            TestCms.Cades(TestPdf.Plain(padding: size - 5_000), TestIdentity.Mario, TestIdentity.Lucia),
        "parts of a mail" => Mail("mixed", Repeat("--b\nContent-Type: a/b\n\nx\n", size)),
        "mails in mails" => Ascii(Repeat("Content-Type: message/rfc822\n\n", size)),
        "multiparts in multiparts" => Deep(size),
        "a multipart without an end" => Mail("mixed", "--b\n\n" + Repeat("--b-\n", size)),
        "headers without an end" => Ascii("From: a\nTo: b\n" + Repeat("X-A: b\n", size)),
        "one header without an end" => Ascii("From: a\nTo: b\nContent-Type: " + new string('a', size)),
        "a header folded without an end" => Ascii("From: a\nTo: b\nContent-Disposition: a;\n" + Repeat(" b=c;\n", size)),
        "parameters of a header" => Ascii("From: a\nTo: b\nContent-Type: a/b; " + Repeat("n*0*=utf-8''%41;", size) + "\n\nx"),
        "boundaries that nearly match" => Mail("mixed", Repeat("--bb\n", size)),
        "attached blanks" => Mail(
            "mixed", "--b\nContent-Type: a/b\nContent-Transfer-Encoding: base64\n\n" + new string(' ', size) + "\n--b--\n"),
        "Outlook in a circle" => TestOutlook.Circling(TestOutlook.Mail(("a.pdf", new byte[size - 200_000]))),
        "Outlook with folders" => TestOutlook.Mail([.. Enumerable.Range(0, size / 700).Select(i => ($"a{i}", new byte[10]))]),
        "Outlook with sectors without an end" => [.. TestOutlook.Mail(("a.pdf", new byte[5_000])), .. new byte[size - 20_000]],
        "less-than signs" => Ascii(new string('<', size)),
        "time stamp of pieces" => Tlv(0x30, [.. StampedType, .. Tlv(0xA0, Tlv(0x30, [0x02, 0x01, 0x01, .. Pieces(size)]))]),
        _ => new byte[size],
    };

    /// <summary>ContentInfo, SignedData and whatever is put in them.</summary>
    private static byte[] Signed(byte[] certificates, byte[] content, byte[] signers) =>
        Tlv(0x30,
        [
            .. SignedDataType,
            .. Tlv(0xA0, Tlv(0x30,
            [
                0x02, 0x01, 0x01, 0x31, 0x00, .. Tlv(0x30, [.. DataType, .. Tlv(0xA0, content)]), .. certificates, .. Tlv(0x31, signers),
            ])),
        ]);

    private static byte[] Pieces(int size)
    {
        var pieces = Repeat([0x04, 0x01, 0x41], size);
        for (var i = 0; i < 200; i++)
        {
            pieces = i % 50 == 0 ? Tlv(0x24, pieces) : pieces;
        }

        return pieces;
    }

    private static byte[] Nested(int size)
    {
        var file = TestPdf.Plain(padding: Math.Max(1, size - 30_000));
        for (var i = 0; i < 9; i++)
        {
            file = TestCms.Cades(file, TestIdentity.Mario);
        }

        return file;
    }

    private static byte[] Deep(int size)
    {
        var text = new StringBuilder("MIME-Version: 1.0\n");
        for (var i = 0; text.Length < size; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        }

        return Ascii(text.ToString()[..size]);
    }

    private static byte[] Mail(string kind, string body) =>
        Ascii($"MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=b\n\n{body}");

    private static byte[] Base64(byte[] content) => Ascii(Convert.ToBase64String(content));

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Tlv(byte tag, byte[] value) =>
        [tag, 0x84, (byte)(value.Length >> 24), (byte)(value.Length >> 16), (byte)(value.Length >> 8), (byte)value.Length, .. value];

    private static string Repeat(string part, int size) => new StringBuilder().Insert(0, part, size / part.Length).ToString();

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
