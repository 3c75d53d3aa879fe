using Coopera.Pdf;

namespace Coopera.Core.Documents;

/// <param name="Hours">"15:00–15:45"; null where they are not told.</param>
/// <param name="Speakers">With their roles.</param>
public sealed record ProgrammeTalk(string Title, string Subtitle, string? Hours, IReadOnlyList<string> Speakers);

/// <param name="Lines">Name and text: when, where, who coordinates.</param>
/// <param name="Materials">Title, and the file's name or the address.</param>
public sealed record WebinarProgrammeContent(
    string Title, string Theme, IReadOnlyList<(string Name, string Text)> Lines, string Description,
    IReadOnlyList<ProgrammeTalk> Talks, IReadOnlyList<(string Title, string Where)> Materials);

public static class WebinarProgramme
{
    /// <inheritdoc cref="AttendanceSheet.Make"/>
    public static byte[] Make(WebinarProgrammeContent content, DateTimeOffset madeAt)
    {
        var paper = new TaggedPdf(
            new PdfInformation($"Programma: {content.Title}", HousePaper.Author, HousePaper.Language, madeAt),
            PdfPageSetup.A4,
            HouseFonts.All);
        paper.Letterhead().Space(6).Heading(1, content.Title, HousePaper.Title);
        if (content.Theme.Length > 0)
        {
            paper.Paragraph(content.Theme, HousePaper.Heading);
        }

        foreach (var (name, text) in content.Lines.Where(line => line.Text.Length > 0))
        {
            paper.Paragraph(HousePaper.Text, new PdfSpan($"{name}: ", Style: HousePaper.Strong), new PdfSpan(Printable(text)));
        }

        foreach (var paragraph in content.Description.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            paper.Paragraph(Printable(paragraph), HousePaper.Text);
        }

        paper.Space(6).Heading(2, "Interventi", HousePaper.Heading);
        foreach (var talk in content.Talks)
        {
            paper.Paragraph(
                HousePaper.Text with { After = 1 },
                new PdfSpan(talk.Hours is { } hours ? $"{hours}  " : ""), new PdfSpan(Printable(talk.Title), Style: HousePaper.Strong));
            foreach (var line in talk.Speakers.Prepend(talk.Subtitle).Where(line => line.Length > 0))
            {
                paper.Indent(14, () => paper.Paragraph(Printable(line), HousePaper.Small with { After = 1 }));
            }

            paper.Space(5);
        }

        if (content.Materials.Count > 0)
        {
            paper.Space(4).Heading(2, "Materiali", HousePaper.Heading);
            foreach (var (title, where) in content.Materials)
            {
                paper.Paragraph(
                    HousePaper.Text, new PdfSpan($"{Printable(title)}: ", Style: HousePaper.Strong), new PdfSpan(Printable(where)));
            }
        }

        return paper.Space(8).FundingStrip().PagesNumbered($"Programma: {content.Title}").ToBytes();
    }

    private static string Printable(string text) => HouseFonts.CanPrint(text) ? text : AttendanceSheetPerson.Unprintable;
}
