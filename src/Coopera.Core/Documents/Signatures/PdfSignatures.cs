using System.Security.Cryptography.Pkcs;

namespace Coopera.Core.Documents.Signatures;

public sealed record PdfSignatures(IReadOnlyList<FoundSignature> Found, int Unexamined)
{
    private static ReadOnlySpan<byte> Key => "/ByteRange"u8;

    public static PdfSignatures Read(ReadOnlyMemory<byte> pdf, int layer)
    {
        var found = new List<FoundSignature>();
        var known = new HashSet<int>();
        var (unexamined, most) = (0, SignedFile.MostSignatures(pdf.Length));
        for (var at = NextKey(pdf.Span, 0); at >= 0; at = NextKey(pdf.Span, at + Key.Length))
        {
            if (found.Count >= most)
            {
                unexamined++;
            }
            else if (PdfSignatureDictionary.Read(pdf.Span, at) is not { } dictionary)
            {
                // Prose about signatures, or a damaged signature: only the latter goes on with a bracket.
                if (new PdfTokens(pdf.Span, at + Key.Length).Next().Kind == PdfTokenKind.ArrayOpen)
                {
                    found.Add(new FoundSignature(SignatureKind.Pades, layer) { Fault = SignatureFault.Unreadable });
                }
            }
            else if (dictionary.Contents is not { } contents || known.Add(contents.Start.Value))
            {
                found.Add(Check(pdf, dictionary, layer));
            }
        }

        return new PdfSignatures(InOrder(found), unexamined);
    }

    private static int NextKey(ReadOnlySpan<byte> pdf, int from)
    {
        while (pdf[from..].IndexOf(Key) is var next and >= 0)
        {
            from += next;
            if (PdfTokens.EndsName(pdf, from + Key.Length))
            {
                return from;
            }

            from += Key.Length;
        }

        return -1;
    }

    private static FoundSignature Check(ReadOnlyMemory<byte> pdf, PdfSignatureDictionary dictionary, int layer)
    {
        var isTimestamp = dictionary.Format == "ETSI.RFC3161";
        var found = new FoundSignature(isTimestamp ? SignatureKind.DocumentTimestamp : SignatureKind.Pades, layer);
        if (dictionary is not { ByteRange: { } signed, Contents: { } contents })
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
        if (!isTimestamp && dictionary.Format is not ("adbe.pkcs7.detached" or "ETSI.CAdES.detached"))
        {
            return found with { Fault = SignatureFault.UnknownFormat };
        }

        try
        {
            var message = PdfText.Hex(pdf.Span[contents]);
            var outline = CmsOutline.Read(message);
            if (message.AsSpan(outline.Length).ContainsAnyExcept((byte)0))
            {
                // something hides behind the signature, where nothing is signed
                return found with { Fault = SignatureFault.RangesMismatch };
            }

            var document = (byte[])[.. pdf.Span[..contents.Start.Value], .. pdf.Span[contents.End.Value..(int)signed.End]];
            return isTimestamp ? CheckTimestamp(found, message, document)
                : outline is { HasContent: false, Signers: 1 } ? CheckSigner(
                    found, message.AsSpan(0, outline.Length), document, PdfText.Date(dictionary.SigningTime))
                : found with { Fault = SignatureFault.UnknownFormat };
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return found with { Fault = SignatureFault.Unreadable };
        }
    }

    private static FoundSignature CheckSigner(
        FoundSignature found, ReadOnlySpan<byte> encoded, byte[] document, DateTimeOffset? declaredTime)
    {
        var message = new SignedCms(new ContentInfo(document), detached: true);
        message.Decode(encoded);
        return SignerCheck.Check(found, message, message.SignerInfos[0], declaredTime);
    }

    private static FoundSignature CheckTimestamp(FoundSignature found, byte[] token, byte[] document)
    {
        var time = SignerTime.Stamp(token, stamp => stamp.VerifySignatureForData(document, out var authority) ? authority : null);
        return found with { Time = time, Fault = time is null ? SignatureFault.ContentChanged : null };
    }

    /// <summary>
    /// Each signer but the last leaves a file that others complete: that is well as long as the last one vouches for all of it. A time
    /// stamp vouches for nothing: anybody can change a signed file and have it stamped.
    /// </summary>
    private static List<FoundSignature> InOrder(List<FoundSignature> found) =>
    [
        .. found.OrderBy(s => s.CoveredLength).Select(s => s with
        {
            IsFollowedByAnother = found.Any(
                other => other is { CoversWholeFile: true, Kind: SignatureKind.Pades }
                    && other.CoveredLength > s.CoveredLength && s.CoveredLength > 0),
        }),
    ];
}
