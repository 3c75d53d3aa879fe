using Coopera.Core.Documents.Signatures;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>What became of a PDF after somebody signed it: told apart by what readers show, not by whether bytes were added.</summary>
public sealed class AfterSigningTests
{
    private static readonly byte[] Signed = TestPdfForm.Sign(TestPdfForm.New(), TestIdentity.Mario);

    [Fact]
    public void A_signed_form_is_wholly_intact()
    {
        var report = SignedFile.Inspect(Signed);

        Assert.True(report.IsWhollyIntact);
        Assert.Equal(AfterSigning.Nothing, Assert.Single(report.Signatures).Since);
        Assert.Empty(report.TakenAway);
    }

    [Fact]
    public void Blanks_after_the_end_are_no_change()
    {
        var report = SignedFile.Inspect((byte[])[.. Signed, .. "\r\n \0\0"u8, .. new byte[5_000]]);

        Assert.True(report.IsWhollyIntact);
        Assert.True(Assert.Single(report.Signatures).CoversWholeFile);
        Assert.StartsWith("Firma integra. ", SignedCopyWords.Describe(report.Signatures[0]), StringComparison.Ordinal);
        Assert.False(report.LooksIncomplete);
    }

    [Fact]
    public void A_value_changed_after_signing_rings_an_alarm_of_its_own()
    {
        var report = SignedFile.Inspect(TestPdfForm.Fill(Signed, "Catania"));

        var signature = Assert.Single(report.Signatures);
        Assert.False(report.IsWhollyIntact);
        Assert.True(signature.IsIntact);
        Assert.Equal((AfterSigning.OtherValues, "luogo"), (signature.Since, Assert.Single(signature.ChangedFields)));
        Assert.StartsWith(
            "Attenzione: dopo la firma è cambiato il valore di «Luogo».", SignedCopyWords.Describe(signature), StringComparison.Ordinal);
    }

    [Fact]
    public void So_does_a_value_that_only_looks_another()
    {
        var signature = Assert.Single(SignedFile.Inspect(TestPdfForm.Show(Signed, "Catania")).Signatures);

        Assert.Equal((AfterSigning.OtherValues, "luogo"), (signature.Since, Assert.Single(signature.ChangedFields)));
    }

    [Fact]
    public void And_one_that_was_signed_by_somebody_else_afterwards()
    {
        var changed = TestPdfForm.SignBeside(TestPdfForm.Fill(Signed, "Catania"), By(TestIdentity.Lucia));

        var report = SignedFile.Inspect(changed);

        Assert.Equal([AfterSigning.OtherValues, AfterSigning.Nothing], report.Signatures.Select(s => s.Since!.Value));
        Assert.All(report.Signatures, signature => Assert.True(signature.IsIntact));
        Assert.False(report.IsWhollyIntact);
    }

