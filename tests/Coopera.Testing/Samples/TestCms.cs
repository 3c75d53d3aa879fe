using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Coopera.Testing.Samples;

/// <summary>Signed envelopes as signing programs make them, and as no program should.</summary>
public static class TestCms
{
    public const string Sha1 = "1.3.14.3.2.26";
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    /// <summary>A .p7m: document, signature and certificate in one file.</summary>
    public static byte[] Cades(byte[] document, params X509Certificate2[] signers)
    {
        var message = new SignedCms(new ContentInfo(document));
        foreach (var signer in signers)
        {
            message.ComputeSignature(Signer(signer));
        }

        return message.Encode();
    }

    public static byte[] Sign(byte[] document, CmsSigner signer, bool detached = false)
    {
        var message = new SignedCms(new ContentInfo(document), detached);
        message.ComputeSignature(signer);
        return message.Encode();
    }

    /// <param name="named">The certificate that the signed attribute names: the signer's own unless told.</param>
    public static CmsSigner Signer(
        X509Certificate2 certificate, string digest = Sha256, bool names = true,
        X509Certificate2? named = null, bool withTime = true, RSASignaturePadding? padding = null)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate, null, padding)
        {
            DigestAlgorithm = new Oid(digest),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        if (withTime)
        {
            signer.SignedAttributes.Add(new Pkcs9SigningTime(TestIdentity.SignedAt.UtcDateTime));
        }

        if (names)
        {
            signer.SignedAttributes.Add(SigningCertificate(named ?? certificate));
        }

        return signer;
    }

    public static AsnEncodedData SigningCertificate(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }

        return new AsnEncodedData(new Oid(SigningCertificateV2), writer.Encode());
    }

    /// <summary>An RFC 3161 token over some bytes, made as a time stamping authority makes it.</summary>
    public static byte[] Timestamp(ReadOnlySpan<byte> stamped, DateTimeOffset at)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.3.6.1.4.1.99999.1");
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Sha256);
                }

                writer.WriteOctetString(SHA256.HashData(stamped));
            }

            writer.WriteInteger(42);
            writer.WriteGeneralizedTime(at, omitFractionalSeconds: true);
        }

        var token = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), writer.Encode()));
        token.ComputeSignature(Signer(TestIdentity.Timestamper));
        return token.Encode();
    }

    /// <summary>What an authority answers (RFC 3161, 2.4.2): "granted", and the token.</summary>
    public static byte[] Reply(byte[] token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
            }

            writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }

    /// <summary>A file and its time stamp in one (TimeStampedData, RFC 5544).</summary>
    public static byte[] Timestamped(byte[] file, DateTimeOffset at, bool ofAnother = false)
    {
        var zero = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.9.16.1.31");
            using (writer.PushSequence(zero))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                writer.WriteOctetString(file);
                using (writer.PushSequence(zero))
                using (writer.PushSequence())
                {
                    writer.WriteEncodedValue(Timestamp(ofAnother ? [1, 2, 3] : file, at));
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>The same envelope with a time stamp on its first signature.</summary>
    public static byte[] WithTimestamp(byte[] envelope, DateTimeOffset at, bool ofAnother = false)
    {
        var message = new SignedCms();
        message.Decode(envelope);
        var signer = message.SignerInfos[0];
        signer.AddUnsignedAttribute(
            new AsnEncodedData(new Oid("1.2.840.113549.1.9.16.2.14"), Timestamp(ofAnother ? [1, 2, 3] : signer.GetSignature(), at)));
        return message.Encode();
    }

    public static byte[] Base64(byte[] envelope) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(envelope, Base64FormattingOptions.InsertLineBreaks));

    public static byte[] Pem(byte[] envelope) => Encoding.ASCII.GetBytes(PemEncoding.WriteString("PKCS7", envelope) + "\n");

    /// <summary>
    /// The same message with indefinite lengths and its content in pieces, as programs write that do not know the length beforehand.
    /// </summary>
    public static byte[] Indefinite(byte[] envelope, int piece = 1_000)
    {
        var output = new MemoryStream();
        var message = new AsnReader(envelope, AsnEncodingRules.DER).ReadSequence();
        output.Write([0x30, 0x80]);
        output.Write(message.ReadEncodedValue().Span);
        output.Write([0xA0, 0x80, 0x30, 0x80]);
        var signed = message.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        output.Write(signed.ReadEncodedValue().Span); // version
        output.Write(signed.ReadEncodedValue().Span); // digest algorithms
        var content = signed.ReadSequence();
        output.Write([0x30, 0x80]);
        output.Write(content.ReadEncodedValue().Span);
        output.Write([0xA0, 0x80, 0x24, 0x80]);
        foreach (var part in content.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadOctetString().Chunk(piece))
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            writer.WriteOctetString(part);
            output.Write(writer.Encode());
        }

        output.Write(new byte[6]); // ends of octet string, [0] and content
        while (signed.HasData)
        {
            output.Write(signed.ReadEncodedValue().Span);
        }

        output.Write(new byte[6]);
        return output.ToArray();
    }
}
