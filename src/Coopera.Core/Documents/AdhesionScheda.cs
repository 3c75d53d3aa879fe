using Coopera.Pdf;
using static Coopera.Core.Documents.AdhesionSchedaFields;

namespace Coopera.Core.Documents;

public static class AdhesionScheda
{
    public const string Title = "Scheda di adesione al Coordinamento dei Comuni della rete SAI";

    public const string BlankFileName = "scheda-adesione-coordinamento.pdf";

    private const string Secretariat = "ancisicilia@anci.sicilia.it";

    /// <param name="madeAt">The date in the file: the same input makes the same bytes.</param>
    public static byte[] Make(AdhesionSchedaContent content, AdhesionSchedaAddresses addresses, DateTimeOffset madeAt)
    {
        var fields = Write(content);
        var hasCode = content.DocumentCode.Length > 0;
        var paper = new TaggedPdf(
            new PdfInformation(
                Title, HousePaper.Author, HousePaper.Language, madeAt, hasCode ? $"Codice della scheda: {content.DocumentCode}" : null),
            PdfPageSetup.A4 with { MarginTop = 40, MarginBottom = 50 }, HouseFonts.All, HousePaper.Form);
        paper.Letterhead().FundingStrip().Space(12);
        Opening(paper, hasCode);
        People(paper, fields);
        paper.PageBreak();
        NetworkAndAct(paper, fields);
        Signing(paper, fields);
        Sending(paper, addresses);
        if (addresses.Status is not null && hasCode)
        {
            Following(paper, content.DocumentCode, addresses.Status, fields);
        }

        Privacy(paper, addresses);
        return paper.PagesNumbered(hasCode ? $"Scheda di adesione, codice {content.DocumentCode}" : "Scheda di adesione").ToBytes();
    }

    private static void Opening(TaggedPdf paper, bool isPreFilled) => paper
        .Heading(1, "Scheda di adesione", HousePaper.Title)
        .Paragraph("Coordinamento dei Comuni della rete SAI", HousePaper.Heading with { After = 6 })
        .Paragraph(
            "Con questa scheda un ente locale siciliano aderisce al Coordinamento: una rete regionale tra le amministrazioni, i partner "
            + "del "
            + "progetto COOPERA e chi lavora ogni giorno nel Sistema Accoglienza Integrazione (SAI). È promossa da ANCI Sicilia.",
            HousePaper.Text)
        .Paragraph(
            HousePaper.Text with { After = 10 },
            isPreFilled
                ? "I dati sono quelli inseriti on line: controllali prima della firma. Per cambiarli torna alla pagina dell’adesione, "
                    + "dove porta il codice a pagina 2. "
                : "Compilala al computer o a penna, poi falla firmare a chi rappresenta l’ente. ",
            new PdfSpan("I campi con l’asterisco (*) sono obbligatori."));

    private static void People(TaggedPdf paper, IReadOnlyDictionary<string, string> fields) => paper
        .Section("L’ente")
        .Fields(
            Field(fields, BodyName, "Nome dell’ente", 2, isRequired: true),
            Field(fields, Province, "Provincia", 1))
        .Fields(BodyKind.Group(fields))
        .Fields(Field(fields, Pec, "PEC", 1, isRequired: true))
        .Section("Chi firma: legale rappresentante")
        .Fields(
            Field(fields, RepresentativeFirstName, "Nome", 1, isRequired: true),
            Field(fields, RepresentativeLastName, "Cognome", 1, isRequired: true))
        .Fields(Office.Group(fields, isRequired: true))
        .Section("Chi segue il SAI: referente tecnico")
        .Fields(
            Field(fields, TechnicalFirstName, "Nome", 1, isRequired: true),
            Field(fields, TechnicalLastName, "Cognome", 1, isRequired: true))
        .Fields(
            Field(fields, TechnicalRole, "Ruolo", 1),
            Field(fields, TechnicalUnit, "Ufficio", 1))
        .Fields(
            Field(fields, TechnicalPhone, "Telefono", 1),
            Field(fields, TechnicalEmail, "Email", 2, isRequired: true))
        .Section("Referente politico (facoltativo)")
        .Fields(
            Field(fields, PoliticalFirstName, "Nome", 1),
            Field(fields, PoliticalLastName, "Cognome", 1))
        .Fields(
            Field(fields, PoliticalRole, "Incarico", 1.3),
            Field(fields, PoliticalPhone, "Telefono", 0.8),
            Field(fields, PoliticalEmail, "Email", 1.4));

