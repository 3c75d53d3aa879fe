using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// The signed attribute that names the signer's certificate by its digest (RFC 5035): what makes a CMS signature a CAdES one.
/// </summary>
public static class SigningCertificate
{
    public enum Match
    {
        NotNamed,
        Same,
        Another,
    }

    public static Match Check(SignerInfo signer, X509Certificate2 certificate)
    {
        var match = Match.NotNamed;
        foreach (var attribute in signer.SignedAttributes)
        {
            var isV2 = attribute.Oid.Value == CmsOids.SigningCertificateV2;
            if (!isV2 && attribute.Oid.Value != CmsOids.SigningCertificate)
            {
                continue;
            }

            match = Match.Same;
            if (attribute.Values.Count != 1 || !Names(attribute.Values[0].RawData, isV2, certificate))
            {
                return Match.Another;
            }
        }

        return match;
    }

    private static bool Names(byte[] attribute, bool isV2, X509Certificate2 certificate)
    {
        // SEQUENCE { certs SEQUENCE OF SEQUENCE { [hash algorithm, SHA-256 unless told,] digest, … } … }: the first one is the signer's.
        var first = new AsnReader(attribute, AsnEncodingRules.BER).ReadSequence().ReadSequence().ReadSequence();
        HashAlgorithmName? algorithm = isV2 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;
        if (isV2 && first.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            algorithm = SignatureAlgorithms.Digest(first.ReadSequence().ReadObjectIdentifier());
        }

        return algorithm is { } known
            && CryptographicOperations.HashData(known, certificate.RawData).AsSpan().SequenceEqual(first.ReadOctetString());
    }
}
