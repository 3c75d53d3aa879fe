using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Coopera.Core.Documents.Signatures;

internal static class SignerCheck
{
    /// <param name="declaredTime">When the file around it says it was signed (PDF), for signatures that do not say it themselves.</param>
    /// <param name="content">What is signed, where it does not stand in the message.</param>
    /// <param name="overAttributes">The message as one over its attributes, which goes with <paramref name="content"/>.</param>
    public static FoundSignature Check(
        FoundSignature found, SignedCms message, SignerInfo signer, DateTimeOffset? declaredTime = null,
        DetachedContent? content = null, SignedCms? overAttributes = null)
    {
        try
        {
            using var certificate = signer.Certificate;
            if (certificate is null)
            {
                return found with { Fault = SignatureFault.CertificateMissing };
            }

            var (time, hasBadTimestamp) = SignerTime.Read(signer, declaredTime);
            var person = SignerOf(certificate);
            var named = SigningCertificate.Check(signer, certificate);
            return found with
            {
                Fault = FaultOf(message, signer, named, content, overAttributes),
                Signer = person,
                Time = time,
                HasBadTimestamp = hasBadTimestamp,
                Period = PeriodAt(person, time?.At),
                WeakAlgorithm = SignatureAlgorithms.Weakness(signer, certificate),
                NamesItsCertificate = named == SigningCertificate.Match.Same,
                HasCounterSignatures = signer.UnsignedAttributes.Cast<CryptographicAttributeObject>()
                    .Any(a => a.Oid.Value == CmsOids.CounterSignature),
            };
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return found with { Fault = SignatureFault.Unreadable };
        }
    }

    private static SignatureFault? FaultOf(
        SignedCms message, SignerInfo signer, SigningCertificate.Match named, DetachedContent? content, SignedCms? overAttributes)
    {
        if (!SignatureAlgorithms.CanCheck(signer))
        {
            return SignatureFault.UnknownAlgorithm;
        }

        if (!AgreesOnType(message, signer))
        {
            return SignatureFault.AttributesMismatch;
        }

        try
        {
            if (overAttributes is not null && !AgreesOnDigest(message, signer, content))
            {
                return SignatureFault.ContentChanged;
            }

            (overAttributes?.SignerInfos[0] ?? signer).CheckSignature(verifySignatureOnly: true);
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            // With RSA-PSS the platform fails alike for a wrong signature and for a salt length that it does not know.
            return !AgreesOnDigest(message, signer, content) ? SignatureFault.ContentChanged
                : signer.SignatureAlgorithm.Value == SignatureAlgorithms.RsaPss ? SignatureFault.UnknownAlgorithm
                : SignatureFault.SignatureMismatch;
        }

        return named == SigningCertificate.Match.Another ? SignatureFault.CertificateMismatch : null;
    }

    /// <summary>The content-type attribute must say what is signed (RFC 5652, 11.1): the platform does not look.</summary>
    private static bool AgreesOnType(SignedCms message, SignerInfo signer) =>
        Attribute(signer, CmsOids.ContentType) is not { } type
        || new AsnReader(type, AsnEncodingRules.BER).ReadObjectIdentifier() == message.ContentInfo.ContentType.Value;

    private static bool AgreesOnDigest(SignedCms message, SignerInfo signer, DetachedContent? content) =>
        SignatureAlgorithms.Digest(signer.DigestAlgorithm.Value) is { } algorithm
        && Attribute(signer, CmsOids.MessageDigest) is { } digest
        && new AsnReader(digest, AsnEncodingRules.BER).ReadOctetString().AsSpan()
            .SequenceEqual(content?.Hash(algorithm) ?? CryptographicOperations.HashData(algorithm, message.ContentInfo.Content));

    private static byte[]? Attribute(SignerInfo signer, string oid) =>
        signer.SignedAttributes.Cast<CryptographicAttributeObject>()
            .FirstOrDefault(a => a.Oid.Value == oid) is { Values.Count: 1 } attribute
            ? attribute.Values[0].RawData
            : null;

    private static Signer SignerOf(X509Certificate2 certificate)
    {
        var subject = SignerName.Read(certificate.SubjectName);
        return new Signer(
            subject.Person,
            subject.Organisation,
            subject.Code,
            SignerName.Read(certificate.IssuerName).Authority,
            certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData),
            new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
            Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)));
    }

    private static CertificatePeriod PeriodAt(Signer signer, DateTimeOffset? time) =>
        time is null ? CertificatePeriod.TimeUnknown
        : time < signer.ValidFrom ? CertificatePeriod.NotYetValid
        : time > signer.ValidTo ? CertificatePeriod.Expired
        : CertificatePeriod.Valid;
}