    private static void NetworkAndAct(TaggedPdf paper, IReadOnlyDictionary<string, string> fields) => paper
        .Section("La rete SAI")
        .Fields(
            Project.Group(fields, weight: 3, isRequired: true),
            Field(fields, Places, "Posti, in cifre", 1))
        .Fields(Kinds.Group(fields))
        .Section("L’atto con cui l’ente aderisce")
        .Fields(
            Act.Group(fields, weight: 2.9, isRequired: true),
            Field(fields, ActNumber, "Numero", 0.9),
            Field(fields, ActDate, "Data", 0.9))
        .Paragraph("Se l’ente non ha ancora deciso scegli «Da adottare»: l’atto può arrivare dopo.", HousePaper.Small);

    private static void Signing(TaggedPdf paper, IReadOnlyDictionary<string, string> fields) => paper
        .Section("L’adesione")
        .Paragraph("Chi rappresenta l’ente, in suo nome, chiede di aderire al Coordinamento dei Comuni della rete SAI.", HousePaper.Strong)
        .Fields(
            Field(fields, Place, "Luogo", 1),
            Field(fields, AdhesionSchedaFields.Date, "Data", 0.7),
            new SignatureField(Signature, "Firma del legale rappresentante, digitale o a "
                + "penna", 2)
            { Tooltip = "Firma del legale rappresentante", Height = 72, Required = true });

    private static void Sending(TaggedPdf paper, AdhesionSchedaAddresses addresses) => paper
        .Section("Dove inviarla")
        .Paragraph(
            HousePaper.Text,
            "Sul sito: carica la scheda firmata (PDF o .p7m) ",
            addresses.Status is null ? "da " : "dalla ",
            addresses.Status is null
                ? new PdfSpan(Shown(addresses.Upload), addresses.Upload)
                : new PdfSpan("pagina dell’adesione", addresses.Status),
            ".")
        .Paragraph(
            HousePaper.Text with { After = 10 },
            "Oppure per email, anche dalla PEC dell’ente, a ",
            new PdfSpan(Secretariat, $"mailto:{Secretariat}"),
            ".");

    private static void Following(TaggedPdf paper, string code, string status, IReadOnlyDictionary<string, string> fields) => paper
        .QrCode(status, $"Codice QR che porta alla pagina dell’adesione {code}", 92, () => paper
            .Heading(2, "Segui l’adesione", HousePaper.Heading)
            .Paragraph(
                HousePaper.Text,
                "Inquadra il codice oppure apri ",
                new PdfSpan("la pagina dell’adesione", status),
                ": mostra a che punto è, che cosa manca e dove caricare la scheda firmata. Chi ha questo foglio può aprirla.")
            .Fields(new TextField(DocumentCode, "Codice della scheda") { Value = fields[DocumentCode], ReadOnly = true }))
        .Space(10);

    private static void Privacy(TaggedPdf paper, AdhesionSchedaAddresses addresses) => paper
        .Box(HousePaper.Mist, null, 9, () => paper
            .Heading(2, "I dati personali", HousePaper.Heading with { Size = 10.5 })
            .Paragraph(
                HousePaper.Small with { After = 0, Color = HousePaper.Ink },
                "Informativa breve, articolo 13 del Regolamento (UE) 2016/679. I dati servono a gestire l’adesione e a scrivere alle "
                + "persone indicate per le "
                + "attività del Coordinamento; li vedono le persone autorizzate della segreteria. Sono pubblici solo il nome dell’ente e "
                + "la data dell’adesione. "
                + "Chi è indicato nella scheda può chiedere di accedere ai propri dati, correggerli, cancellarli, limitarne l’uso od "
                + "opporsi, scrivendo a ",
                new PdfSpan(Secretariat, $"mailto:{Secretariat}"),
                ", e può rivolgersi al Garante per la protezione dei dati personali. Informativa completa: ",
                new PdfSpan(Shown(addresses.PrivacyNotice), addresses.PrivacyNotice),
                "."));

    private static TaggedPdf Section(this TaggedPdf paper, string title) => paper
        .Space(7)
        .Heading(2, title, HousePaper.Heading)
        .Rule(HousePaper.Line, 0.6, after: 5);

    private static TextField Field(
        IReadOnlyDictionary<string, string> fields, string name, string label, double weight, bool isRequired = false) =>
        new(name, label, weight) { Value = fields[name], Required = isRequired, MaxLength = MaxLength(name), Tooltip = Description(name) };

    // Addresses are printed too: paper has no links.
    private static string Shown(string address) => address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..];
}
