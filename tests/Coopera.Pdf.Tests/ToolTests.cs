using Coopera.Pdf.Reading;

namespace Coopera.Pdf.Tests;

/// <summary>What other people's programs make of our files.</summary>
public sealed class ToolTests
{
    public static TheoryData<string> Documents => ["form", "sheet"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Qpdf_finds_no_fault(string document) =>
        Assert.Contains(
            "No syntax or stream encoding errors found", Tool.Print("qpdf", Bytes(document), "--check"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Pdfinfo_says_tagged_and_titled(string document)
    {
        var printed = Tool.Print("pdfinfo", Bytes(document));

        Assert.Matches("Title: +(Modulo di prova|Foglio presenze)", printed);
        Assert.Matches("Tagged: +yes", printed);
        Assert.Matches("JavaScript: +no", printed);
        Assert.Matches(document == "form" ? "Form: +AcroForm" : "Form: +none", printed);
    }

    [Fact]
    public void Pdfinfo_tells_the_structure()
    {
        var form = Tool.Print("pdfinfo", Bytes("form"), "-struct-text");
        var sheet = Tool.Print("pdfinfo", Bytes("sheet"), "-struct-text");

        Assert.Contains("\"collegamento al sito del progetto\"", form, StringComparison.Ordinal);
        Assert.Contains("Link (inline)", form, StringComparison.Ordinal);
        Assert.Contains("Form", form, StringComparison.Ordinal);
        Assert.Contains("THead", sheet, StringComparison.Ordinal);
        Assert.Contains("/Scope /Column", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("Syntax", form + sheet, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Pdffonts_finds_every_font_embedded_and_readable(string document)
    {
        var fonts = Tool.Print("pdffonts", Bytes(document)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];

        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches("yes (yes|no )  ?yes", font));
    }

    [Fact]
    public void Pdftotext_reads_every_script()
    {
        var text = Tool.Run("pdftotext", ["in.pdf", "-"], ("in.pdf", Bytes("form"))).Printed;

        Assert.Contains("città, perché, Łódź, București, Αθήνα, Київ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Zbarimg_reads_the_symbol_from_the_printed_page()
    {
        var (_, _, page) = Tool.Run("pdftoppm", ["-r", "150", "-gray", "-singlefile", "in.pdf", "out"], ("in.pdf", Bytes("form")));
        var printed = Tool.Run("zbarimg", ["-q", "--raw", "page.pgm"], ("page.pgm", page)).Printed;

        Assert.StartsWith("https://www.progettocoopera.it/adesione/abc\n", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("need_appearances")]
    public void What_pdftk_fills_in_is_read_back(params string[] options)
    {
        var filled = Tool.FillWithPdftk(
            Bytes("form"),
            new Dictionary<string, string>
            {
                ["nome"] = "Gió’ Łański “x” (a\\b) € Київ",
                ["note"] = "uno\ndue",
                ["letto"] = "Yes",
                ["sai_si"] = "Off",
            },
            options);

        var values = PdfFormReader.Read(filled);

        Assert.Equal("Gió’ Łański “x” (a\\b) € Київ", values["nome"]);
        Assert.Equal("uno\ndue", values["note"]);
        Assert.Equal((true, false), (PdfFormReader.IsOn(values["letto"]), PdfFormReader.IsOn(values["sai_si"])));
        Assert.Equal("ABC-123", values["codice"]);
    }

    [Fact]
    public void A_form_flattened_by_pdftk_has_no_values() =>
        Assert.Empty(PdfFormReader.Read(Tool.FillWithPdftk(Bytes("form"), new Dictionary<string, string> { ["nome"] = "x" }, "flatten")));

    [Theory]
    [InlineData("--object-streams=generate")]
    [InlineData("--linearize")]
    [InlineData("--linearize", "--object-streams=generate", "--recompress-flate")]
    [InlineData("--qdf")]
    [InlineData("--stream-data=uncompress")]
    public void What_qpdf_rewrites_is_read_back(params string[] options)
    {
        var (exitCode, printed, written) = Tool.Run("qpdf", [.. options, "in.pdf", "out"], ("in.pdf", Bytes("form")));

        Assert.True(exitCode == 0, printed);
        Assert.Equal(PdfFormReader.Read(Bytes("form")), PdfFormReader.Read(written));
    }

    [Fact]
    public void A_copy_that_only_its_owner_may_change_is_read_and_one_that_asks_for_a_password_is_not()
    {
        var (_, _, open) = Tool.Run("qpdf", ["--encrypt", "", "owner", "256", "--", "in.pdf", "out"], ("in.pdf", Bytes("form")));
        var (_, _, closed) = Tool.Run("qpdf", ["--encrypt", "user", "owner", "256", "--", "in.pdf", "out"], ("in.pdf", Bytes("form")));

        Assert.Equal(PdfFormReader.Read(Bytes("form")), PdfFormReader.Read(open));
        Assert.True(Assert.Throws<PdfEncryptedException>(() => PdfFormReader.Read(closed)).AsksForPassword);
    }

    private static byte[] Bytes(string document) => document == "form" ? Samples.Form() : Samples.AttendanceSheet(40);
}
