using System.Formats.Asn1;

namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// Some signing programs name the algorithm of the signature (sha256WithRSAEncryption) where only that of the digest belongs (RFC 5652,
/// 5.3). Readers understand it, the platform does not: here such a message is written again with the digest's own name. Neither the
/// document nor what is signed is touched: the name stands outside of both.
/// </summary>
public static class CmsDigests
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private static readonly Dictionary<string, string> DigestOfSignature = new()
    {
        ["1.2.840.113549.1.1.4"] = "1.2.840.113549.2.5",
        ["1.2.840.113549.1.1.5"] = "1.3.14.3.2.26",
        ["1.2.840.113549.1.1.11"] = "2.16.840.1.101.3.4.2.1",
        ["1.2.840.113549.1.1.12"] = "2.16.840.1.101.3.4.2.2",
        ["1.2.840.113549.1.1.13"] = "2.16.840.1.101.3.4.2.3",
        ["1.2.840.10045.4.1"] = "1.3.14.3.2.26",
        ["1.2.840.10045.4.3.2"] = "2.16.840.1.101.3.4.2.1",
        ["1.2.840.10045.4.3.3"] = "2.16.840.1.101.3.4.2.2",
        ["1.2.840.10045.4.3.4"] = "2.16.840.1.101.3.4.2.3",
    };

    /// <param name="message">Already measured by <see cref="CmsOutline"/>.</param>
    public static ReadOnlyMemory<byte> ByTheirOwnName(ReadOnlyMemory<byte> message)
    {
        var (type, before, signers) = Split(message);
        return signers.Exists(signer => Digest(signer) is not null) ? Written(type, before, signers) : message;
    }

    private static (ReadOnlyMemory<byte> Type, List<ReadOnlyMemory<byte>> Before, List<ReadOnlyMemory<byte>[]> Signers) Split(
        ReadOnlyMemory<byte> message)
    {
        var signed = CmsOutline.Inside(message, out var type);
        var before = new List<ReadOnlyMemory<byte>>();
        while (signed.HasData && !(before.Count > 2 && signed.PeekTag() == Asn1Tag.SetOf))
        {
            before.Add(signed.ReadEncodedValue());
        }

        var signers = new List<ReadOnlyMemory<byte>[]>();
        for (var all = signed.ReadSetOf(); all.HasData;)
        {
            signers.Add(Values(all.ReadSequence()));
        }

        return (type, before, signers);
    }

    /// <summary>The same message with the parts of each signer changed.</summary>
    public static ReadOnlyMemory<byte> Rewrite(ReadOnlyMemory<byte> message, Func<ReadOnlyMemory<byte>[], ReadOnlyMemory<byte>[]> change)
    {
        var (type, before, signers) = Split(message);
        return Written(type, before, signers.ConvertAll(signer => change(signer)));
    }

    private static ReadOnlyMemory<byte>[] Values(AsnReader sequence)
    {
        var values = new List<ReadOnlyMemory<byte>>();
        while (sequence.HasData)
        {
            values.Add(sequence.ReadEncodedValue());
        }

        return [.. values];
    }

    /// <summary>Version, who, digest algorithm, …: the third one.</summary>
    private static string? Digest(ReadOnlyMemory<byte>[] signer) => signer.Length > 2
        ? DigestOfSignature.GetValueOrDefault(
            new AsnReader(signer[2], AsnEncodingRules.BER).ReadSequence().ReadObjectIdentifier())
        : null;

    private static byte[] Written(ReadOnlyMemory<byte> type, List<ReadOnlyMemory<byte>> before, List<ReadOnlyMemory<byte>[]> signers)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(type.Span);
            using (writer.PushSequence(Zero))
            using (writer.PushSequence())
            {
                before.ForEach(value => writer.WriteEncodedValue(value.Span));
                using (writer.PushSetOf())
                {
                    signers.ForEach(signer => Write(writer, signer));
                }
            }
        }

        return writer.Encode();
    }

    private static void Write(AsnWriter writer, ReadOnlyMemory<byte>[] signer)
    {
        using var sequence = writer.PushSequence();
        foreach (var (i, value) in signer.Index())
        {
            if (i == 2 && Digest(signer) is { } digest)
            {
                using var algorithm = writer.PushSequence();
                writer.WriteObjectIdentifier(digest);
            }
            else
            {
                writer.WriteEncodedValue(value.Span);
            }
        }
    }
}
