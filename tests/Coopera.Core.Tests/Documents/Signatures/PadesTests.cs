using System.Text;
using Coopera.Core.Documents.Signatures;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>Signatures inside a PDF.</summary>
public sealed class PadesTests
{
    private static readonly byte[] Scheda = TestPdf.Plain();
    private static readonly byte[] Signed = TestPdf.Sign(Scheda, TestIdentity.Mario);

    [Theory]
    [InlineData("ETSI.CAdES.detached")]
    [InlineData("adbe.pkcs7.detached")]
    public void A_good_signature_over_the_whole_file_is_intact(string format)
    {
        var file = TestPdf.Sign(Scheda, TestIdentity.Mario, format: format);

        var report = SignedFile.Inspect(file);

        Assert.True(report.IsWhollyIntact);
        Assert.Equal(SignedCopyKind.Pdf, report.Kind);
        Assert.False(report.LooksIncomplete);
        Assert.Equal(file, report.Document.ToArray());
        Assert.Equal(file, report.SignedDocument.ToArray());
        var signature = Assert.Single(report.Signatures);
        Assert.Equal(SignatureKind.Pades, signature.Kind);
        Assert.True(signature.CoversWholeFile);
        Assert.Equal("Mario Rossi", signature.Signer?.Name);
        Assert.Equal(new SigningTime(TestIdentity.SignedAt, SigningTimeSource.SignerClock), signature.Time);
        Assert.Equal(CertificatePeriod.Valid, signature.Period);
    }

    [Fact]
    public void A_pdf_without_signatures_is_accepted_for_the_secretariat_to_judge()
    {
        var report = SignedFile.Inspect(Scheda);

        Assert.True(report.IsAccepted);
        Assert.False(report.IsWhollyIntact);
        Assert.Empty(report.Signatures);
        Assert.Equal("Nessuna firma digitale trovata.", SignedCopyWords.Headline(report));
    }

