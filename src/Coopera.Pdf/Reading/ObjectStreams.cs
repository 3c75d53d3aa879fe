namespace Coopera.Pdf.Reading;

/// <summary>Objects that are packed together in streams (ISO 32000-1, 7.5.7).</summary>
internal sealed class ObjectStreams(PdfDocument document)
{
    private const int MaximumHeld = 8 * 1024 * 1024;
    private const int MaximumObjects = 100_000;

    private readonly Dictionary<int, Unpacked> _unpacked = [];
    private int _held;

    private sealed record Unpacked(ReadOnlyMemory<byte> Bytes, (int Number, int Offset)[] Objects);

    public (object? Value, int Size) Object(int number, ObjectPlace place)
    {
        if (Stream(place.Where) is not { } stream
            || place.Index >= stream.Objects.Length || stream.Objects[place.Index].Number != number)
        {
            return document.IsRebuilt ? (null, 1) : throw new DamagedTableException();
        }

        var syntax = new PdfSyntax(stream.Bytes, document.File.Budget) { Position = stream.Objects[place.Index].Offset };
        return (document.File.TryRead(syntax), syntax.Values);
    }

    /// <summary>For a file that is searched through: what these streams hold, unless it stands again further on.</summary>
    public void AddPlaces(IReadOnlySet<int> streams, Dictionary<int, ObjectPlace> places)
    {
        foreach (var container in streams.OrderBy(number => places[number].Where).ToList())
        {
            var position = places[container].Where;
            foreach (var (index, (number, _)) in (Stream(container)?.Objects ?? []).Index())
            {
                if (number != container && (!places.TryGetValue(number, out var known) || Position(known) < position))
                {
                    places[number] = new ObjectPlace(PlaceKind.InStream, container, index);
                }
            }
        }

        int Position(ObjectPlace place) => place.Kind == PlaceKind.InFile ? place.Where
            : places.TryGetValue(place.Where, out var container) && container.Kind == PlaceKind.InFile ? container.Where : 0;
    }

    private Unpacked? Stream(int number)
    {
        if (_unpacked.TryGetValue(number, out var known))
        {
            return known;
        }

        // A stream within a stream is none: else files could nest them without end.
        if (document.PlaceOf(number) is not { Kind: PlaceKind.InFile } || document.Resolve(new PdfReference(number)) is not PdfStream stream
            || document.Unpacked(stream) is not { } bytes)
        {
            return null;
        }

        if ((_held += bytes.Length) > MaximumHeld)
        {
            _unpacked.Clear();
            _held = bytes.Length;
        }

        return _unpacked[number] = new Unpacked(bytes, Head(stream, bytes));
    }

    private (int Number, int Offset)[] Head(PdfStream stream, ReadOnlyMemory<byte> bytes)
    {
        var first = document.Resolve(stream.Dictionary.Entry("First")).Integer();
        var count = Math.Min(document.Resolve(stream.Dictionary.Entry("N")).Integer(), MaximumObjects);
        var head = new PdfSyntax(bytes, document.File.Budget);
        var objects = new List<(int, int)>();
        while (objects.Count < count && head.Position < first && PdfFile.Number(head) is { } number && PdfFile.Number(head) is { } offset)
        {
            document.File.Budget.SpendStep();
            objects.Add((number, (int)Math.Min((long)first + offset, bytes.Length)));
        }

        return [.. objects];
    }
}
