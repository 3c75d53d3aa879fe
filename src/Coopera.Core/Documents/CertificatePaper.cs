using Coopera.Domain.Certificates;
using Coopera.Pdf;

namespace Coopera.Core.Documents;

/// <param name="Words">What kind of seal it is, for who reads the paper.</param>
/// <param name="Room">That it needs in the file, in bytes.</param>
public sealed record CertificateSeal(string SealedBy, string Words, int Room);

/// <param name="Seal">Null: the page that checks the code is the proof.</param>
/// <param name="IsSpecimen">To look at: it is no certificate, and says so.</param>
public sealed record CertificatePaperContent(
    CertificateFacts Facts, string Number, string Code, CertificateSeal? Seal = null, bool IsSpecimen = false);

public static class CertificatePaper
{
    public const string SpecimenWords = "FAC-SIMILE. Questo non è un attestato: serve solo a vedere come sarà.";

    /// <summary>Stands in the file's own description, from which the code is read again when somebody brings the file.</summary>
    public const string CodeMark = "Codice di verifica ";

    /// <summary>Wider and higher than the mark of the project: no emblem is larger than the Union's.</summary>
    private const double FlagWidth = 54;

    private const double QrSize = 86;

    /// <summary>What stands at the foot of the page when there is room: how it is verified, and who pays.</summary>
    private const double FootHeight = 176;

    private static readonly PdfTextStyle Centred = HousePaper.Text with { Align = PdfAlign.Center, Size = 11, After = 4 };

    private static readonly PdfTextStyle Name =
        new(24, Bold: true, Color: HousePaper.Ink, LineHeight: 1.2, After: 2, Align: PdfAlign.Center);

    /// <param name="madeAt">The date in the file: the same input makes the same bytes.</param>
    public static byte[] Make(CertificatePaperContent content, DateTimeOffset madeAt) => Draw(content, madeAt).ToBytes();

    public static PdfToSeal MakeToSeal(CertificatePaperContent content, DateTimeOffset madeAt) => Draw(content, madeAt).ToSeal();

    private static TaggedPdf Draw(CertificatePaperContent content, DateTimeOffset madeAt)
    {
        var (facts, code) = (content.Facts, CertificateCode.Grouped(content.Code));
        var paper = new TaggedPdf(
            new PdfInformation(
                $"{CertificateWords.Title} n. {content.Number}: {facts.Title}", HousePaper.Author, HousePaper.Language, madeAt,
                content.IsSpecimen ? SpecimenWords : CodeMark + code),
            PdfPageSetup.A4 with { MarginTop = 42, MarginBottom = 48 },
            HouseFonts.All);
        paper.Letterhead().Space(8);
        if (content.IsSpecimen)
        {
            paper.Box(HousePaper.Saffron, null, 7, () => paper.Paragraph(SpecimenWords, HousePaper.Strong with { After = 0 })).Space(6);
        }

        if (facts.IsSample)
        {
            paper.Paragraph("Il webinar è un esempio: non si è tenuto davvero.", HousePaper.Strong);
        }

        Person(paper, content);
        Facts(paper, facts);
        Programme(paper, facts);
        Signature(paper, facts);
        paper.Space(Math.Max(0, paper.Room.Height - FootHeight));
        Verification(paper, content, code, madeAt);
        return paper
            .Space(8)
            .Reserve(FlagWidth * 2 / 3)
            .FundingStrip(facts.Fund, FlagWidth)
            .PagesNumbered($"{CertificateWords.Title} n. {content.Number}, {facts.Person}");
    }

    private static void Person(TaggedPdf paper, CertificatePaperContent content)
    {
        var facts = content.Facts;
        paper.Heading(1, CertificateWords.Title, HousePaper.Title with { Align = PdfAlign.Center, After = 2 })
            .Paragraph($"n. {content.Number}", Centred)
            .Space(8)
            .Paragraph("Si attesta che", Centred)
            .Paragraph(facts.Person, Name);
        if (facts.Body is { } body)
        {
            paper.Paragraph(body, Centred);
        }

        paper.Paragraph("ha partecipato al webinar", Centred)
            .Paragraph(facts.Title, Centred with { Size = 15, Bold = true, Color = HousePaper.Sea, LineHeight = 1.2 });
        if (facts.Theme.Length > 0)
        {
            paper.Paragraph(facts.Theme, Centred);
        }

        paper.Space(6);
    }

