using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

public sealed record PdfSignatures(IReadOnlyList<FoundSignature> Found, int Unexamined)
{
    private const int MostTakenAway = 5;

    /// <summary>Signatures that an earlier state of the file had.</summary>
    public IReadOnlyList<FoundSignature> TakenAway { get; private init; } = [];

    /// <summary>The file does not say where its parts are: readers may show different ones.</summary>
    public bool IsRebuilt { get; private init; }

    /// <summary>Looking at all of it would have been too much work.</summary>
    public bool IsPartial { get; private init; }

    /// <exception cref="PdfEncryptedException">It does not open without a password.</exception>
    public static PdfSignatures Read(ReadOnlyMemory<byte> pdf, int layer, ReadingBudget budget)
    {
        var check = new PdfSignatureCheck(pdf, layer, budget);
        var found = new Dictionary<PdfSignature, FoundSignature>();
        var most = SignedFile.MostSignatures(pdf.Length);
        PdfSignedDocument? document = null;
        try
        {
            document = PdfSignedDocument.Read(pdf, budget);
            foreach (var signature in document.Signatures.Take(most))
            {
                found[signature] = check.Run(signature);
            }

            foreach (var signature in found.Keys.Where(signature => found[signature].CoveredLength > 0).ToList())
            {
                var end = found[signature].CoveredLength;
                var genuine = found.Where(other => other.Value.IsIntact && other.Value.CoveredLength > end).Select(other => other.Key);
                found[signature] = found[signature].With(document.ChangesSince(end, [.. genuine]));
            }

            document.FindTakenAway();
            return Of(document, found) with
            {
                TakenAway =
                [
                    .. document.TakenAway.Where(signature => signature.Format != PdfSignature.TimestampFormat)
                        .Take(MostTakenAway).Select(check.Run).Where(signature => signature.Signer is not null),
                ],
            };
        }
        catch (ReadingBudgetExceededException)
        {
            return Of(document, found) with { IsPartial = true };
        }
        catch (InvalidDataException)
        {
            return new PdfSignatures([], 0) { IsRebuilt = true }; // nothing that a reader could begin with
        }
    }

    private static PdfSignatures Of(PdfSignedDocument? document, Dictionary<PdfSignature, FoundSignature> found) =>
        new([.. found.Values.OrderBy(signature => signature.CoveredLength)], (document?.Signatures.Count ?? 0) - found.Count)
        {
            IsRebuilt = document?.IsRebuilt ?? false,
        };
}
