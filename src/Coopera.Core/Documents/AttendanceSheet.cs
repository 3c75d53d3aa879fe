using Coopera.Pdf;

namespace Coopera.Core.Documents;

/// <param name="Address">Stands beside a name that the paper has no letters for.</param>
public sealed record AttendanceSheetPerson(string Name, string? Body, string Address = "")
{
    public const string Unprintable = "[in caratteri che qui non si stampano]";

    internal string PrintedName => HouseFonts.CanPrint(Name) ? Name
        : $"{string.Join(' ', Name.Split(' ').Where(HouseFonts.CanPrint).Append(Unprintable))} {Address}".TrimEnd();

    internal string? PrintedBody => Body is null || HouseFonts.CanPrint(Body) ? Body : Unprintable;
}

/// <param name="When">In words.</param>
/// <param name="People">In the order of the sheet.</param>
public sealed record AttendanceSheetContent(
    string Title, string Theme, string When, string Where, IReadOnlyList<AttendanceSheetPerson> People)
{
    /// <summary>A line a talk, with its hours; empty where no hour is told.</summary>
    public string Programme { get; init; } = "";
}

public static class AttendanceSheet
{
    private const int SpareRows = 8;
    private const double WritingHeight = 27;

    private static readonly PdfTable Layout = new(
        [new("N.", 0.5, PdfAlign.Right), new("Cognome e nome", 2.4), new("Ente", 2.5), new("Firma", 3)], HousePaper.Text with { After = 8 })
    {
        RowHeader = 1,
        MinimumRowHeight = WritingHeight,
        Lines = HousePaper.Line,
        HeadGround = HousePaper.Mist,
    };

    /// <param name="madeAt">The date in the file: the same input makes the same bytes.</param>
    public static byte[] Make(AttendanceSheetContent content, DateTimeOffset madeAt)
    {
        var paper = new TaggedPdf(
            new PdfInformation($"Foglio presenze: {content.Title}", HousePaper.Author, HousePaper.Language, madeAt),
            PdfPageSetup.A4 with { MarginTop = 40, MarginBottom = 50 },
            HouseFonts.All);
        paper.Letterhead()
            .Space(6)
            .Heading(1, "Foglio presenze", HousePaper.Title)
            .Paragraph(content.Title, HousePaper.Heading);
        if (content.Theme.Length > 0)
        {
            paper.Paragraph(content.Theme, HousePaper.Text);
        }

        paper
            .Paragraph(HousePaper.Text, new PdfSpan("Quando: ", Style: HousePaper.Strong), new PdfSpan(content.When))
            .Paragraph(HousePaper.Text, new PdfSpan("Dove: ", Style: HousePaper.Strong), new PdfSpan(content.Where));
        if (content.Programme.Length > 0)
        {
            paper.Paragraph(HousePaper.Text with { After = 0 }, new PdfSpan("Programma:", Style: HousePaper.Strong));
            foreach (var talk in content.Programme.Split('\n'))
            {
                paper.Paragraph(talk, HousePaper.Text with { After = 1 });
            }

            paper.Space(4);
        }

        return paper
            .Paragraph(
                HousePaper.Text with { After = 8 },
                new PdfSpan("Persone iscritte: ", Style: HousePaper.Strong),
                new PdfSpan($"{content.People.Count}"))
            .Table(Layout, Rows(content.People))
            .FundingStrip()
            .PagesNumbered($"Foglio presenze: {content.Title}")
            .ToBytes();
    }

    private static IEnumerable<IReadOnlyList<string?>> Rows(IReadOnlyList<AttendanceSheetPerson> people) =>
        people.Select((person, index) => (IReadOnlyList<string?>)[$"{index + 1}", person.PrintedName, person.PrintedBody, null])
            .Concat(
                Enumerable.Range(people.Count + 1, SpareRows).Select(number => (IReadOnlyList<string?>)[$"{number}", null, null, null]));
}