    [Fact]
    public void Two_signatures_one_after_the_other_are_both_intact_and_the_second_covers_the_file()
    {
        var report = SignedFile.Inspect(TestPdf.Sign(Signed, TestIdentity.Lucia, number: 2));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal(["Mario Rossi", "Lucia Bianchi"], report.Signatures.Select(s => s.Signer?.Name));
        Assert.Equal(Signed.Length, report.Signatures[0].CoveredLength);
        Assert.False(report.Signatures[0].CoversWholeFile);
        Assert.True(report.Signatures[0].IsFollowedByAnother);
        Assert.True(report.Signatures[1].CoversWholeFile);
        Assert.Contains(
            "sulla versione che c’era in quel momento: poi il file è stato completato",
            SignedCopyWords.Describe(report.Signatures[0]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_stamp_over_the_document_is_told_and_vouches_for_nothing_that_was_added()
    {
        var at = TestIdentity.SignedAt.AddHours(1);
        var untouched = SignedFile.Inspect(TestPdf.Stamp(Scheda, at, number: 1));
        var added = SignedFile.Inspect(TestPdf.Stamp(TestPdf.Update(Signed, "Un altro testo"), at, number: 2));

        Assert.Equal(SignatureKind.DocumentTimestamp, Assert.Single(untouched.Signatures).Kind);
        Assert.Equal("Nessuna firma digitale trovata.", SignedCopyWords.Headline(untouched));
        Assert.StartsWith(
            "Marca temporale integra. Data: 3 marzo 2026 alle 11:15, secondo Marca temporale 7.",
            SignedCopyWords.Describe(untouched.Signatures[0]),
            StringComparison.Ordinal);
        Assert.True(added.Signatures[1].CoversWholeFile);
        Assert.False(added.Signatures[0].IsFollowedByAnother);
        Assert.False(added.IsWhollyIntact);
    }

    [Fact]
    public void A_time_stamp_of_another_document_is_not_intact()
    {
        var file = TestPdf.Sign(Signed, _ => TestCms.Timestamp("altro"u8, TestIdentity.SignedAt), 2, "ETSI.RFC3161", "DocTimeStamp");

        Assert.Equal(SignatureFault.ContentChanged, SignedFile.Inspect(file).Signatures[1].Fault);
    }

    [Fact]
    public void Bytes_appended_after_signing_are_reported_and_the_signed_document_stays_apart()
    {
        byte[] file = [.. Signed, .. "\nqualcosa in più"u8];

        var report = SignedFile.Inspect(file);

        var signature = Assert.Single(report.Signatures);
        Assert.True(signature.IsIntact);
        Assert.False(signature.CoversWholeFile);
        Assert.Equal(file.Length - Signed.Length, signature.BytesAfter);
        Assert.False(report.IsWhollyIntact);
        Assert.True(report.LooksIncomplete);
        Assert.Equal(Signed, report.SignedDocument.ToArray());
        Assert.DoesNotContain("Firma integra.", SignedCopyWords.Describe(signature), StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_that_changes_the_page_after_signing_is_reported()
    {
        var report = SignedFile.Inspect(TestPdf.Update(Signed, "Un altro testo"));

        Assert.False(report.IsWhollyIntact);
        Assert.False(report.LooksIncomplete);
        Assert.StartsWith(
            "Attenzione: il file è cambiato dopo la firma.",
            SignedCopyWords.Describe(Assert.Single(report.Signatures)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Castroreale", "Castelbuono", SignatureFault.ContentChanged)]
    [InlineData("/Reason (Ad", "/Reason (Bd", SignatureFault.ContentChanged)]
    [InlineData("D:20260303", "D:20250303", SignatureFault.ContentChanged)]
    [InlineData("/ETSI.CAdES.detached", "/ETSI.XAdES.detached", SignatureFault.UnknownFormat)]
    [InlineData("%%EOF", "%%EOG", SignatureFault.ContentChanged)]
    [InlineData("0 obj\n<< /Type /Sig", "0 obX\n<< /Type /Sig", SignatureFault.Unreadable)]
    public void Any_change_in_what_was_signed_is_found(string old, string by, SignatureFault fault)
    {
        var report = SignedFile.Inspect(TestPdf.Replace(Signed, old, by));

        Assert.False(report.IsWhollyIntact);
        Assert.Equal(fault, Assert.Single(report.Signatures).Fault);
    }

    [Fact]
    public void A_signature_moved_into_another_document_is_not_intact()
    {
        var other = TestPdf.Sign(TestPdf.Plain("Scheda di adesione del Comune di Castelbuono"), TestIdentity.Mario);
        var (from, to) = (Signed.AsSpan().IndexOf("/Contents <3"u8), other.AsSpan().IndexOf("/Contents <3"u8));
        Signed.AsSpan(from, 16_000).CopyTo(other.AsSpan(to));

        Assert.Equal(SignatureFault.ContentChanged, Assert.Single(SignedFile.Inspect(other).Signatures).Fault);
    }

    [Fact]
    public void Something_hidden_behind_the_signature_in_its_hole_is_found()
    {
        var at = Signed.AsSpan().LastIndexOf("0000> /ByteRange"u8);
        var file = Signed.ToArray();
        file[at] = (byte)'7';

        Assert.Equal(SignatureFault.RangesMismatch, Assert.Single(SignedFile.Inspect(file).Signatures).Fault);
    }

    [Fact]
    public void A_file_that_ends_too_early_is_told_to_be_shorter_than_what_was_signed()
    {
        var report = SignedFile.Inspect(Signed.AsMemory(0, Signed.Length - 20));

        Assert.True(report.LooksIncomplete);
        Assert.Equal(SignatureFault.Truncated, Assert.Single(report.Signatures).Fault);
    }

    [Theory]
    [InlineData("[0 -000000001 0000000002 0000000003]", SignatureFault.NeverCompleted)]
    [InlineData("[0 9999999999 9999999999 9999999999]", SignatureFault.Truncated)]
    [InlineData("[0 0000000010 0000000005 0000000010]", SignatureFault.RangesMismatch)]
    [InlineData("[0 0000000000 0000000000 0000000000]", SignatureFault.RangesMismatch)]
    [InlineData("[5 0000000010 0000000020 0000000010]", SignatureFault.RangesMismatch)]
    [InlineData("[0 ********** ********** **********]", SignatureFault.NeverCompleted)]
    [InlineData("[0 0000000010 0000000020 00000000.5]", SignatureFault.NeverCompleted)]
    [InlineData("[0 0000000010 0000000020 000] 0 1 2]", SignatureFault.Unreadable)]
    [InlineData("[0 0000000010 0000000020 0000000010 ", SignatureFault.Unreadable)]
    public void Ranges_that_are_not_the_file_around_the_signature_are_never_intact(string range, SignatureFault fault)
    {
        var at = Signed.AsSpan().LastIndexOf("/ByteRange ["u8) + "/ByteRange ".Length;
        var file = Signed.ToArray();
        Encoding.ASCII.GetBytes(range, file.AsSpan(at));

        var report = SignedFile.Inspect(file);

        Assert.Equal(fault, Assert.Single(report.Signatures).Fault);
        Assert.True(report.SignedDocument.IsEmpty);
    }

    [Fact]
    public void A_hole_larger_than_the_signature_is_never_intact()
    {
        // The ranges leave out a stretch around the signature, where other text could be put: whoever signs them signs less than the file.
        var file = TestPdf.Sign(Scheda, TestIdentity.Mario);
        var hole = file.AsSpan().IndexOf("/Contents <3"u8) + "/Contents ".Length;
        var at = file.AsSpan().LastIndexOf("/ByteRange ["u8);
        Encoding.ASCII.GetBytes($"/ByteRange [0 {hole - 10:D10} ", file.AsSpan(at));

        Assert.Equal(SignatureFault.RangesMismatch, Assert.Single(SignedFile.Inspect(file).Signatures).Fault);
    }

    [Fact]
    public void Talk_about_signatures_is_no_signature()
    {
        var report = SignedFile.Inspect(TestPdf.Plain("La chiave /ByteRange dice che cosa copre una firma. /ByteRange"));

        Assert.Empty(report.Signatures);
    }

    [Theory]
    [InlineData("adbe.pkcs7.sha1")]
    [InlineData("adbe.x509.rsa_sha1")]
    public void Formats_that_are_not_checked_here_are_called_so(string format)
    {
        var signature = Assert.Single(SignedFile.Inspect(TestPdf.Sign(Scheda, TestIdentity.Mario, format: format)).Signatures);

        Assert.Equal(SignatureFault.UnknownFormat, signature.Fault);
        Assert.Contains("Firma non verificabile qui", SignedCopyWords.Describe(signature), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_that_brings_its_own_document_is_not_taken_for_one_of_the_pdf()
    {
        var file = TestPdf.Sign(Scheda, document => TestCms.Sign(document, TestCms.Signer(TestIdentity.Mario, withTime: false)));
        var foreign = TestPdf.Sign(Scheda, _ => TestCms.Sign([1, 2, 3], TestCms.Signer(TestIdentity.Mario)));

        Assert.Equal(SignatureFault.UnknownFormat, Assert.Single(SignedFile.Inspect(file).Signatures).Fault);
        Assert.Equal(SignatureFault.UnknownFormat, Assert.Single(SignedFile.Inspect(foreign).Signatures).Fault);
    }
}
