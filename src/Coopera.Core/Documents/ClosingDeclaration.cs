using Coopera.Pdf;

namespace Coopera.Core.Documents;

public sealed record DeclaredWebinar(string Title, string When, int Confirmed, int WereThere, int Attended, int Certified);

/// <param name="Files">Path and SHA-256: what is signed is these very files.</param>
public sealed record ClosingDeclarationContent(
    string Title,
    IReadOnlyList<DeclaredWebinar> Webinars,
    IReadOnlyList<(string Name, string Value)> Totals,
    IReadOnlyList<(string Path, string Sha256)> Files);

/// <summary>The declaration that closes a report, with the figures filled in and room for name, place, date and signature.</summary>
public static class ClosingDeclaration
{
    private static readonly PdfTable Webinars = Table(
        new("Webinar", 3), new("Quando", 2.6), new("Iscritti", 1, PdfAlign.Right), new("Presenti", 1, PdfAlign.Right),
        new("Oltre la soglia", 1.1, PdfAlign.Right), new("Attestati", 1, PdfAlign.Right));

    private static readonly PdfTable Files = Table(new PdfColumn("File", 2.2), new PdfColumn("Impronta SHA-256", 3.6));

    /// <inheritdoc cref="AttendanceSheet.Make"/>
    public static byte[] Make(ClosingDeclarationContent content, DateTimeOffset madeAt)
    {
        var title = $"Dichiarazione di chiusura: {content.Title}";
        var paper = new TaggedPdf(
            new PdfInformation(title, HousePaper.Author, HousePaper.Language, madeAt), PdfPageSetup.A4, HouseFonts.All);
        paper.Letterhead()
            .Space(6)
            .Heading(1, "Dichiarazione di chiusura", HousePaper.Title)
            .Paragraph(content.Title, HousePaper.Heading)
            .Space(4)
            .Paragraph("La persona che firma, ____________________________________________________________,", HousePaper.Text)
            .Paragraph("in qualità di ____________________________________________________________,", HousePaper.Text)
            .Paragraph(
                "dichiara che gli incontri qui elencati si sono svolti on line nell’ambito del progetto COOPERA, che i numeri che seguono sono "
                    + "quelli dei registri allegati, e che gli allegati sono i file di cui più sotto è scritta l’impronta.", HousePaper.Text)
            .Space(4)
            .Heading(2, "Gli incontri", HousePaper.Heading)
            .Table(Webinars, content.Webinars.Select(webinar => (IReadOnlyList<string?>)
                [
                    Printable(webinar.Title), webinar.When, $"{webinar.Confirmed}", $"{webinar.WereThere}", $"{webinar.Attended}",
                    $"{webinar.Certified}",
                ]))
            .Space(6)
            .Heading(2, "In tutto, ogni persona contata una volta", HousePaper.Heading);
        foreach (var (name, value) in content.Totals)
        {
            paper.Paragraph(
                HousePaper.Text with { After = 2 }, new PdfSpan($"{name}: "), new PdfSpan(value, Style: HousePaper.Strong));
        }

        return paper
            .Space(10)
            .Reserve(120)
            .Paragraph("Luogo e data ______________________________", HousePaper.Text)
            .Space(16)
            .Paragraph("Firma ____________________________________________________", HousePaper.Text)
            .Space(10)
            .Heading(2, "Allegati", HousePaper.Heading)
            .Table(Files, content.Files.Select(file => (IReadOnlyList<string?>)[file.Path, file.Sha256]))
            .FundingStrip()
            .PagesNumbered("Dichiarazione di chiusura")
            .ToBytes();
    }

    private static PdfTable Table(params PdfColumn[] columns) => new(columns, HousePaper.Small with { After = 8 })
    {
        RowHeader = 0,
        Lines = HousePaper.Line,
        HeadGround = HousePaper.Mist,
    };

    private static string Printable(string text) => HouseFonts.CanPrint(text) ? text : AttendanceSheetPerson.Unprintable;
}
