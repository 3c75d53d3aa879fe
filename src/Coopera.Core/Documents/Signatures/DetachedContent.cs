using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// A document that a signature speaks of without holding it, in two parts. The platform wants both in one piece, for each signature anew:
/// a file with many would cost its length many times over. Here the parts are hashed where they are; the platform checks what is signed,
/// the attributes that hold the hash, as the document of a message that has none (RFC 5652, 5.4: what is signed are these very bytes).
/// </summary>
internal sealed class DetachedContent(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
{
    private static readonly Asn1Tag Attributes = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public byte[] Hash(HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(first.Span);
        hash.AppendData(second.Span);
        return hash.GetHashAndReset();
    }

    public byte[] InOnePiece() => [.. first.Span, .. second.Span];

    /// <summary>The same signature over its attributes; null when it has none, and is one over the document itself.</summary>
    public static SignedCms? OverAttributes(ReadOnlyMemory<byte> message)
    {
        var attributes = Array.Empty<byte>();
        var rewritten = CmsDigests.Rewrite(message, signer =>
        {
            if (signer.Length < 6 || !new AsnReader(signer[3], AsnEncodingRules.BER).PeekTag().HasSameClassAndValue(Attributes))
            {
                return signer;
            }

            var set = new AsnWriter(AsnEncodingRules.DER);
            using (set.PushSetOf())
            {
                for (var one = new AsnReader(signer[3], AsnEncodingRules.BER).ReadSetOf(Attributes); one.HasData;)
                {
                    set.WriteEncodedValue(one.ReadEncodedValue().Span);
                }
            }

            attributes = set.Encode();
            return [.. signer[..3], .. signer[4..]];
        });
        if (attributes.Length == 0)
        {
            return null;
        }

        var over = new SignedCms(new ContentInfo(attributes), detached: true);
        over.Decode(rewritten.Span);
        return over;
    }
}
