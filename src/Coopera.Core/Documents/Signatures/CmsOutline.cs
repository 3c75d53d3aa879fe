using System.Formats.Asn1;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// The shape of a signed CMS message (RFC 5652, 5), read before the platform decodes it: a small file that holds very many certificates,
/// signers or attributes would otherwise cost it seconds and gigabytes.
/// </summary>
/// <param name="Length">Bytes of the message itself; a file may have more after it.</param>
public sealed record CmsOutline(int Length, int Signers, bool HasContent)
{
    private const int MaxAlgorithms = 100;
    private const int MaxCertificates = 100;
    private const int MaxSigners = 1_000;
    private const int MaxAttributes = 2_000;

    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag One = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <exception cref="ReadingBudgetExceededException">It has more parts than a signed document ever has.</exception>
    public static CmsOutline Read(ReadOnlyMemory<byte> file, ReadingBudget? budget = null)
    {
        var (signed, length) = SignedData(file, budget);
        Count(signed.ReadSetOf(), MaxAlgorithms);
        var content = signed.ReadSequence();
        content.ReadEncodedValue();
        foreach (var tag in (ReadOnlySpan<Asn1Tag>)[Zero, One])
        {
            if (signed.HasData && signed.PeekTag().HasSameClassAndValue(tag))
            {
                Count(signed.ReadSetOf(tag), MaxCertificates);
            }
        }

        return new CmsOutline(length, CountSigners(signed.ReadSetOf()), content.HasData);
    }

    /// <summary>The document alone, of a message whose signers are too many to be looked at; null when it is not in it.</summary>
    public static ReadOnlyMemory<byte>? Content(ReadOnlyMemory<byte> file, ReadingBudget budget)
    {
        var (signed, _) = SignedData(file, budget);
        signed.ReadEncodedValue(); // digest algorithms
        var content = signed.ReadSequence();
        content.ReadEncodedValue();
        return content.HasData ? Octets(content.ReadSequence(Zero), budget) : (ReadOnlyMemory<byte>?)null;
    }

    public static ReadOnlyMemory<byte> Octets(AsnReader reader, ReadingBudget budget)
    {
        if (reader.TryReadPrimitiveOctetString(out var octets))
        {
            return octets;
        }

        budget.SpendBytes(reader.PeekEncodedValue().Length);
        return reader.ReadOctetString();
    }

    /// <summary>What a message holds (RFC 5652, 3).</summary>
    /// <param name="type">As it is written.</param>
    public static AsnReader Inside(ReadOnlyMemory<byte> message, out ReadOnlyMemory<byte> type)
    {
        var outer = new AsnReader(message, AsnEncodingRules.BER, new AsnReaderOptions { SkipSetSortOrderVerification = true })
            .ReadSequence();
        type = outer.ReadEncodedValue();
        return outer.ReadSequence(Zero).ReadSequence();
    }

    private static (AsnReader Signed, int Length) SignedData(ReadOnlyMemory<byte> file, ReadingBudget? budget)
    {
        var length = BerLength.Of(file.Span, budget);
        var signed = Inside(file[..length], out _);
        signed.ReadIntegerBytes();
        return (signed, length);
    }

    private static int CountSigners(AsnReader signers)
    {
        var count = 0;
        var parts = 0;
        while (signers.HasData)
        {
            Limit(++count, MaxSigners);
            var signer = signers.ReadSequence();
            signer.ReadIntegerBytes();
            signer.ReadEncodedValue(); // who
            signer.ReadEncodedValue(); // digest algorithm
            parts += CountAttributes(signer, Zero);
            signer.ReadEncodedValue(); // signature algorithm
            signer.ReadEncodedValue(); // signature
            parts += CountAttributes(signer, One);
            Limit(parts, MaxAttributes);
        }

        return count;
    }

    private static int CountAttributes(AsnReader signer, Asn1Tag tag)
    {
        if (!signer.HasData || !signer.PeekTag().HasSameClassAndValue(tag))
        {
            return 0;
        }

        var parts = 0;
        var attributes = signer.ReadSetOf(tag);
        while (attributes.HasData)
        {
            Limit(++parts, MaxAttributes);
            var attribute = attributes.ReadSequence();
            attribute.ReadEncodedValue();
            parts += Count(attribute.ReadSetOf(), MaxAttributes);
        }

        return parts;
    }

    private static int Count(AsnReader values, int limit)
    {
        var count = 0;
        for (; values.HasData; values.ReadEncodedValue())
        {
            Limit(++count, limit);
        }

        return count;
    }

    private static void Limit(int count, int limit)
    {
        if (count > limit)
        {
            throw new ReadingBudgetExceededException();
        }
    }
}
