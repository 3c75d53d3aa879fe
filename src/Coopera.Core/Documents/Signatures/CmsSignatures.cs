using System.Security.Cryptography.Pkcs;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <param name="Content">Null for a signature without its document.</param>
/// <param name="IsPartial">It has more parts than are looked at: the document was taken out, its signatures were not examined.</param>
public sealed record CmsSignatures(
    ReadOnlyMemory<byte>? Content, IReadOnlyList<FoundSignature> Found, int Unexamined, bool IsPartial = false)
{
    /// <param name="textAfter">Bytes that followed the envelope in the text it was wrapped in.</param>
    public static CmsSignatures Read(ReadOnlyMemory<byte> file, int layer, int textAfter, ReadingBudget budget)
    {
        CmsOutline outline;
        try
        {
            outline = CmsOutline.Read(file, budget);
        }
        catch (ReadingBudgetExceededException)
        {
            return new CmsSignatures(CmsOutline.Content(file, budget), [], 0, IsPartial: true);
        }

        if (!outline.HasContent)
        {
            return new CmsSignatures(null, [], 0);
        }

        budget.SpendBytes(outline.Length);
        var message = new SignedCms();
        message.Decode(CmsDigests.ByTheirOwnName(file[..outline.Length]).Span);
        var start = new FoundSignature(SignatureKind.Cades, layer)
        {
            CoveredLength = outline.Length,
            BytesAfter = file.Length - outline.Length + textAfter,
        };
        var examined = Math.Min(outline.Signers, SignedFile.MostSignatures(file.Length));
        var found = new List<FoundSignature>();
        foreach (var signer in message.SignerInfos.Cast<SignerInfo>().Take(examined))
        {
            budget.SpendBytes(outline.Length); // each has the whole document hashed
            found.Add(SignerCheck.Check(start, message, signer));
        }

        return new CmsSignatures(CmsOutline.Content(file, budget), found, outline.Signers - examined);
    }
}
