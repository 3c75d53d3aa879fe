using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// When a signature was made: from its time stamp, else from the clock of the signer's computer, else from the PDF around it.
/// </summary>
public static class SignerTime
{
    public static (SigningTime? Time, bool HasBadTimestamp) Read(SignerInfo signer, DateTimeOffset? declared)
    {
        var (stamp, isBad) = Timestamp(signer);
        var claimed = Claimed(signer) ?? declared;
        return (stamp ?? (claimed is { } at ? new SigningTime(at, SigningTimeSource.SignerClock) : null), isBad);
    }

    /// <summary>The token's time and authority, when <paramref name="belongs"/> says that the token is about the right bytes.</summary>
    public static SigningTime? Stamp(ReadOnlyMemory<byte> encoded, Func<Rfc3161TimestampToken, X509Certificate2?> belongs)
    {
        if (CmsOutline.Read(encoded).Signers != 1 || !Rfc3161TimestampToken.TryDecode(encoded, out var token, out _))
        {
            return null;
        }

        using var authority = belongs(token);
        return authority is null
            ? null
            : new SigningTime(token.TokenInfo.Timestamp, SigningTimeSource.Timestamp, SignerName.Read(authority.SubjectName).Authority);
    }

    private static (SigningTime? Time, bool IsBad) Timestamp(SignerInfo signer)
    {
        var attribute = signer.UnsignedAttributes.Cast<CryptographicAttributeObject>()
            .FirstOrDefault(a => a.Oid.Value == CmsOids.SignatureTimestamp);
        if (attribute is not { Values.Count: > 0 })
        {
            return (null, false);
        }

        try
        {
            var time = Stamp(
                attribute.Values[0].RawData, token => token.VerifySignatureForSignerInfo(signer, out var authority) ? authority : null);
            return (time, time is null);
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return (null, true);
        }
    }

    private static DateTimeOffset? Claimed(SignerInfo signer)
    {
        var attribute = signer.SignedAttributes.Cast<CryptographicAttributeObject>()
            .FirstOrDefault(a => a.Oid.Value == CmsOids.SigningTime);
        if (attribute is not { Values.Count: 1 })
        {
            return null;
        }

        try
        {
            var reader = new AsnReader(attribute.Values[0].RawData, AsnEncodingRules.BER);
            return reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
        }
        catch (AsnContentException)
        {
            return null; // a time that cannot be read is an unknown time
        }
    }
}
