using System.Formats.Asn1;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <summary>A file and the time stamps on it, in one (TimeStampedData, RFC 5544; its files end in .tsd).</summary>
/// <param name="Content">Null when the stamped file is elsewhere.</param>
/// <param name="Stamp">Null when there is none that can be looked at here.</param>
public sealed record TimestampedContent(ReadOnlyMemory<byte>? Content, FoundSignature? Stamp)
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public static TimestampedContent Read(ReadOnlyMemory<byte> file, int layer, ReadingBudget budget)
    {
        var length = BerLength.Of(file.Span, budget);
        var data = CmsOutline.Inside(file[..length], out _);
        data.ReadIntegerBytes();
        if (data.PeekTag().HasSameClassAndValue(new Asn1Tag(UniversalTagNumber.IA5String)))
        {
            data.ReadEncodedValue(); // where the file is
        }

        var coversNames = false;
        if (data.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            coversNames = data.ReadSequence().ReadBoolean();
        }

        if (!data.PeekTag().HasSameClassAndValue(new Asn1Tag(UniversalTagNumber.OctetString)))
        {
            return new TimestampedContent(null, null);
        }

        var content = CmsOutline.Octets(data, budget);
        var token = !coversNames && data.HasData && data.PeekTag().HasSameClassAndValue(Zero)
            ? data.ReadSequence(Zero).ReadSequence().ReadEncodedValue()
            : default;
        return new TimestampedContent(content, token.IsEmpty ? null : Check(token, content, layer, budget));
    }

    /// <summary>Of a reply of an authority (RFC 3161, 2.4.2; its files end in .tsr), which holds the token behind a status.</summary>
    public static FoundSignature CheckReply(ReadOnlyMemory<byte> reply, ReadOnlyMemory<byte> content, int layer, ReadingBudget budget)
    {
        try
        {
            var parts = new AsnReader(reply[..BerLength.Of(reply.Span, budget)], AsnEncodingRules.BER).ReadSequence();
            parts.ReadEncodedValue();
            return Check(parts.ReadEncodedValue(), content, layer, budget);
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return new FoundSignature(SignatureKind.DocumentTimestamp, layer) { Fault = SignatureFault.Unreadable };
        }
    }

    private static FoundSignature Check(ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> content, int layer, ReadingBudget budget)
    {
        var stamp = new FoundSignature(SignatureKind.DocumentTimestamp, layer) { CoveredLength = content.Length };
        try
        {
            budget.SpendBytes(content.Length);
            var time = SignerTime.Stamp(
                token, found => found.VerifySignatureForData(content.Span, out var authority) ? authority : null);
            return stamp with { Time = time, Fault = time is null ? SignatureFault.ContentChanged : null };
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return stamp with { Fault = SignatureFault.Unreadable };
        }
    }
}
