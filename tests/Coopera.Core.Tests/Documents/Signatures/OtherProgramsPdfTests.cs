using System.Text.RegularExpressions;
using Coopera.Core.Documents;
using Coopera.Core.Documents.Signatures;
using Coopera.Pdf;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>Files that other programs made of a scheda, beside what poppler, qpdf and pdftk find in them.</summary>
public sealed class OtherProgramsPdfTests
{
    public static TheoryData<string> Files => ["attached-pdf", "cleared", "crlf", "lt", "ownerpw", "reader-enabled"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Signatures_are_those_that_poppler_finds(string name)
    {
        var printed = Tool.Run("pdfsig", ["-nocert", "in.pdf"], ("in.pdf", File(name))).Printed;

        var ours = SignedFile.Inspect(File(name)).Signatures;

        Assert.Equal(Regex.Count(printed, "Signature Validation:"), ours.Count);
        Assert.Equal(Regex.Count(printed, "Signature Validation: Signature is Valid."), ours.Count(signature => signature.IsIntact));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Fields_have_the_values_that_pdftk_finds(string name)
    {
        var printed = Tool.Run("pdftk", ["in.pdf", "dump_data_fields_utf8"], ("in.pdf", File(name))).Printed;
        var theirs = printed.Split("---").Where(part => part.Contains("FieldName:", StringComparison.Ordinal) && !part.Contains(
            "FieldType: Signature", StringComparison.Ordinal)).ToDictionary(
                part => Line(part, "FieldName"), part => System.Net.WebUtility.HtmlDecode(Line(part, "FieldValue")));

        var ours = PdfFormReader.Read(File(name));

        Assert.NotEmpty(theirs);
        Assert.Equal(theirs.Keys.Order(), ours.Keys.Order());
        Assert.All(theirs, field => Assert.Equal(field.Value, ours[field.Key].ReplaceLineEndings(" ")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_pages_show_what_the_fields_say(string name)
    {
        var form = PdfFormReader.Read(File(name), SignedFile.Budget(SignedFile.MaxBytes));

        Assert.False(form.IsRebuilt);
        Assert.False(form.IsCut);
        Assert.DoesNotContain(form.Fields, field => field.ShownInstead is not null);
        Assert.DoesNotContain(form.Fields, field => field.IsShownUnreadably);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_pages_show_what_poppler_draws(string name)
    {
        var drawn = Folded(Tool.Run("pdftotext", ["in.pdf", "-"], ("in.pdf", File(name))).Printed);

        Assert.All(
            PdfFormReader.Read(File(name)).Where(field => field.Value is not ("" or "Yes" or PdfFormReader.Off) && IsWestern(field.Value)),
            field => Assert.Contains(Folded(field.Value), drawn, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_qpdf_makes_of_a_file_has_the_same_fields(string name)
    {
        foreach (var options in (string[][])[["--linearize"], ["--object-streams=generate"], ["--qdf"]])
        {
            var (_, _, written) = Tool.Run("qpdf", [.. options, "in.pdf", "out"], ("in.pdf", File(name)));

            Assert.Equal(PdfFormReader.Read(File(name)), PdfFormReader.Read(written));
        }
    }

    public static TheoryData<string, byte[]> States
    {
        get
        {
            var signed = TestPdfForm.Sign(TestPdfForm.New(), TestIdentity.Mario);
            return new TheoryData<string, byte[]>
            {
                { "signed", signed },
                { "filled in afterwards", TestPdfForm.Fill(signed, "Catania") },
                { "cleared", TestPdfForm.Clear(signed) },
                { "signed again", TestPdfForm.Sign(TestPdfForm.Clear(signed), TestIdentity.Lucia, again: 1) },
                { "with data for later", TestPdfForm.AddValidationData(signed) },
                { "with another page", TestPdf.Append(signed, (4, TestPdfForm.Stream("BT (Altro) Tj ET"))) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Poppler_finds_the_same_signers_in_every_state_of_a_file(string state, byte[] file)
    {
        var printed = Tool.Run("pdfsig", ["-nocert", "in.pdf"], ("in.pdf", file)).Printed;
        var theirs = Regex.Matches(printed, "Signer Certificate Common Name: (.*)").Select(match => match.Groups[1].Value.Trim()).ToList();

        var ours = SignedFile.Inspect(file).Signatures;

        Assert.True(theirs.Count == ours.Count, $"{state}: {printed}");
        Assert.Equal(Regex.Count(printed, "Signature Validation: Signature is Valid."), ours.Count(signature => signature.IsIntact));
    }

    [Fact]
    public void An_attached_document_does_not_hide_the_fields() =>
        Assert.Equal("Comune di Alcara li Fusi", PdfFormReader.Read(File("attached-pdf"))[AdhesionSchedaFields.BodyName]);

    [Fact]
    public void Rights_of_usage_are_no_signature()
    {
        var report = SignedFile.Inspect(File("reader-enabled"));

        Assert.Empty(report.Signatures);
        Assert.Empty(report.TakenAway);
        Assert.Equal("Palermo", PdfFormReader.Read(File("reader-enabled"))[AdhesionSchedaFields.Place]);
    }

    [Fact]
    public void A_cleared_signature_is_told_as_taken_away()
    {
        var report = SignedFile.Inspect(File("cleared"));

        Assert.False(report.IsSigned);
        Assert.StartsWith("Rosalia", Assert.Single(report.TakenAway).Signer?.Name, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Nessuna firma digitale: quella che c’era è stata tolta.", SignedCopyWords.Headline(report));
    }

    [Fact]
    public void Data_for_the_long_term_leave_a_signature_intact()
    {
        var report = SignedFile.Inspect(File("lt"));

        Assert.True(report.IsWhollyIntact);
        Assert.Equal(AfterSigning.ValidationData, Assert.Single(report.Signatures).Since);
    }

    [Fact]
    public void A_line_end_that_a_gateway_put_behind_leaves_a_signature_intact() =>
        Assert.True(SignedFile.Inspect(File("crlf")).IsWhollyIntact);

    [Theory]
    [InlineData("40")]
    [InlineData("128", "--use-aes=n")]
    [InlineData("128", "--use-aes=y")]
    [InlineData("128", "--use-aes=y", "--cleartext-metadata")]
    [InlineData("256")]
    [InlineData("256", "--force-R5")]
    public void A_file_that_only_the_owner_may_change_is_read(string bits, params string[] options)
    {
        foreach (var packing in (string[])["--object-streams=disable", "--object-streams=generate"])
        {
            var encrypted = Encrypt("", bits, packing, options);

            Assert.Equal(PdfFormReader.Read(Plain), PdfFormReader.Read(encrypted));
            Assert.True(SignedFile.Inspect(encrypted).IsAccepted);
        }
    }

    [Theory]
    [InlineData("40")]
    [InlineData("128", "--use-aes=n")]
    [InlineData("128", "--use-aes=y")]
    [InlineData("256")]
    public void A_file_that_asks_for_a_password_is_turned_away_with_what_to_do(string bits, params string[] options)
    {
        var report = SignedFile.Inspect(Encrypt("segreta", bits, "--object-streams=disable", options));

        Assert.Equal(SignedCopyRefusal.PasswordProtected, report.Refusal);
        Assert.Equal("Il PDF è protetto da una password: toglila e caricalo di nuovo.", SignedCopyWords.Headline(report));
    }

    private static string Folded(string text) => Regex.Replace(text, @"\s", "");

    internal static bool IsWestern(string text) => text.All(letter => letter < 0x100);

    private static byte[] Plain => File("attached-pdf");

    private static byte[] Encrypt(string password, string bits, string packing, string[] options)
    {
        var (exitCode, printed, written) = Tool.Run(
            "qpdf",
            ["--allow-weak-crypto", packing, "--encrypt", password, "proprietario", bits, .. options, "--", "in.pdf", "out"],
            ("in.pdf", Plain));
        Assert.True(exitCode == 0, printed);
        return written;
    }

    private static string Line(string part, string name) =>
        Regex.Match(part, $"^{name}: ?(.*)$", RegexOptions.Multiline).Groups[1].Value is var value && value.Length == 0
            && part.Contains("FieldType: Button", StringComparison.Ordinal) ? PdfFormReader.Off : value;

    internal static byte[] File(string name) =>
        System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Documents", "Signatures", "Cases", $"{name}.pdf"));
}
