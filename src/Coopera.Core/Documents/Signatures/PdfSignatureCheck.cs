using System.Security.Cryptography.Pkcs;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <summary>Whether what stands in a field for signatures is one, and of what.</summary>
internal sealed class PdfSignatureCheck(ReadOnlyMemory<byte> pdf, int layer, ReadingBudget budget)
{
    /// <summary>Old signatures without attributes make the platform hold the document twice.</summary>
    private const int CostOfOnePiece = 16;

    public FoundSignature Run(PdfSignature signature)
    {
        var isTimestamp = signature.Format == PdfSignature.TimestampFormat;
        var found = new FoundSignature(isTimestamp ? SignatureKind.DocumentTimestamp : SignatureKind.Pades, layer);
        if (signature.IsDamaged)
        {
            return found with { Fault = SignatureFault.Unreadable };
        }

        if (signature is not { ByteRange: { } signed, Place: { } contents })
        {
            return found with { Fault = SignatureFault.NeverCompleted };
        }

        if (signed.End > pdf.Length)
        {
            return found with { Fault = SignatureFault.Truncated };
        }

        if (!signed.SurroundsExactly(contents))
        {
            return found with { Fault = SignatureFault.RangesMismatch };
        }

        found = found with { CoveredLength = signed.End, BytesAfter = pdf.Length - signed.End };
        if (!isTimestamp && signature.Format is not ("adbe.pkcs7.detached" or "ETSI.CAdES.detached"))
        {
            return found with { Fault = SignatureFault.UnknownFormat };
        }

        try
        {
            budget.SpendBytes(signed.End);
            return Check(
                found, signature, new DetachedContent(pdf[..contents.Start.Value], pdf[contents.End.Value..(int)signed.End]));
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return found with { Fault = SignatureFault.Unreadable };
        }
    }

    private FoundSignature Check(FoundSignature found, PdfSignature signature, DetachedContent document)
    {
        var outline = CmsOutline.Read(signature.Contents, budget);
        if (signature.Contents.Span[outline.Length..].ContainsAnyExcept((byte)0))
        {
            return found with { Fault = SignatureFault.RangesMismatch }; // something hides behind the signature, where nothing is signed
        }

        if (found.Kind == SignatureKind.DocumentTimestamp)
        {
            var time = SignerTime.Stamp(signature.Contents, stamp =>
                SignatureAlgorithms.Digest(stamp.TokenInfo.HashAlgorithmId.Value) is { } algorithm
                && stamp.VerifySignatureForHash(document.Hash(algorithm), algorithm, out var authority) ? authority : null);
            return found with { Time = time, Fault = time is null ? SignatureFault.ContentChanged : null };
        }

        if (outline is not { HasContent: false, Signers: 1 })
        {
            return found with { Fault = SignatureFault.UnknownFormat };
        }

        var encoded = CmsDigests.ByTheirOwnName(signature.Contents[..outline.Length]);
        var overAttributes = DetachedContent.OverAttributes(encoded);
        if (overAttributes is null)
        {
            budget.SpendBytes(CostOfOnePiece * signature.ByteRange!.End);
        }

        var message = new SignedCms(new ContentInfo(overAttributes is null ? document.InOnePiece() : []), detached: true);
        message.Decode(encoded.Span);
        return SignerCheck.Check(found, message, message.SignerInfos[0], PdfDate.Read(signature.Time), document, overAttributes);
    }
}