    private static void Facts(TaggedPdf paper, CertificateFacts facts)
    {
        var lines = new List<(string Label, string Value)>
        {
            ("Quando", CertificateWords.When(facts)),
            ("Modalità", facts.Mode),
            ("Presenza", CertificateWords.Attended(facts)),
        };
        if (facts.Credits is { } credits)
        {
            lines.Add(("Crediti", CertificateWords.Credits(credits)));
        }

        if (facts.Coordinator.Length > 0)
        {
            lines.Add(("Coordinamento", facts.Coordinator));
        }

        lines.Add(("Progetto", HousePaper.Project));
        if (facts.Replaces is { } old)
        {
            lines.Add(("Sostituisce", CertificateWords.Replaces(old)));
        }

        paper.Box(HousePaper.Mist, null, 9, () =>
        {
            foreach (var (label, value) in lines)
            {
                paper.Paragraph(
                    HousePaper.Text with { After = label == lines[^1].Label ? 0 : 3 },
                    new PdfSpan($"{label}: ", Style: HousePaper.Strong), new PdfSpan(value));
            }
        }).Space(6);
    }

    private static void Programme(TaggedPdf paper, CertificateFacts facts)
    {
        if (facts.Programme.Count == 0)
        {
            return;
        }

        paper.Heading(2, "Programma", HousePaper.Heading);
        foreach (var talk in facts.Programme)
        {
            paper.Paragraph(
                HousePaper.Text with { After = 3 },
                new PdfSpan((talk.Hours.Length > 0 ? $"{talk.Hours} " : "") + talk.Title, Style: HousePaper.Strong),
                new PdfSpan(
                    (talk.Subtitle.Length > 0 ? $". {talk.Subtitle}" : "")
                    + (talk.Speakers.Count > 0 ? $": {string.Join("; ", talk.Speakers)}" : "")));
        }
    }

    private static void Signature(TaggedPdf paper, CertificateFacts facts)
    {
        var signer = facts.Signer.Split('\n');
        paper.Space(8).Reserve(60).Paragraph(CertificateWords.PlaceAndDay(facts), HousePaper.Text with { After = 2 });
        foreach (var (index, line) in signer.Index())
        {
            var style = index == 0 ? HousePaper.Strong : HousePaper.Text;
            paper.Paragraph(line, style with { Align = PdfAlign.Right, After = 1 });
        }

        paper.Space(8);
    }

    private static void Verification(TaggedPdf paper, CertificatePaperContent content, string code, DateTimeOffset madeAt)
    {
        var where = content.Facts.WhereToVerify(content.Code);
        paper.Reserve(QrSize).QrCode(where, "Codice QR che porta alla pagina in cui si verifica questo attestato", QrSize, () =>
        {
            paper.Heading(2, "Come si verifica", HousePaper.Heading)
                .Paragraph(HousePaper.Text with { After = 3 }, "Codice: ", new PdfSpan(code, Style: HousePaper.Strong))
                .Paragraph(
                    HousePaper.Small,
                    "Inquadra il codice QR oppure apri ", new PdfSpan(where[(where.IndexOf("//", StringComparison.Ordinal) + 2)..], where),
                    ": la pagina mostra tutto quello che è scritto qui e se l’attestato è valido, e dice se un file è l’originale.");
            if (content.Seal is { } seal)
            {
                paper.Sealed(
                    new PdfSeal("Sigillo", "Sigillo elettronico", seal.Room, madeAt, seal.SealedBy, CertificateWords.Title),
                    () => paper.Paragraph(seal.Words, HousePaper.Small with { After = 0 }));
            }
            else
            {
                paper.Paragraph(
                    "Senza firma autografa e senza sigillo elettronico: la prova è la pagina di verifica.",
                    HousePaper.Small with { After = 0 });
            }
        });
    }
}
