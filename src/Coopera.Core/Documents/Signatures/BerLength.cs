using System.Formats.Asn1;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// How many bytes one BER value takes, in a single pass. The platform's reader looks for the end of an indefinite length again at each
/// level, so values nested deep or chopped fine are turned away before it sees them.
/// </summary>
public static class BerLength
{
    private const int MaxDepth = 24;
    private const int MaxValues = 400_000;

    /// <param name="budget">Null where the caller has counted the bytes already.</param>
    public static int Of(ReadOnlySpan<byte> encoded, ReadingBudget? budget = null)
    {
        var position = 0;
        var depth = 0;
        for (var values = 0; values < MaxValues; values++)
        {
            budget?.SpendStep();
            if (!Asn1Tag.TryDecode(encoded[position..], out var tag, out var tagBytes))
            {
                throw new InvalidDataException("A BER value ends within its tag.");
            }

            var length = AsnDecoder.DecodeLength(encoded[(position + tagBytes)..], AsnEncodingRules.BER, out var lengthBytes);
            position += tagBytes + lengthBytes;
            if (length is null)
            {
                if (!tag.IsConstructed || ++depth > MaxDepth)
                {
                    throw new InvalidDataException("A BER value of indefinite length is primitive, or nested too deep.");
                }
            }
            else if (length > encoded.Length - position)
            {
                throw new InvalidDataException("A BER value is longer than the file.");
            }
            else
            {
                position += length.Value;
                depth -= depth > 0 && tag.TagClass == TagClass.Universal && tag.TagValue == 0 ? 1 : 0;
            }

            if (depth == 0)
            {
                return position;
            }
        }

        throw new ReadingBudgetExceededException();
    }
}