    public static TheoryData<string, (int Number, string Body)[]> OtherChanges => new()
    {
        { "the page", [(4, TestPdfForm.Stream("BT /F1 12 Tf 72 720 Td (Altro testo) Tj ET"))] },
        { "a note on the page", [
            (3, TestPdfForm.Page("6 0 R 9 0 R 8 0 R 50 0 R")), (50, "<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(x)>>")] },
        { "another field", [
            (1, TestPdfForm.Catalog("6 0 R 9 0 R 8 0 R 50 0 R")), (3, TestPdfForm.Page("6 0 R 9 0 R 8 0 R 50 0 R")),
            (50, "<</Type/Annot/Subtype/Widget/FT/Tx/T(nuovo)/V(x)/Rect[0 0 9 9]>>")] },
        { "a field less", [(1, TestPdfForm.Catalog("6 0 R 8 0 R")), (3, TestPdfForm.Page("6 0 R 8 0 R"))] },
        { "the place of a field", [(6, TestPdfForm.TextField("Palermo", "/Rect[0 0 300 20]"))] },
        { "a font", [(5, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>")] },
        { "a second page", [(2, "<</Type/Pages/Kids[3 0 R 50 0 R]/Count 2>>"), (50, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")] },
        { "something to run", [(1, TestPdfForm.Catalog("6 0 R 9 0 R 8 0 R", "/OpenAction<</S/JavaScript/JS(x)>>"))] },
        { "a signature that is none", [
            (1, TestPdfForm.Catalog("6 0 R 9 0 R 8 0 R 50 0 R")), (3, TestPdfForm.Page("6 0 R 9 0 R 8 0 R 50 0 R")),
            (50, "<</Type/Annot/Subtype/Widget/FT/Sig/T(x)/V<</Type/Sig/SubFilter/ETSI.RFC3161/Contents<00>/ByteRange[0 1 2 3]>>"
                + "/Rect[0 0 0 0]>>")] },
    };

    [Theory]
    [MemberData(nameof(OtherChanges))]
    public void Anything_else_that_changed_is_told(string what, (int Number, string Body)[] objects)
    {
        var report = SignedFile.Inspect(TestPdf.Append(Signed, objects));

        var signature = report.Signatures[^1];
        Assert.False(report.IsWhollyIntact);
        Assert.True(AfterSigning.OtherChanges == signature.Since, $"{what}: {signature.Since}");
        Assert.StartsWith(
            "Attenzione: il file è cambiato dopo la firma", SignedCopyWords.Describe(signature), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_of_the_file_that_changes_nothing_is_no_change()
    {
        var same = TestPdf.Append(Signed, (6, TestPdfForm.TextField("Palermo")), (60, "(che nessuno mostra)"));

        Assert.True(SignedFile.Inspect(same).IsWhollyIntact);
    }

    [Fact]
    public void Bytes_that_no_table_knows_are_told_as_before() =>
        Assert.Equal(
            AfterSigning.OtherChanges,
            Assert.Single(SignedFile.Inspect((byte[])[.. Signed, .. "6 0 obj<</T(luogo)/V(altro)>>endobj\n"u8]).Signatures).Since);

    [Fact]
    public void Others_may_sign_as_well()
    {
        var report = SignedFile.Inspect(TestPdfForm.SignBeside(Signed, By(TestIdentity.Lucia)));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal([AfterSigning.AnotherSignature, AfterSigning.Nothing], report.Signatures.Select(s => s.Since!.Value));
    }

    [Fact]
    public void And_close_the_fields()
    {
        var closed = TestPdf.Append(Signed, (6, TestPdfForm.TextField("Palermo", "/Ff 1")));

        Assert.True(SignedFile.Inspect(TestPdfForm.SignBeside(closed, By(TestIdentity.Lucia))).IsWhollyIntact);
    }

    [Fact]
    public void Data_to_check_a_signature_for_years_are_no_change()
    {
        var stamped = TestPdfForm.SignBeside(
            TestPdfForm.AddValidationData(Signed), document => TestCms.Timestamp(document, TestIdentity.SignedAt), "ETSI.RFC3161");

        var report = SignedFile.Inspect(TestPdfForm.AddValidationData(stamped, keepsStamp: true));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal([AfterSigning.ValidationData, AfterSigning.ValidationData], report.Signatures.Select(s => s.Since!.Value));
        Assert.StartsWith(
            "Firma integra. Dopo la firma sono stati aggiunti solo i dati per verificarla nel tempo.",
            SignedCopyWords.Describe(report.Signatures[0]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_stamp_that_shows_something_is_a_change()
    {
        var stamped = TestPdfForm.SignBeside(
            Signed, document => TestCms.Timestamp(document, TestIdentity.SignedAt), "ETSI.RFC3161", rectangle: "0 0 500 800");

        Assert.Equal(AfterSigning.OtherChanges, SignedFile.Inspect(stamped).Signatures[0].Since);
    }

    [Fact]
    public void What_was_signed_may_not_point_behind_its_end()
    {
        // The table of what was signed names a place that is filled only later: who opens the signed part alone finds nothing there.
        var before = TestPdf.Append(TestPdfForm.New(), (70, "<<>>"));
        var text = System.Text.Encoding.Latin1.GetString(before);
        var entry = text.LastIndexOf("70 1\n", StringComparison.Ordinal) + 5;
        var open = System.Text.Encoding.Latin1.GetBytes($"{text[..entry]}{60_000:D10}{text[(entry + 10)..]}");
        var signed = TestPdfForm.Sign(
            TestPdf.Append(open, (3, TestPdfForm.Page("6 0 R 9 0 R 8 0 R", "/Extra 70 0 R"))), TestIdentity.Mario);
        byte[] filled = [.. signed, .. new byte[60_000 - signed.Length], .. "70 0 obj<</Later true>>endobj\n"u8];

        Assert.False(SignedFile.Inspect(filled).IsWhollyIntact);
    }

    [Fact]
    public void A_signature_that_was_cleared_is_told_as_taken_away()
    {
        var report = SignedFile.Inspect(TestPdfForm.Clear(Signed));

        Assert.False(report.IsSigned);
        Assert.Equal("Mario Rossi", Assert.Single(report.TakenAway).Signer?.Name);
        Assert.Contains(
            "In una versione precedente del file c’era una firma digitale di Mario Rossi: è stata tolta, e ora non c’è più.",
            SignedCopyWords.Paragraphs(report));
    }

    [Fact]
    public void A_form_that_was_cleared_and_signed_again_has_one_signer()
    {
        var report = SignedFile.Inspect(TestPdfForm.Sign(TestPdfForm.Clear(Signed), TestIdentity.Lucia, again: 1));

        Assert.Equal("Lucia Bianchi", Assert.Single(report.Signatures).Signer?.Name);
        Assert.Equal("Mario Rossi", Assert.Single(report.TakenAway).Signer?.Name);
        Assert.True(report.IsWhollyIntact);
    }

    private static Func<byte[], byte[]> By(System.Security.Cryptography.X509Certificates.X509Certificate2 signer) =>
        document => TestCms.Sign(document, TestCms.Signer(signer, withTime: false), detached: true);
}
