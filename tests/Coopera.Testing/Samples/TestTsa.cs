using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Coopera.Testing.Samples;

/// <summary>An authority for time stamps (RFC 3161), as far as one request.</summary>
public static class TestTsa
{
    public static byte[] Answer(byte[] query, DateTimeOffset at)
    {
        if (!Rfc3161TimestampRequest.TryDecode(query, out var request, out _))
        {
            throw new CryptographicException("That is no request for a time stamp.");
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.3.6.1.4.1.99999.1");
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(request.HashAlgorithmId.Value!);
                    writer.WriteNull();
                }

                writer.WriteOctetString(request.GetMessageHash().Span);
            }

            writer.WriteInteger(42);
            writer.WriteGeneralizedTime(at, omitFractionalSeconds: true);
            if (request.GetNonce() is { } nonce)
            {
                writer.WriteInteger(nonce.Span);
            }
        }

        var token = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), writer.Encode()));
        token.ComputeSignature(TestCms.Signer(TestIdentity.Timestamper));
        return TestCms.Reply(token.Encode());
    }
}
