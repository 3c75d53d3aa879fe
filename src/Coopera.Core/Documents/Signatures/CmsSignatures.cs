using System.Security.Cryptography.Pkcs;

namespace Coopera.Core.Documents.Signatures;

/// <param name="Content">Null for a signature without its document.</param>
public sealed record CmsSignatures(ReadOnlyMemory<byte>? Content, IReadOnlyList<FoundSignature> Found, int Unexamined)
{
    /// <param name="textAfter">Bytes that followed the envelope in the text it was wrapped in.</param>
    public static CmsSignatures Read(ReadOnlyMemory<byte> file, int layer, int textAfter)
    {
        var outline = CmsOutline.Read(file);
        if (!outline.HasContent)
        {
            return new CmsSignatures(null, [], 0);
        }

        var message = new SignedCms();
        message.Decode(file[..outline.Length].Span);
        var start = new FoundSignature(SignatureKind.Cades, layer)
        {
            CoveredLength = outline.Length,
            BytesAfter = file.Length - outline.Length + textAfter,
        };
        var examined = Math.Min(outline.Signers, SignedFile.MostSignatures(file.Length));
        var found = message.SignerInfos.Cast<SignerInfo>()
            .Take(examined).Select(signer => SignerCheck.Check(start, message, signer)).ToList();
        return new CmsSignatures(message.ContentInfo.Content, found, outline.Signers - examined);
    }
}
