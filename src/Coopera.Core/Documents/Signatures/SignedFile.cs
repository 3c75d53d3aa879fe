using System.Buffers;
using System.Security.Cryptography;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// Looks into a copy that somebody sends: which file it is, who signed it, and whether what was signed is still what it holds (CAdES and
/// PAdES). Nothing is asked of any network and no certificate is trusted: a report says "integra", never "valida".
/// </summary>
public static class SignedFile
{
    public const int MaxBytes = 10 * 1024 * 1024;

    private const int MaxSignatures = 50;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create("\0\t\n\f\r "u8);

    private const long MaxHashedBytes = 160L * 1024 * 1024;

    public static SignedCopyReport Inspect(ReadOnlyMemory<byte> file) => Inspect(file, Budget(file.Length));

    /// <exception cref="OperationCanceledException">Whoever sent the file has left.</exception>
    public static SignedCopyReport Inspect(ReadOnlyMemory<byte> file, ReadingBudget budget)
    {
        var report = ReportOf(file);
        if (file.Length > MaxBytes)
        {
            return report with { Refusal = SignedCopyRefusal.TooLarge };
        }

        var unwrapping = new Unwrapping(report, budget);
        try
        {
            return unwrapping.Open(file);
        }
        catch (ReadingBudgetExceededException)
        {
            return unwrapping.InPart();
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return report with { Refusal = SignedCopyRefusal.Unreadable };
        }
    }

    /// <summary>What all readers of one file may spend on it together.</summary>
    public static ReadingBudget Budget(int length, CancellationToken cancellation = default) =>
        ReadingBudget.For(length, cancellation);

    public static SignedCopyReport ReportOf(ReadOnlyMemory<byte> file) =>
        new(Convert.ToHexStringLower(SHA256.HashData(file.Span)), file.Length, null, null);

    public static int MostSignatures(int length) => (int)Math.Clamp(MaxHashedBytes / Math.Max(1, length), 1, MaxSignatures);

    /// <summary>
    /// The platform's readers throw many things at malformed input, not all of them documented: whatever it is, the file is to blame.
    /// </summary>
    public static bool IsUnreadable(Exception e) =>
        e is not (OutOfMemoryException or ReadingBudgetExceededException or OperationCanceledException);

    public static SignedCopyReport WithPdf(
        SignedCopyReport report, ReadOnlyMemory<byte> pdf, int layer, List<FoundSignature> signatures, ReadingBudget budget)
    {
        PdfSignatures inside;
        try
        {
            inside = PdfSignatures.Read(pdf, layer, budget);
        }
        catch (PdfEncryptedException e)
        {
            return report with { Refusal = e.AsksForPassword ? SignedCopyRefusal.PasswordProtected : SignedCopyRefusal.Encrypted };
        }

        var covered = inside.Found.Where(s => s.IsIntact).Select(s => s.CoveredLength).DefaultIfEmpty(0).Max();
        var isInIntactEnvelope = signatures.Any(s => s is { IsIntact: true, Kind: SignatureKind.Cades });
        var end = pdf.Span.LastIndexOf("%%EOF"u8);
        return report with
        {
            Kind = report.Kind ?? SignedCopyKind.Pdf,
            Signatures = [.. signatures, .. isInIntactEnvelope ? inside.Found.Select(s => s.InIntactEnvelope()) : inside.Found],
            TakenAway = inside.TakenAway,
            HasDamagedTables = inside.IsRebuilt,
            IsPartial = report.IsPartial || inside.IsPartial,
            Unexamined = report.Unexamined + inside.Unexamined,
            LooksIncomplete = end < 0 || pdf.Span[(end + "%%EOF"u8.Length)..].ContainsAnyExcept(Blanks),
            Document = pdf,
            SignedDocument = isInIntactEnvelope ? pdf : pdf[..(int)covered],
        };
    }

    public static SignedCopyRefusal RefusalOf(FileKind kind) => kind switch
    {
        FileKind.Empty => SignedCopyRefusal.Empty,
        FileKind.Zip => SignedCopyRefusal.Zip,
        FileKind.OfficeDocument or FileKind.CompoundFile => SignedCopyRefusal.OfficeDocument,
        FileKind.Picture => SignedCopyRefusal.Picture,
        FileKind.WebPage => SignedCopyRefusal.WebPage,
        FileKind.EncryptedCms => SignedCopyRefusal.Encrypted,
        FileKind.TimestampedData => SignedCopyRefusal.TimestampedData,
        FileKind.Armoured => SignedCopyRefusal.Unreadable,
        _ => SignedCopyRefusal.Unknown,
    };
}
