using System.Formats.Asn1;
using System.Text;
using Coopera.Core.Documents.Signatures;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>Envelopes as they really come: in text of every width, in mails, in time stamps, by programs with ideas of their own.</summary>
public sealed class WrappedCopyTests
{
    private static readonly byte[] Scheda = TestPdf.Plain(padding: 9_000);
    private static readonly byte[] Envelope = TestCms.Cades(Scheda, TestIdentity.Mario);

    [Theory]
    [InlineData("nopad.p7m", null)]
    [InlineData("twice.p7m", null)]
    [InlineData("smime.p7m", CopyWrapping.Mail)]
    [InlineData("postacert.eml", CopyWrapping.Mail)]
    public void A_file_that_an_office_sent_is_read(string name, CopyWrapping? from)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Documents", "Signatures", "Cases", name);

        var report = SignedFile.Inspect(File.ReadAllBytes(path));

        Assert.True(report.IsAccepted);
        Assert.True(Assert.Single(report.Signatures).IsIntact);
        Assert.Equal((SignedCopyKind.Cms, ".pdf.p7m"), (report.Kind, report.Extension));
        Assert.Equal(from, report.TakenFrom);
        Assert.True(report.Document.Span.StartsWith("%PDF-"u8));
    }

    public static TheoryData<string> Texts =>
    [
        "no padding", "lines of 1", "lines of 61", "lines of 76", "Windows lines", "old Macintosh lines", "byte order mark",
        "two bytes a letter", "base64 twice", "base64 of PEM", "PEM with headers", "PEM without line ends", "blanks around",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_around_an_envelope_is_taken_off_however_it_is_written(string text)
    {
        var base64 = Convert.ToBase64String(Envelope);
        byte[] file = text switch
        {
            "no padding" => Encoding.ASCII.GetBytes(base64.TrimEnd('=')),
            "lines of 1" => Lines(base64, 1, "\n"),
            "lines of 61" => Lines(base64, 61, "\n"),
            "Windows lines" => Lines(base64, 64, "\r\n"),
            "old Macintosh lines" => Lines(base64, 64, "\r"),
            "byte order mark" => [0xEF, 0xBB, 0xBF, .. Lines(base64, 76, "\r\n")],
            "two bytes a letter" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(base64)],
            "base64 twice" => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(base64))),
            "base64 of PEM" => Encoding.ASCII.GetBytes(Convert.ToBase64String(TestCms.Pem(Envelope))),
            "PEM with headers" => Encoding.ASCII.GetBytes(
                $"-----BEGIN PKCS7-----\r\nOrigin: un programma\r\n\r\n{base64}\r\n-----END PKCS7-----\r\n"),
            "PEM without line ends" => Encoding.ASCII.GetBytes($"-----BEGIN CMS-----\n{base64}-----END CMS-----"),
            "blanks around" => Encoding.ASCII.GetBytes($"\r\n  \t{base64}\r\n\r\n"),
            _ => Lines(base64, 76, "\n"),
        };

        var report = SignedFile.Inspect(file);

        Assert.True(report.IsWhollyIntact, $"{text}: {report.Refusal}");
        Assert.Equal(Scheda, report.Document.ToArray());
        Assert.Equal(".pdf.p7m", report.Extension);
    }

    [Fact]
    public void Each_envelope_has_its_ending_so_that_the_name_opens()
    {
        var twice = SignedFile.Inspect(TestCms.Cades(Envelope, TestIdentity.Lucia));

        Assert.Equal(".pdf.p7m.p7m", twice.Extension);
        Assert.Equal(".pdf", SignedFile.Inspect(Scheda).Extension);
    }

    [Theory]
    [InlineData("1.2.840.113549.1.1.11")]
    [InlineData("1.2.840.113549.1.1.5")]
    public void A_digest_named_by_the_algorithm_of_the_signature_is_understood(string named)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(named);
        var isSha1 = named.EndsWith(".5", StringComparison.Ordinal);
        var sha = new AsnWriter(AsnEncodingRules.DER);
        sha.WriteObjectIdentifier(isSha1 ? "1.3.14.3.2.26" : "2.16.840.1.101.3.4.2.1");
        var envelope = TestCms.Sign(
            Scheda, TestCms.Signer(TestIdentity.Mario, digest: isSha1 ? "1.3.14.3.2.26" : TestCms.Sha256, names: false));

        var report = SignedFile.Inspect(Renamed(envelope, sha.Encode(), writer.Encode()));

        Assert.True(Assert.Single(report.Signatures).IsIntact);
        Assert.Equal(Scheda, report.Document.ToArray());
        Assert.Equal(isSha1 ? "SHA-1" : null, report.Signatures[0].WeakAlgorithm);
    }

    [Fact]
    public void A_changed_document_is_found_out_under_such_a_name_too()
    {
        var sha = new AsnWriter(AsnEncodingRules.DER);
        sha.WriteObjectIdentifier(TestCms.Sha256);
        var named = new AsnWriter(AsnEncodingRules.DER);
        named.WriteObjectIdentifier("1.2.840.113549.1.1.11");
        var envelope = TestCms.Sign(Scheda, TestCms.Signer(TestIdentity.Mario, names: false));

        var report = SignedFile.Inspect(
            TestPdf.Replace(Renamed(envelope, sha.Encode(), named.Encode()), "Castroreale)", "Castelbuono)"));

        Assert.Equal(SignatureFault.ContentChanged, Assert.Single(report.Signatures).Fault);
    }

    [Fact]
    public void A_time_stamped_file_is_opened_and_its_stamp_told()
    {
        var report = SignedFile.Inspect(TestCms.Timestamped(Envelope, TestIdentity.SignedAt.AddHours(1)));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal((SignedCopyKind.Timestamped, ".pdf.p7m.tsd"), (report.Kind, report.Extension));
        Assert.Equal([SignatureKind.DocumentTimestamp, SignatureKind.Cades], report.Signatures.Select(s => s.Kind));
        Assert.Equal(TestIdentity.SignedAt.AddHours(1), report.Signatures[0].Time?.At);
        Assert.Equal(Scheda, report.Document.ToArray());
    }

    [Fact]
    public void A_stamp_of_another_file_is_told()
    {
        var report = SignedFile.Inspect(TestCms.Timestamped(Envelope, TestIdentity.SignedAt, ofAnother: true));

        Assert.Equal([SignatureFault.ContentChanged, null], report.Signatures.Select(s => s.Fault));
        Assert.False(report.IsWhollyIntact);
    }

    private static byte[] Lines(string text, int width, string end) =>
        Encoding.ASCII.GetBytes(string.Join(end, text.Chunk(width).Select(line => new string(line))));

    /// <summary>The same message with another name for the digest of its signer; all lengths are written anew.</summary>
    private static byte[] Renamed(byte[] envelope, byte[] digest, byte[] named)
    {
        var message = new AsnReader(envelope, AsnEncodingRules.DER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(message.ReadEncodedValue().Span);
            var zero = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
            var signed = message.ReadSequence(zero).ReadSequence();
            using (writer.PushSequence(zero))
            using (writer.PushSequence())
            {
                for (var i = 0; i < 4; i++)
                {
                    writer.WriteEncodedValue(signed.ReadEncodedValue().Span);
                }

                var signer = signed.ReadSetOf().ReadSequence();
                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    for (var i = 0; signer.HasData; i++)
                    {
                        var value = signer.ReadEncodedValue();
                        if (i == 2)
                        {
                            Assert.True(value.Span.IndexOf(digest) > 0);
                            using var algorithm = writer.PushSequence();
                            writer.WriteEncodedValue(named);
                        }
                        else
                        {
                            writer.WriteEncodedValue(value.Span);
                        }
                    }
                }
            }
        }

        return writer.Encode();
    }
}
