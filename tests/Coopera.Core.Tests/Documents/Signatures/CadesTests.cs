using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Coopera.Core.Documents.Signatures;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>Signed envelopes around a PDF (.p7m), in every wrapping that is met.</summary>
public sealed class CadesTests
{
    private static readonly byte[] Scheda = TestPdf.Plain(padding: 3_000);

    public static TheoryData<string> Wrappings => ["DER", "BER", "base64", "PEM", "PEM of BER", "base64 after a byte order mark"];

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void A_good_envelope_is_intact_however_it_is_wrapped(string wrapping)
    {
        var envelope = TestCms.Cades(Scheda, TestIdentity.Mario);
        byte[] file = wrapping switch
        {
            "BER" => TestCms.Indefinite(envelope),
            "base64" => TestCms.Base64(envelope),
            "PEM" => TestCms.Pem(envelope),
            "PEM of BER" => TestCms.Pem(TestCms.Indefinite(envelope)),
            "base64 after a byte order mark" => [0xEF, 0xBB, 0xBF, .. TestCms.Base64(envelope), .. "\r\n"u8],
            _ => envelope,
        };

        var report = SignedFile.Inspect(file);

        Assert.True(report.IsWhollyIntact);
        Assert.Equal(SignedCopyKind.Cms, report.Kind);
        Assert.Equal(("application/pkcs7-mime", ".pdf.p7m"), (report.MediaType, report.Extension));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), report.Sha256);
        Assert.Equal(Scheda, report.Document.ToArray());
        Assert.Equal(Scheda, report.SignedDocument.ToArray());
        var signature = Assert.Single(report.Signatures);
        Assert.Equal(SignatureKind.Cades, signature.Kind);
        Assert.True(signature.NamesItsCertificate);
        Assert.True(signature.CoversWholeFile);
        Assert.Null(signature.WeakAlgorithm);
        Assert.Equal(new SigningTime(TestIdentity.SignedAt, SigningTimeSource.SignerClock), signature.Time);
        Assert.Equal(CertificatePeriod.Valid, signature.Period);
        var signer = Assert.IsType<Signer>(signature.Signer);
        Assert.Equal("Mario Rossi", signer.Name);
        Assert.Equal("Comune di Castroreale", signer.Organisation);
        Assert.Equal("RSS…01Z", signer.Code);
        Assert.Equal("Autorità di prova CA 1", signer.Issuer);
        Assert.False(signer.IsSelfIssued);
    }

    [Fact]
    public void Two_signers_of_one_envelope_are_both_told()
    {
        var report = SignedFile.Inspect(TestCms.Cades(Scheda, TestIdentity.Mario, TestIdentity.Lucia));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal(["Lucia Bianchi", "Mario Rossi"], report.Signatures.Select(s => s.Signer?.Name).Order());
        Assert.All(report.Signatures, signature => Assert.Equal(1, signature.Layer));
    }

    [Fact]
    public void An_envelope_in_an_envelope_tells_the_signers_of_both_and_gives_the_innermost_document()
    {
        var report = SignedFile.Inspect(
            TestCms.Base64(TestCms.Cades(TestCms.Indefinite(TestCms.Cades(Scheda, TestIdentity.Mario)), TestIdentity.Lucia)));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal(["Lucia Bianchi", "Mario Rossi"], report.Signatures.Select(s => s.Signer?.Name));
        Assert.Equal(Scheda, report.Document.ToArray());
    }

    [Fact]
    public void A_pdf_signed_inside_and_then_put_in_a_signed_envelope_has_both_signatures()
    {
        var report = SignedFile.Inspect(TestCms.Cades(TestPdf.Sign(Scheda, TestIdentity.Mario), TestIdentity.Lucia));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal([SignatureKind.Cades, SignatureKind.Pades], report.Signatures.Select(s => s.Kind));
    }

    [Fact]
    public void Elliptic_curves_and_the_newer_rsa_padding_are_checked_too()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var curve = TestIdentity.Issue(key, TestIdentity.Citizen("Anna", "Verdi", "TINIT-VRDNNA90A41F158X"));

        var byCurve = SignedFile.Inspect(TestCms.Sign(Scheda, TestCms.Signer(curve)));
        var byPss = SignedFile.Inspect(TestCms.Sign(Scheda, TestCms.Signer(TestIdentity.Mario, padding: RSASignaturePadding.Pss)));

        Assert.True(byCurve.IsWhollyIntact);
        Assert.True(byPss.IsWhollyIntact);
    }

    [Fact]
    public void Bytes_after_the_envelope_are_reported()
    {
        byte[] file = [.. TestCms.Cades(Scheda, TestIdentity.Mario), .. "aggiunto"u8];

        var report = SignedFile.Inspect(file);

        var signature = Assert.Single(report.Signatures);
        Assert.Equal(8, signature.BytesAfter);
        Assert.False(signature.CoversWholeFile);
        Assert.False(report.IsWhollyIntact);
        Assert.StartsWith("Attenzione: il file è cambiato dopo la firma.", SignedCopyWords.Describe(signature), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_after_a_pem_envelope_is_reported_as_well()
    {
        byte[] file = [.. TestCms.Pem(TestCms.Cades(Scheda, TestIdentity.Mario)), .. "altro testo\n"u8];

        var report = SignedFile.Inspect(file);

        Assert.False(report.IsWhollyIntact);
        Assert.False(Assert.Single(report.Signatures).CoversWholeFile);
    }

    [Fact]
    public void The_signature_of_another_document_is_not_intact()
    {
        var other = TestPdf.Replace(TestCms.Cades(Scheda, TestIdentity.Mario), "Castroreale)", "Castelbuono)");

        var report = SignedFile.Inspect(other);

        Assert.True(report.IsAccepted);
        var signature = Assert.Single(report.Signatures);
        Assert.Equal(SignatureFault.ContentChanged, signature.Fault);
        Assert.Contains("Firma non integra", SignedCopyWords.Describe(signature), StringComparison.Ordinal);
        Assert.True(report.SignedDocument.IsEmpty);
    }

    [Fact]
    public void A_flipped_bit_in_the_signature_or_in_what_it_says_of_itself_breaks_it()
    {
        var envelope = TestCms.Cades(Scheda, TestIdentity.Mario);
        var message = new SignedCms();
        message.Decode(envelope);
        var signature = message.SignerInfos[0].GetSignature();
        var time = "260303091500Z"u8;

        var inSignature = SignedFile.Inspect(Flip(envelope, envelope.AsSpan().IndexOf(signature) + 20));
        var inTime = SignedFile.Inspect(Flip(envelope, envelope.AsSpan().IndexOf(time) + 3));

        Assert.Equal(SignatureFault.SignatureMismatch, Assert.Single(inSignature.Signatures).Fault);
        Assert.Equal(SignatureFault.SignatureMismatch, Assert.Single(inTime.Signatures).Fault);
    }

    [Fact]
    public void A_certificate_in_the_place_of_the_one_that_the_signature_names_is_found_out()
    {
        var report = SignedFile.Inspect(TestCms.Sign(Scheda, TestCms.Signer(TestIdentity.Mario, named: TestIdentity.Lucia)));

        Assert.Equal(SignatureFault.CertificateMismatch, Assert.Single(report.Signatures).Fault);
        Assert.False(report.IsWhollyIntact);
    }

    [Fact]
    public void A_signature_that_names_no_certificate_is_told_as_such()
    {
        var signature =
            Assert.Single(SignedFile.Inspect(TestCms.Sign(Scheda, TestCms.Signer(TestIdentity.Mario, names: false))).Signatures);

        Assert.True(signature.IsIntact);
        Assert.False(signature.NamesItsCertificate);
        Assert.Contains("La firma non dice con quale certificato", SignedCopyWords.Describe(signature), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-3, -1, CertificatePeriod.Expired, "era già scaduto")]
    [InlineData(1, 3, CertificatePeriod.NotYetValid, "non era ancora iniziato")]
    [InlineData(-1, 1, CertificatePeriod.Valid, "non era scaduto")]
    public void The_certificate_is_judged_at_the_time_of_signing(int from, int to, CertificatePeriod period, string words)
    {
        using var key = RSA.Create(2048);
        var certificate = TestIdentity.Issue(
            key, TestIdentity.Citizen("Ugo", "Neri", "TINIT-NREGUO70A01G273X"),
            TestIdentity.SignedAt.AddYears(from), TestIdentity.SignedAt.AddYears(to));

        var signature = Assert.Single(SignedFile.Inspect(TestCms.Sign(Scheda, TestCms.Signer(certificate))).Signatures);

        Assert.True(signature.IsIntact);
        Assert.Equal(period, signature.Period);
        Assert.Contains(words, SignedCopyWords.Describe(signature), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_time_nothing_is_said_about_the_certificate_at_that_time()
    {
        var signature =
            Assert.Single(SignedFile.Inspect(TestCms.Sign(Scheda, TestCms.Signer(TestIdentity.Mario, withTime: false))).Signatures);

        Assert.Null(signature.Time);
        Assert.Equal(CertificatePeriod.TimeUnknown, signature.Period);
    }

    [Fact]
    public void A_time_stamp_of_the_signature_counts_more_than_the_signers_clock()
    {
        var at = TestIdentity.SignedAt.AddMinutes(7);

        var signature = Assert.Single(SignedFile.Inspect(TestCms.WithTimestamp(TestCms.Cades(Scheda, TestIdentity.Mario), at)).Signatures);

        Assert.Equal(new SigningTime(at, SigningTimeSource.Timestamp, "Marca temporale 7"), signature.Time);
        Assert.Contains("secondo la marca temporale di Marca temporale 7", SignedCopyWords.Describe(signature), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_stamp_of_something_else_is_left_aside_and_told()
    {
        var envelope = TestCms.WithTimestamp(TestCms.Cades(Scheda, TestIdentity.Mario), TestIdentity.SignedAt.AddDays(1), ofAnother: true);

        var signature = Assert.Single(SignedFile.Inspect(envelope).Signatures);

        Assert.True(signature.HasBadTimestamp);
        Assert.Equal(new SigningTime(TestIdentity.SignedAt, SigningTimeSource.SignerClock), signature.Time);
    }

    [Fact]
    public void Old_algorithms_and_short_keys_are_pointed_out()
    {
        using var key = RSA.Create(1024);
        var shortKey = TestIdentity.Issue(key, TestIdentity.Citizen("Ada", "Blu", "TINIT-BLUDAA70A41G273X"));

        var old =
            Assert.Single(SignedFile.Inspect(TestCms.Sign(Scheda, TestCms.Signer(TestIdentity.Mario, digest: TestCms.Sha1))).Signatures);
        var weak = Assert.Single(SignedFile.Inspect(TestCms.Sign(Scheda, TestCms.Signer(shortKey))).Signatures);

        Assert.Equal("SHA-1", old.WeakAlgorithm);
        Assert.Equal("RSA a 1024 bit", weak.WeakAlgorithm);
        Assert.Contains("tecnica superata (SHA-1)", SignedCopyWords.Describe(old), StringComparison.Ordinal);
    }

    [Fact]
    public void Counter_signatures_are_mentioned_and_disturb_nothing()
    {
        var message = new SignedCms();
        message.Decode(TestCms.Cades(Scheda, TestIdentity.Mario));
        message.SignerInfos[0].ComputeCounterSignature(new CmsSigner(TestIdentity.Lucia) { IncludeOption = X509IncludeOption.EndCertOnly });

        var report = SignedFile.Inspect(message.Encode());

        Assert.True(report.IsWhollyIntact);
        Assert.True(Assert.Single(report.Signatures).HasCounterSignatures);
    }

    [Fact]
    public void A_certificate_that_is_not_in_the_file_leaves_the_signature_unverified()
    {
        var signer = TestCms.Signer(TestIdentity.Mario);
        signer.IncludeOption = X509IncludeOption.None;

        var signature = Assert.Single(SignedFile.Inspect(TestCms.Sign(Scheda, signer)).Signatures);

        Assert.Equal(SignatureFault.CertificateMissing, signature.Fault);
        Assert.Contains("non verificabile", SignedCopyWords.Describe(signature), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_without_its_document_and_an_envelope_around_something_else_are_refused()
    {
        var alone = SignedFile.Inspect(TestCms.Sign(Scheda, TestCms.Signer(TestIdentity.Mario), detached: true));
        var other = SignedFile.Inspect(TestCms.Cades("Delibera in un file di testo"u8.ToArray(), TestIdentity.Mario));

        Assert.Equal(SignedCopyRefusal.DetachedSignature, alone.Refusal);
        Assert.Equal(SignedCopyRefusal.NotAPdfInside, other.Refusal);
    }

    [Fact]
    public void A_broken_envelope_is_not_taken_for_the_pdf_inside_it()
    {
        var report = SignedFile.Inspect(Flip(TestCms.Cades(Scheda, TestIdentity.Mario), 0));

        Assert.Equal(SignedCopyRefusal.Unknown, report.Refusal);
    }

    [Fact]
    public void Envelopes_may_nest_but_not_without_end()
    {
        var file = Scheda;
        for (var i = 0; i < 9; i++)
        {
            file = TestCms.Cades(file, TestIdentity.Mario);
        }

        Assert.Equal(SignedCopyRefusal.TooManyEnvelopes, SignedFile.Inspect(file).Refusal);
    }

    private static byte[] Flip(byte[] file, int at)
    {
        var copy = file.ToArray();
        copy[at] ^= 1;
        return copy;
    }
}
