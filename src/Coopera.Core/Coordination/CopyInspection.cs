using System.Text;
using System.Text.Json;
using Coopera.Core.Documents;
using Coopera.Core.Documents.Signatures;
using Coopera.Core.Files;
using Coopera.Core.Telemetry;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Pdf;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Coordination;

/// <param name="Refusal">Why it cannot be taken, and what to do; null when it can.</param>
/// <param name="Fields">Filled-in fields of the PDF inside; empty for a scan or a flattened file. Untrusted text.</param>
public sealed record CopyLook(
    string? Refusal, string FileName, string ContentType, CopyReport Report, IReadOnlyDictionary<string, string> Fields)
{
    public string Json => JsonSerializer.Serialize(Report);

    /// <summary>What is kept: the upload, or the file that was in a mail.</summary>
    public Stream Open(ReceivedFile upload) =>
        Report.Signatures.Taken.IsEmpty ? upload.Open() : Report.Signatures.Taken.AsStream();

    public bool IsDigitallySigned => Report.Signatures.IsSigned;
}

public static class CopyInspection
{
    /// <summary>What a field to choose a file offers.</summary>
    public const string Accept = ".pdf,.p7m,.tsd,.m7m,.eml,.msg,application/pdf,application/pkcs7-mime,message/rfc822";

    private static readonly string[] Endings = [".p7m", ".pdf", ".tsd", ".m7m", ".eml", ".msg"];

    private static readonly PdfForm NoForm = new([]);

    /// <param name="adhesion">Null when the file comes before any adhesion.</param>
    public static async Task<CopyLook> LookAsync(
        Adhesion? adhesion, PublicBody? body, ReceivedFile file, CancellationToken cancellationToken) =>
        file.Length > SignedCopy.MaxLength
            ? Answer(
                file.Name, new CopyReport(new SignedCopyReport("", file.Length, null, SignedCopyRefusal.TooLarge), null), NoForm.Values)
            : await SiteMeters.InspectAsync(() => InspectionTurns.TakeAsync(
                async () =>
                {
                    var bytes = await ReadAsync(file, cancellationToken);
                    return Look(adhesion, body, file.Name, bytes, SignedFile.Budget(bytes.Length, cancellationToken));
                },
                cancellationToken));

    private static CopyLook Look(Adhesion? adhesion, PublicBody? body, string fileName, byte[] bytes, ReadingBudget budget)
    {
        var report = SignedFile.Inspect(bytes, budget);
        var form = report.IsAccepted && !report.Document.IsEmpty ? Form(report.Document, budget) : NoForm;
        report = report with
        {
            IsPartial = report.IsPartial || form.IsCut,
            HasDamagedTables = report.HasDamagedTables || form.IsRebuilt,
        };
        var fields = form.Values;

        var comparison = report.IsAccepted && adhesion is not null && body is not null
            ? SchedaComparison.Of(AdhesionSchedaFields.Compared, SchedaMaker.Values(adhesion, body), AdhesionSchedaFields.InWords(fields))
            : null;
        var representative = adhesion?.LegalRepresentative ?? AdhesionSchedaFields.Read(fields).Representative;
        return Answer(fileName, new CopyReport(report, comparison)
        {
            Shown = ShownFields.Of(form),
            Paper = report.IsAccepted && !report.Document.IsEmpty ? Paper(report.Document.Span, fields, adhesion) : null,
            Representative = representative.FullName is { Length: > 0 } name ? name : null,
        }, fields);
    }

    private static CopyLook Answer(string? name, CopyReport report, IReadOnlyDictionary<string, string> fields) => new(
        report.Signatures.IsAccepted ? null : SignedCopyWords.Headline(report.Signatures),
        NameOf(report.Signatures.TakenName ?? name, report.Signatures.Extension ?? ".pdf"),
        report.Signatures.MediaType ?? "application/octet-stream",
        report,
        fields);

    /// <summary>
    /// Scanners write pictures and no fonts. Where the objects are packed, fonts cannot be seen from here: such a file counts as text.
    /// </summary>
    private static PaperKind Paper(ReadOnlySpan<byte> pdf, IReadOnlyDictionary<string, string> fields, Adhesion? adhesion) =>
        AdhesionSchedaFields.Compared.Any(field => fields.ContainsKey(field.Name)) ? PaperKind.Scheda
        : fields.Count > 0 ? PaperKind.AnotherForm
        : adhesion is not null && pdf.IndexOf(Encoding.ASCII.GetBytes(adhesion.DocumentCode)) >= 0 ? PaperKind.Scheda
        : pdf.IndexOf("/Font"u8) >= 0 || pdf.IndexOf("/ObjStm"u8) >= 0 ? PaperKind.Unrecognised
        : PaperKind.Picture;

    private static async Task<byte[]> ReadAsync(ReceivedFile file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var content = file.Open();
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static PdfForm Form(ReadOnlyMemory<byte> pdf, ReadingBudget budget)
    {
        try
        {
            return PdfFormReader.Read(pdf, budget);
        }
        catch (Exception e) when (e is InvalidDataException or PdfEncryptedException)
        {
            return NoForm; // a scan by a program with ideas of its own: people look at it
        }
    }

    /// <summary>Endings tell what has to be opened, one for each layer: those of the sender's machine give way to the true ones.</summary>
    private static string NameOf(string? name, string endings)
    {
        var plain = Text.CleanLine(Path.GetFileName((name ?? "").Replace('\\', '/')));
        var stem = string.Concat(plain.Where(c => char.IsLetterOrDigit(c) || " ._-()".Contains(c, StringComparison.Ordinal)));
        while (Endings.FirstOrDefault(ending => stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } ending)
        {
            stem = stem[..^ending.Length].TrimEnd(' ', '.');
        }

        stem = stem.Trim(' ', '.');
        return (stem.Length == 0 ? "scheda" : Text.Cut(stem, SignedCopy.FileNameMaxLength - endings.Length)) + endings;
    }
}

public sealed record CopyView(SignedCopy Copy, string Address);
