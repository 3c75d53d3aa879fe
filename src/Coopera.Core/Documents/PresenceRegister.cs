using Coopera.Domain;
using Coopera.Pdf;

namespace Coopera.Core.Documents;

/// <summary>One connection, or what else is known: entry and exit in words.</summary>
/// <param name="Until">"non segnata" where nobody said so.</param>
/// <param name="Minutes">That count, those shared with another connection included.</param>
public sealed record PresenceRegisterLine(string From, string Until, string Source, int Minutes);

/// <param name="Minutes">Of the union: no minute twice.</param>
public sealed record PresenceRegisterPerson(
    AttendanceSheetPerson Person, IReadOnlyList<PresenceRegisterLine> Lines, int Minutes, int Percent, bool Reaches);

/// <param name="Planned">In words.</param>
/// <param name="Held">In words.</param>
/// <param name="Threshold">In words: "80 % della durata effettiva (120 minuti): 96 minuti".</param>
/// <param name="Absent">How many had a place, and left no trace.</param>
/// <param name="TakenAway">How many lines staff took away: they are in the spreadsheet.</param>
public sealed record PresenceRegisterContent(
    string Title, string Theme, string Planned, string Held, string Where, string Threshold,
    IReadOnlyList<PresenceRegisterPerson> People, int Absent, int TakenAway);

/// <summary>The register of presences of one webinar, to be signed.</summary>
public static class PresenceRegister
{
    private static readonly PdfTextStyle Cell = HousePaper.Text with { Size = 9, After = 8 };

    private static readonly PdfTable Summary = new(
        [
            new("N.", 0.5, PdfAlign.Right), new("Cognome e nome", 2.6), new("Ente", 2.8), new("Minuti", 0.9, PdfAlign.Right),
            new("Parte", 0.9, PdfAlign.Right), new("Soglia", 1.3),
        ],
        Cell)
    {
        RowHeader = 1,
        Lines = HousePaper.Line,
        HeadGround = HousePaper.Mist,
    };

    private static readonly PdfTable Connections = new(
        [
            new("Cognome e nome", 2.6), new("Entrata", 1.3), new("Uscita", 1.6), new("Fonte", 2.4),
            new("Minuti", 0.8, PdfAlign.Right),
        ],
        Cell)
    {
        RowHeader = 0,
        Lines = HousePaper.Line,
        HeadGround = HousePaper.Mist,
    };

    /// <param name="madeAt">The date in the file: the same input makes the same bytes.</param>
    public static byte[] Make(PresenceRegisterContent content, DateTimeOffset madeAt)
    {
        var paper = new TaggedPdf(
            new PdfInformation($"Registro delle presenze: {content.Title}", HousePaper.Author, HousePaper.Language, madeAt),
            PdfPageSetup.A4 with { MarginTop = 40, MarginBottom = 50 },
            HouseFonts.All);
        paper.Letterhead().Space(6).Heading(1, "Registro delle presenze", HousePaper.Title).Paragraph(content.Title, HousePaper.Heading);
        if (content.Theme.Length > 0)
        {
            paper.Paragraph(content.Theme, HousePaper.Text);
        }

        Fact(paper, "Previsto", content.Planned);
        Fact(paper, "Tenuto", content.Held);
        Fact(paper, "Dove", content.Where);
        Fact(paper, "Soglia", content.Threshold);
        Fact(paper, "Presenti", Counts(content));
        paper.Space(4).Heading(2, "Persone presenti", HousePaper.Heading);
        if (content.People.Count == 0)
        {
            paper.Paragraph("Di nessuna persona risulta la presenza.", HousePaper.Text);
        }
        else
        {
            paper.Table(Summary, content.People.Select(Row))
                .Heading(2, "Entrate e uscite, connessione per connessione", HousePaper.Heading)
                .Paragraph(
                    "I minuti di una riga sono quelli dentro l’orario in cui il webinar si è tenuto. Nel totale di una persona un minuto "
                    + "che risulta da più fonti conta una volta sola.",
                    HousePaper.Small)
                .Table(Connections, content.People.SelectMany(Lines));
        }

        return Closing(paper, content, madeAt).FundingStrip().PagesNumbered($"Registro delle presenze: {content.Title}").ToBytes();
    }

    private static void Fact(TaggedPdf paper, string name, string value) =>
        paper.Paragraph(HousePaper.Text, new PdfSpan($"{name}: ", Style: HousePaper.Strong), new PdfSpan(value));

    private static string Counts(PresenceRegisterContent content) =>
        $"{Amount.Of(content.People.Count, "persona", "persone")}, di cui {Amount.Of(content.People.Count(p => p.Reaches))} oltre la soglia"
        + (content.Absent == 0 ? "" : $"; senza traccia di presenza {Amount.Of(content.Absent, "persona iscritta", "persone iscritte")}");

    private static IReadOnlyList<string?> Row(PresenceRegisterPerson person, int index) =>
    [
        $"{index + 1}", person.Person.PrintedName, person.Person.PrintedBody, $"{person.Minutes}", $"{person.Percent} %",
        person.Reaches ? "raggiunta" : "non raggiunta",
    ];

    private static IEnumerable<IReadOnlyList<string?>> Lines(PresenceRegisterPerson person) => person.Lines.Select(
        line => (IReadOnlyList<string?>)[person.Person.PrintedName, line.From, line.Until, line.Source, $"{line.Minutes}"]);

    private static TaggedPdf Closing(TaggedPdf paper, PresenceRegisterContent content, DateTimeOffset madeAt) => paper
        .Heading(2, "Dichiarazione di chiusura", HousePaper.Heading)
        .Paragraph(
            $"Si dichiara che il presente registro riporta le presenze al webinar «{content.Title}», tenuto {content.Held}, come risultano "
            + $"dai sistemi di rilevazione e dalle correzioni motivate della segreteria fino {RomeTime.DateAndTime("al", madeAt)}: "
            + $"{Counts(content)}."
            + (content.TakenAway == 0 ? "" : $" {Amount.Of(content.TakenAway, "rilevazione tolta", "rilevazioni tolte")} con motivo "
                + $"{(content.TakenAway == 1 ? "è" : "sono")} nel registro in formato elettronico."),
            HousePaper.Text)
        .Paragraph("Il registro si chiude con questa pagina.", HousePaper.Text with { After = 22 })
        .Paragraph("Luogo e data: ______________________________", HousePaper.Text with { After = 22 })
        .Paragraph("Nome, qualifica e firma di chi è responsabile: ________________________________________", HousePaper.Text with { After = 16 });
}
