using System.Security.Cryptography;

namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// Looks into a copy that somebody sends: which file it is, who signed it, and whether what was signed is still what it holds (CAdES and
/// PAdES). Nothing is asked of any network and no certificate is trusted: a report says "integra", never "valida".
/// </summary>
public static class SignedFile
{
    public const int MaxBytes = 10 * 1024 * 1024;

    private const int MaxLayers = 8;

    private const int MaxSignatures = 50;

    private const long MaxHashedBytes = 160L * 1024 * 1024;

    public static SignedCopyReport Inspect(ReadOnlyMemory<byte> file)
    {
        var report = new SignedCopyReport(Convert.ToHexStringLower(SHA256.HashData(file.Span)), file.Length, null, null);
        if (file.Length > MaxBytes)
        {
            return report with { Refusal = SignedCopyRefusal.TooLarge };
        }

        try
        {
            return Open(report, file);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return report with { Refusal = SignedCopyRefusal.Unreadable };
        }
    }

    public static int MostSignatures(int length) => (int)Math.Clamp(MaxHashedBytes / Math.Max(1, length), 1, MaxSignatures);

    /// <summary>
    /// The platform's readers throw many things at malformed input, not all of them documented: whatever it is, the file is to blame.
    /// </summary>
    public static bool IsUnreadable(Exception e) => e is not OutOfMemoryException;

    private static SignedCopyReport Open(SignedCopyReport report, ReadOnlyMemory<byte> file)
    {
        var signatures = new List<FoundSignature>();
        var content = file;
        var textAfter = 0;
        for (var layer = 1; layer <= MaxLayers; layer++)
        {
            var kind = FileContent.Recognise(content.Span);
            switch (kind)
            {
                case FileKind.Pdf:
                    return WithPdf(report, content, layer, signatures);

                case FileKind.SignedCms:
                    var envelope = CmsSignatures.Read(content, layer, textAfter);
                    signatures.AddRange(envelope.Found);
                    report = report with
                    {
                        Kind = SignedCopyKind.Cms,
                        Signatures = signatures,
                        Unexamined = report.Unexamined + envelope.Unexamined,
                    };
                    if (envelope.Content is not { } inside)
                    {
                        return report with { Refusal = SignedCopyRefusal.DetachedSignature };
                    }

                    (content, textAfter) = (inside, 0);
                    break;

                case FileKind.Armoured when Armour.Open(content.Span, out textAfter) is { } binary:
                    content = binary;
                    break;

                default:
                    return report with { Refusal = report.Kind is null ? RefusalOf(kind) : SignedCopyRefusal.NotAPdfInside };
            }
        }

        return report with { Refusal = SignedCopyRefusal.TooManyEnvelopes };
    }

    private static SignedCopyReport WithPdf(SignedCopyReport report, ReadOnlyMemory<byte> pdf, int layer, List<FoundSignature> signatures)
    {
        var inside = PdfSignatures.Read(pdf, layer);
        var covered = inside.Found.Where(s => s.IsIntact).Select(s => s.CoveredLength).DefaultIfEmpty(0).Max();
        var isInIntactEnvelope = signatures.Any(s => s.IsIntact);
        var end = pdf.Span.LastIndexOf("%%EOF"u8);
        return report with
        {
            Kind = report.Kind ?? SignedCopyKind.Pdf,
            Signatures =
            [
                .. signatures,
                .. inside.Found.Select(
                    s => s with { IsFollowedByAnother = s.IsFollowedByAnother || (isInIntactEnvelope && s.IsIntact && s.BytesAfter > 0) }),
            ],
            Unexamined = report.Unexamined + inside.Unexamined,
            LooksIncomplete = end < 0 || Armour.SkipBlank(pdf.Span[(end + "%%EOF"u8.Length)..]).TrimStart((byte)0).Length > 0,
            Document = pdf,
            SignedDocument = isInIntactEnvelope ? pdf : pdf[..(int)covered],
        };
    }

    private static SignedCopyRefusal RefusalOf(FileKind kind) => kind switch
    {
        FileKind.Empty => SignedCopyRefusal.Empty,
        FileKind.Zip => SignedCopyRefusal.Zip,
        FileKind.OfficeDocument => SignedCopyRefusal.OfficeDocument,
        FileKind.Picture => SignedCopyRefusal.Picture,
        FileKind.WebPage => SignedCopyRefusal.WebPage,
        FileKind.EncryptedCms => SignedCopyRefusal.Encrypted,
        FileKind.TimestampedData => SignedCopyRefusal.TimestampedData,
        FileKind.Armoured => SignedCopyRefusal.Unreadable,
        _ => SignedCopyRefusal.Unknown,
    };
}
