using Coopera.Core.Documents;
using Coopera.Domain;
using Coopera.Pdf;

namespace Coopera.Core.OwnData;

/// <summary>The same to print and to keep.</summary>
public static class OwnDataPaper
{
    private const string Title = "I tuoi dati";
    private const string Unprintable = "[in caratteri che qui non si stampano: è per intero nel file JSON]";

    private static readonly PdfTextStyle Entry = HousePaper.Strong with { Size = 10.5, After = 2 };
    private static readonly PdfTextStyle Line = HousePaper.Text with { After = 1.5 };

    public static byte[] Make(OwnDataBook book)
    {
        var paper = new TaggedPdf(
            new PdfInformation($"{Title}: {Printed(book.Of.Email.Display)}", HousePaper.Author, HousePaper.Language, book.MadeAt),
            PdfPageSetup.A4 with { MarginTop = 40, MarginBottom = 50 },
            HouseFonts.All);
        paper.Letterhead()
            .Space(6)
            .Heading(1, Title, HousePaper.Title)
            .Paragraph(
                $"Che cosa il sito conserva con l’indirizzo {Printed(book.Of.Email.Display)}, {RomeTime.DateAndTime("il", book.MadeAt)}.",
                HousePaper.Text with { After = 8 });
        if (book.Of.IsShared)
        {
            paper.Paragraph(OwnDataPhrases.Shared, HousePaper.Text with { After = 8 });
        }

        foreach (var section in book.Sections.Where(section => section.Entries.Count > 0))
        {
            paper.Reserve(110).Space(6).Heading(2, section.Title, HousePaper.Heading).Paragraph(section.Why, HousePaper.Small);
            if (section.Total > section.Entries.Count)
            {
                paper.Paragraph(OwnDataPhrases.More(section), HousePaper.Text);
            }

            foreach (var entry in section.Entries)
            {
                paper.Reserve(34).Space(3).Heading(3, Printed(entry.Title), Entry);
                foreach (var value in entry.Values)
                {
                    paper.Paragraph(
                        Line, new PdfSpan($"{Printed(value.Label)}: ", Style: HousePaper.Strong), new PdfSpan(Printed(value.Words)));
                }
            }
        }

        var nothing = book.Sections.Where(section => section.Entries.Count == 0).Select(section => section.Title).ToList();
        if (nothing.Count > 0)
        {
            paper.Reserve(50).Space(6).Heading(2, OwnDataPhrases.NothingIn, HousePaper.Heading)
                .Paragraph($"{string.Join("; ", nothing)}.", HousePaper.Text);
        }

        return paper.PagesNumbered($"{Title}, {RomeTime.Date(book.MadeAt)}").ToBytes();
    }

    private static string Printed(string text)
    {
        var line = text.Replace("\r", "", StringComparison.Ordinal).Replace('\n', ' ');
        return line.Length == 0 ? "–" : HouseFonts.CanPrint(line) ? line
            : string.Join(' ', line.Split(' ').Where(HouseFonts.CanPrint).Append(Unprintable));
    }
}
