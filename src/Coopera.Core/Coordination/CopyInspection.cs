using System.Text.Json;
using Coopera.Core.Documents;
using Coopera.Core.Documents.Signatures;
using Coopera.Core.Files;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Pdf;

namespace Coopera.Core.Coordination;

/// <param name="Refusal">Why it cannot be taken, and what to do; null when it can.</param>
/// <param name="Fields">Filled-in fields of the PDF inside; empty for a scan or a flattened file. Untrusted text.</param>
public sealed record CopyLook(
    string? Refusal, string FileName, string ContentType, CopyReport Report, IReadOnlyDictionary<string, string> Fields)
{
    public string Json => JsonSerializer.Serialize(Report);

    public bool IsDigitallySigned => Report.Signatures.IsSigned;
}

/// <param name="Comparison">Null when there was nothing to compare with.</param>
public sealed record CopyReport(SignedCopyReport Signatures, SchedaComparison? Comparison)
{
    public static CopyReport Of(SignedCopy copy) =>
        JsonSerializer.Deserialize<CopyReport>(copy.Report) ?? throw new JsonException("The report of the copy is empty.");

    public IEnumerable<string> Paragraphs()
    {
        foreach (var paragraph in SignedCopyWords.Paragraphs(Signatures))
        {
            yield return paragraph;
        }

        if (Comparison is null)
        {
            yield break;
        }

        if (!Comparison.HasFields)
        {
            yield return "Il file non contiene campi leggibili (è una scansione o un PDF appiattito): il testo si controlla a occhio.";
        }
        else if (Comparison.IsTheSame)
        {
            yield return "Il testo del file corrisponde alla scheda che abbiamo preparato.";
        }
        else
        {
            yield return "Il testo del file è diverso dalla scheda che abbiamo preparato: controlla i punti qui sotto.";
            foreach (var difference in Comparison.Differences)
            {
                yield return difference.Sentence;
            }
        }
    }
}

public static class CopyInspection
{
    /// <param name="adhesion">Null when the file comes before any adhesion.</param>
    public static async Task<CopyLook> LookAsync(
        Adhesion? adhesion, PublicBody? body, ReceivedFile file, CancellationToken cancellationToken)
    {
        var bytes = file.Length > SignedCopy.MaxLength ? new byte[SignedCopy.MaxLength + 1] : await ReadAsync(file, cancellationToken);
        var report = SignedFile.Inspect(bytes);
        var fields = report.IsAccepted ? Fields(report.Document) : new Dictionary<string, string>();
        var comparison = report.IsAccepted && adhesion is not null && body is not null
            ? SchedaComparison.Of(AdhesionSchedaFields.Compared, SchedaMaker.Values(adhesion, body), AdhesionSchedaFields.InWords(fields))
            : null;
        var isEnvelope = report.Kind == SignedCopyKind.Cms;
        return new CopyLook(
            report.IsAccepted ? null : SignedCopyWords.Headline(report),
            NameOf(file.Name, isEnvelope),
            isEnvelope ? "application/pkcs7-mime" : "application/pdf",
            new CopyReport(report, comparison),
            fields);
    }

    private static async Task<byte[]> ReadAsync(ReceivedFile file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var content = file.Open();
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static IReadOnlyDictionary<string, string> Fields(ReadOnlyMemory<byte> pdf)
    {
        try
        {
            return PdfFormReader.Read(pdf);
        }
        catch (InvalidDataException)
        {
            return new Dictionary<string, string>(); // a scan by a program with ideas of its own: people look at it
        }
    }

    private static string NameOf(string? name, bool isEnvelope)
    {
        var plain = Text.CleanLine(Path.GetFileName((name ?? "").Replace('\\', '/')));
        var stem = string.Concat(plain.Where(c => char.IsLetterOrDigit(c) || " ._-()".Contains(c, StringComparison.Ordinal)));
        foreach (var ending in new[] { ".p7m", ".pdf" })
        {
            stem = stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? stem[..^ending.Length] : stem;
        }

        stem = stem.Trim(' ', '.');
        stem = stem.Length == 0 ? "scheda" : stem[..Math.Min(stem.Length, SignedCopy.FileNameMaxLength - 8)];
        return stem + (isEnvelope ? ".pdf.p7m" : ".pdf");
    }
}

public sealed record CopyView(SignedCopy Copy, string Address);
