using Coopera.Core.Documents.Signatures;
using Coopera.Domain;
using Coopera.Pdf;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>
/// pdf.js, the reader that is in Firefox, as one more judge: of every file it shows in a field what Coopera says is shown there.
/// </summary>
public sealed class PdfJsTests
{
    public static TheoryData<string, byte[]> Files
    {
        get
        {
            var (plain, signed) = (TestPdfForm.New(), TestPdfForm.Sign(TestPdfForm.New(), TestIdentity.Mario));
            var files = new TheoryData<string, byte[]>
            {
                { "as made", plain },
                { "signed", signed },
                { "filled in afterwards", TestPdfForm.Fill(signed, "Catania") },
                { "cleared", TestPdfForm.Clear(signed) },
                { "with data for later", TestPdfForm.AddValidationData(signed) },
                { "says one thing and shows another", TestPdfForm.New("Palermo", "Trapani") },
                { "filled in with another value than is shown", TestPdfForm.Fill(plain, "Catania", "Enna") },
                { "shown anew after signing", TestPdfForm.Show(signed, "Siracusa") },
                { "with an old field outside of the table", [.. plain, .. "\n6 0 obj<</FT/Tx/T(luogo)/V(999)>>endobj\n"u8] },
            };
            foreach (var name in OtherProgramsPdfTests.Files)
            {
                files.Add(name.Data, OtherProgramsPdfTests.File(name.Data));
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Fields_say_and_show_what_pdf_js_finds_in_them(string name, byte[] file)
    {
        var theirs = Read(file);

        var ours = PdfFormReader.Read(file, SignedFile.Budget(SignedFile.MaxBytes)).Fields.ToDictionary(field => field.Name);

        Assert.True(theirs.Count > 0, $"{name}: pdf.js finds no field.");
        Assert.Equal(theirs.Select(field => field.Name).Distinct().Order(), ours.Keys.Order());
        Assert.All(theirs, field =>
        {
            var our = ours[field.Name];
            Assert.Equal((field.Name, field.Value.ReplaceLineEndings()), (our.Name, our.Value.ReplaceLineEndings()));
            if (field.Drawn is { Length: > 0 } drawn && OtherProgramsPdfTests.IsWestern(our.Value)) // others the tool could not draw
            {
                Assert.Equal((field.Name, Text.Fold(drawn)), (our.Name, Text.Fold(our.ShownInstead ?? our.Value)));
            }
        });
    }

    [Theory]
    [InlineData("Palermo", "Trapani")]
    [InlineData("1", "999")]
    public void Where_a_page_shows_another_value_both_say_so(string value, string shown)
    {
        var file = TestPdfForm.New(value, shown);

        Assert.Equal((value, shown), Read(file).Where(field => field.Name == "luogo").Select(field => (field.Value, field.Drawn)).Single());
        Assert.Equal(
            (value, shown),
            PdfFormReader.Read(file, SignedFile.Budget(SignedFile.MaxBytes)).Fields.Where(field => field.Name == "luogo")
                .Select(field => (field.Value, field.ShownInstead)).Single());
    }

    private static List<Widget> Read(byte[] file) =>
        Judges.Ask<Found>("pdfjs.mjs", "pdfjs-dist", ["in.pdf"], ("in.pdf", file)).Fields;

    private sealed record Found(int Pages, List<Widget> Fields);

    /// <param name="Drawn">Null where pdf.js draws it anew from the value, or draws no text.</param>
    private sealed record Widget(string Name, string Type, string Value, string? Drawn);
}
