namespace Coopera.Pdf.Reading;

/// <summary>The parts of a file that a signature is about: all of it but the hole in which the signature stands.</summary>
public sealed record PdfByteRange(long Start, long Length, long SecondStart, long SecondLength)
{
    public long End => SecondStart + SecondLength;

    /// <summary>Everything from the first byte to <see cref="End"/>, except just the Contents.</summary>
    public bool SurroundsExactly(Range contents) => Start == 0 && Length == contents.Start.Value && SecondStart == contents.End.Value;
}

/// <summary>What is written in a field for signatures (ISO 32000-2, 12.8.1). Whether it is one, others check.</summary>
public sealed record PdfSignature(string Field)
{
    /// <summary>The format of a time stamp over the whole document, which is nobody's signature.</summary>
    public const string TimestampFormat = "ETSI.RFC3161";

    /// <summary>Something is written there that cannot be read.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>The SubFilter.</summary>
    public string? Format { get; init; }

    /// <summary>The date as written.</summary>
    public string? Time { get; init; }

    /// <summary>Null unless these are four whole numbers.</summary>
    public PdfByteRange? ByteRange { get; init; }

    public ReadOnlyMemory<byte> Contents { get; init; }

    /// <summary>Where the contents stand in the file, with their brackets.</summary>
    public Range? Place { get; init; }

    /// <summary>The field shows nothing.</summary>
    public bool IsInvisible { get; init; }

    /// <summary>Null when the field was left to be signed.</summary>
    internal static PdfSignature? Of(FieldPart part, PdfDocument document)
    {
        var value = document.Resolve(part.Value);
        if (value is not Dictionary<string, object?> dictionary)
        {
            // A search for objects cannot tell one that was taken away from one that is damaged.
            var isMissing = part.Value is PdfReference reference
                && (document.IsRebuilt || document.PlaceOf(reference.Number) is not null);
            return value is null && !isMissing ? null : new PdfSignature(part.Name) { IsDamaged = true };
        }

        var contents = document.Resolve(dictionary.Entry("Contents")) as PdfString;
        return new PdfSignature(part.Name)
        {
            Format = (document.Resolve(dictionary.Entry("SubFilter")) as PdfName)?.Value,
            Time = document.Resolve(dictionary.Entry("M")) is PdfString time ? PdfText.Decode(time.Bytes) : null,
            ByteRange = Ranges(document.List(dictionary.Entry("ByteRange")), document),
            Contents = contents?.Bytes ?? [],
            Place = contents is { Start: >= 0 } ? contents.Start..contents.End : null,
            IsInvisible = part.IsHidden(document),
        };
    }

    private static PdfByteRange? Ranges(List<object?>? list, PdfDocument document)
    {
        if (list is not { Count: 4 })
        {
            return null;
        }

        var numbers = list.Select(one => document.Resolve(one) is double and >= 0 and <= 1e12 and var number && number % 1 == 0
            ? (long)number : -1).ToList();
        return numbers.Contains(-1) ? null : new PdfByteRange(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
