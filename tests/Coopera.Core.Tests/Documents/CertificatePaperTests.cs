using System.Globalization;
using Coopera.Core.Documents;
using Coopera.Domain.Certificates;
using Coopera.Testing.Reading;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.PathConstruction;
using Sample = Coopera.Testing.Samples.SampleCertificates;

namespace Coopera.Core.Tests.Documents;

public sealed class CertificatePaperTests
{
    private static readonly DateTimeOffset MadeAt = new(2026, 2, 3, 9, 0, 0, TimeSpan.Zero);

    private static readonly string Code = CertificateCode.New();

    private static readonly CertificatePaperContent Content = new(Sample.Facts, "2026/000123", Code);

    [Fact]
    public void Every_fact_stands_on_the_paper_which_is_one_page_without_a_fault()
    {
        using var paper = new PdfFile(CertificatePaper.Make(Content, MadeAt));

        Assert.Empty(Accessibility.Faults(paper));
        Assert.Single(paper.Pages);
        var told = Words(string.Concat(paper.Elements.Select(element => element.Text)));
        Assert.All(
            CertificateWords.Of(Sample.Facts, "2026/000123", Code).Where(fact => fact.Label is not ("Firma" or "Si verifica su")),
            fact => Assert.All(fact.Lines, line => Assert.Contains(Words(line), told, StringComparison.Ordinal)));
        Assert.All(Sample.Facts.Signer.Split('\n'), line => Assert.Contains(Words(line), told, StringComparison.Ordinal));
        Assert.Contains(
            Words($"www.anci.sicilia.example/iscrizioni/attestati/{CertificateCode.Grouped(Code)}"), told, StringComparison.Ordinal);
        Assert.Equal("it-IT", paper.Catalog.Text("Lang"));
        Assert.Equal($"Attestato di partecipazione n. 2026/000123: {Sample.Facts.Title}", paper.Information.Title);
    }

    [Fact]
    public void A_long_programme_and_long_names_go_on_over_pages_without_a_fault()
    {
        var talk = Sample.Facts.Programme[0] with { Subtitle = string.Join(' ', Enumerable.Repeat("servizi", 30)) };
        var facts = Sample.Facts with
        {
            Person = string.Join(' ', Enumerable.Repeat("Maria Grazia", 7)),
            Programme = [.. Enumerable.Repeat(talk, 20)],
            Coordinator = "",
            Theme = "",
            Body = null,
            Credits = null,
            Replaces = null,
        };

        using var paper = new PdfFile(CertificatePaper.Make(Content with { Facts = facts }, MadeAt));

        Assert.True(paper.Pages.Count > 1);
        Assert.Empty(Accessibility.Faults(paper));
    }

    [Fact]
    public void No_emblem_is_larger_than_that_of_the_Union()
    {
        using var paper = new PdfFile(CertificatePaper.Make(Content, MadeAt));
        var operations = paper.Pages[0].Operations;

        // The flag is the one blue rectangle; the mark of the project is drawn with curves alone.
        var flag = Assert.Single(Flags(operations));
        var curves = operations.OfType<AppendDualControlPointBezierCurve>().ToList();
        Assert.Equal(12, curves.Count); // three rings
        var width = curves.Max(c => Math.Max(c.X1, c.X3)) - curves.Min(c => Math.Min(c.X1, c.X3));
        var height = curves.Max(c => Math.Max(c.Y1, c.Y3)) - curves.Min(c => Math.Min(c.Y1, c.Y3));

        Assert.Equal(1.5, (double)flag.Width / (double)flag.Height, 2);
        Assert.True(flag.Width >= width && flag.Height >= height, $"{flag.Width} x {flag.Height} against {width} x {height}");
        var figures = paper.Elements.Where(element => element.Type == "Figure").Select(element => element.Entries.Text("Alt"));
        Assert.Contains("Bandiera dell’Unione europea", figures);
    }

    [Fact]
    public void The_code_is_a_qr_symbol_that_leads_to_the_page()
    {
        var pdf = CertificatePaper.Make(Content, MadeAt);
        var (_, _, png) = Tool.Run("pdftoppm", ["-r", "200", "-png", "-singlefile", "in.pdf", "out"], ("in.pdf", pdf));

        var (_, printed, _) = Tool.Run("zbarimg", ["-q", "--raw", "in.png"], ("in.png", png));

        Assert.Equal(Sample.Facts.WhereToVerify(Code), printed.Split('\n')[0]);
    }

    [Fact]
    public void The_same_facts_make_the_same_bytes_whatever_the_culture_and_other_programs_find_nothing_wrong()
    {
        var expected = CertificatePaper.Make(Content, MadeAt);
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        try
        {
            Assert.Equal(expected, CertificatePaper.Make(Content, MadeAt));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Contains("No syntax or stream encoding errors", Tool.Print("qpdf", expected, "--check"), StringComparison.Ordinal);
        Assert.Contains("Tagged:          yes", Tool.Print("pdfinfo", expected), StringComparison.Ordinal);
    }

    [Fact]
    public void A_specimen_says_that_it_is_none_and_holds_no_code_to_be_found()
    {
        using var paper = new PdfFile(CertificatePaper.Make(Content with { IsSpecimen = true }, MadeAt));

        Assert.Contains(Words(CertificatePaper.SpecimenWords), Words(paper.Text), StringComparison.Ordinal);
        Assert.DoesNotContain(CertificatePaper.CodeMark, paper.Metadata, StringComparison.Ordinal);
        Assert.Empty(Accessibility.Faults(paper));
    }

    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static IEnumerable<AppendRectangle> Flags(IReadOnlyList<IGraphicsStateOperation> operations)
    {
        for (var i = 1; i < operations.Count; i++)
        {
            if (operations[i] is AppendRectangle rectangle
                && operations.Take(i).OfType<UglyToad.PdfPig.Graphics.Operations.SetNonStrokeColorDeviceRgb>().LastOrDefault()
                    is { R: 0, B: > 0.59 and < 0.61 })
            {
                yield return rectangle;
            }
        }
    }
}
