using System.Reflection;

namespace Coopera.Pdf.Tests;

/// <summary>The documents that the tests look into.</summary>
internal static class Samples
{
    public const string AwkwardText = "à€“”’()\\ŁȘ 50%";

    public static readonly DateTimeOffset Day = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);
    public static readonly PdfTextStyle Title = new(20, Bold: true, Color: PdfColor.FromHex(0x095C6B));
    public static readonly PdfTextStyle Text = new(10.5, After: 8);

    public static PdfFonts Fonts { get; } = LoadFonts();

    public static TaggedPdf New(string title = "Modulo di prova", PdfPageSetup? setup = null) =>
        new(new PdfInformation(title, "Coopera", "it-IT", Day, "Prova"), setup ?? PdfPageSetup.A4, Fonts);

    /// <summary>One of everything.</summary>
    public static byte[] Form(string name = AwkwardText) => New()
        .Heading(1, "Modulo di prova", Title)
        .Paragraph(
            Text,
            "Un testo che va a capo perché è più largo della pagina, con un ",
            new PdfSpan("collegamento al sito del progetto", "https://www.progettocoopera.it/pagina?a=1&b=2"),
            ", e poi ancora parole: città, perché, Łódź, București, Αθήνα, Київ.")
        .Rule(PdfColor.Gray(0.5))
        .Fields(
            new TextField("nome", "Nome e cognome", 2)
            {
                Value = name,
                Required = true,
                MaxLength = 80,
                Tooltip = "Nome e cognome di chi firma",
            },
            new TextField("ruolo", "Ruolo") { Value = "Responsabile del servizio sociale professionale e delle politiche di integrazione" })
        .Fields(
            new TextField("note", "Note") { Lines = 3, Value = "Prima riga\nSeconda riga (con parentesi)" },
            new TextField("vuoto", "Da compilare"))
        .Fields(
            new ChoiceGroup(
                "Titolare di progetto SAI", [new("sai_si", "Sì", true), new("sai_no", "No"), new("sai_prep", "In preparazione")], 2),
            new TextField("codice", "Codice") { Value = "ABC-123", ReadOnly = true })
        .Check(
            new CheckBox("letto", "Ho letto l’informativa sul trattamento dei dati personali, che sta in fondo a questa pagina e sul "
                + "sito, e so a chi scrivere.", Description: "Informativa letta"), Text)
        .Signature(new SignatureField("firma", "Firma"))
        .Box(PdfColor.Gray(0.95), PdfColor.Gray(0.5), 10, () => { })
        .Artifact(content => content.Circle(540, 800, 10, PdfColor.FromHex(0x095C6B), 3))
        .Footer("Modulo di prova", (page, pages) => $"Pagina {page} di {pages}", Text with { Size = 8 }, PdfColor.Gray(0.6))
        .QrCode("https://www.progettocoopera.it/adesione/abc", "Codice QR che porta alla pagina dell’adesione", 70)
        .ToBytes();

    public static byte[] AttendanceSheet(int people, PdfPageSetup? setup = null)
    {
        var rows = Enumerable.Range(1, people).Select(n => new[]
        {
            $"{n}", $"D’Angelo Maria Concetta {n}", n % 7 == 0
                ? "Libero Consorzio Comunale di Caltanissetta, Settore politiche sociali e dell’immigrazione"
                : "Comune di Castroreale", "",
        });
        return New("Foglio presenze", setup ?? PdfPageSetup.A4Landscape)
            .Heading(1, "Foglio presenze", Title)
            .Table(
                new PdfTable(
                    [new("N.", 0.4, PdfAlign.Right), new("Cognome e nome", 3), new("Ente", 3), new("Firma", 3)],
                    Text with { Size = 9.5 })
                {
                    RowHeader = 1,
                    MinimumRowHeight = 26,
                },
                rows)
            .Footer("Foglio presenze", (page, pages) => $"Pagina {page} di {pages}", Text with { Size = 8 }, PdfColor.Gray(0.6))
            .ToBytes();
    }

    private static PdfFonts LoadFonts()
    {
        var fallback = new Lazy<FontFace>(() => Load("NotoSans_400Regular"));
        return new(new Typeface(Load("TitilliumWeb_400Regular"), fallback), new Typeface(Load("TitilliumWeb_700Bold"), fallback));
    }

    private static FontFace Load(string name) =>
        FontFace.Load(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Fonts.{name}.ttf")!);
}
