using Coopera.Pdf;

namespace Coopera.Core.Documents;

public static class HousePaper
{
    public const string Language = "it-IT";
    public const string Author = "ANCI Sicilia – progetto COOPERA";

    public static readonly PdfColor Sea = PdfColor.FromHex(0x095C6B);
    public static readonly PdfColor Saffron = PdfColor.FromHex(0xFFC24A);
    public static readonly PdfColor Ink = PdfColor.FromHex(0x17252A);
    public static readonly PdfColor SoftInk = PdfColor.FromHex(0x48565C);
    public static readonly PdfColor Line = PdfColor.FromHex(0xA9B8BC);
    public static readonly PdfColor Mist = PdfColor.FromHex(0xEAF4F5);

    public static readonly PdfTextStyle Title = new(23, Bold: true, Color: Sea, LineHeight: 1.15, After: 4);
    public static readonly PdfTextStyle Heading = new(12.5, Bold: true, Color: Sea, LineHeight: 1.2, After: 3);
    public static readonly PdfTextStyle Text = new(10, Color: Ink, After: 5);
    public static readonly PdfTextStyle Strong = Text with { Bold = true };
    public static readonly PdfTextStyle Small = new(8.5, Color: SoftInk, LineHeight: 1.3, After: 3);
    public static readonly PdfTextStyle Foot = new(8, Color: SoftInk);

    public static readonly FormStyle Form = new() { LabelColor = Ink, Border = PdfColor.FromHex(0x5C6F76), After = 5 };

    private const double MarkSize = 30;
    private const double FlagWidth = 33;

    public const string Project = "COOPERA, «I Comuni migliorano PER Arginare le vulnerabilità»";

    /// <summary>Of the project, as it stands in the papers that tell who pays for it.</summary>
    public const string Fund =
        "Progetto cofinanziato dall’Unione europea · Fondo Asilo, Migrazione e Integrazione (FAMI) 2014-2020, Obiettivo Specifico 2, "
        + "Obiettivo Nazionale 3, lettera j · Ministero dell’Interno";

    public static TaggedPdf Letterhead(this TaggedPdf paper) => paper
        .Artifact(content => DrawMark(content, paper.Room.X, paper.Room.Top - MarkSize))
        .Indent(MarkSize + 9, () => paper
            .Paragraph("COOPERA", new PdfTextStyle(15, Bold: true, Color: Sea, LineHeight: 1.1, After: 0))
            .Paragraph("I Comuni migliorano PER Arginare le vulnerabilità · ANCI Sicilia", Small with { After = 7 }))
        .Rule(Sea, 1.5, after: 5);

    public static TaggedPdf FundingStrip(this TaggedPdf paper, string words = Fund, double flagWidth = FlagWidth) => paper.Figure(
        "Bandiera dell’Unione europea", flagWidth, flagWidth * 2 / 3, DrawFlag,
        () => paper.Paragraph(words, Small with { After = 0 }),
        gap: 9);

    /// <summary>"Pagina 1 di 2" on the right, these words on the left.</summary>
    public static TaggedPdf PagesNumbered(this TaggedPdf paper, string words) =>
        paper.Footer(words, (page, pages) => $"Pagina {page} di {pages}", Foot, Line);

    // Three rings, as on the site.
    private static void DrawMark(ContentBuilder content, double x, double y)
    {
        const double unit = MarkSize / 34;
        content
            .Circle(x + (11 * unit), y + (22 * unit), 9.5 * unit, Sea, 4 * unit)
            .Circle(x + (23 * unit), y + (22 * unit), 9.5 * unit, Sea, 4 * unit)
            .Circle(x + (17 * unit), y + (11.5 * unit), 9.5 * unit, Saffron, 4 * unit);
    }

    // Twelve stars on a circle of a third of the height, each upright (the flag's rules, annex A1 of the interinstitutional style guide).
    private static void DrawFlag(ContentBuilder content, PdfArea area)
    {
        content.Rectangle(area, fill: PdfColor.FromHex(0x003399));
        for (var hour = 0; hour < 12; hour++)
        {
            var (sin, cos) = Math.SinCos(hour * Math.PI / 6);
            var (x, y) = (area.X + (area.Width / 2) + (sin * area.Height / 3), area.Y + (area.Height / 2) + (cos * area.Height / 3));
            content.Polygon(PdfColor.FromHex(0xFFCC00), [.. Enumerable.Range(0, 10).Select(corner =>
            {
                var radius = area.Height / 18 * (corner % 2 == 0 ? 1 : 0.382);
                var (across, up) = Math.SinCos(corner * Math.PI / 5);
                return (x + (across * radius), y + (up * radius));
            })]);
        }
    }
}
