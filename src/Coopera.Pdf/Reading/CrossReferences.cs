namespace Coopera.Pdf.Reading;

internal enum PlaceKind
{
    Free,
    InFile,
    InStream,
}

/// <param name="Where">A position in the file, or the number of an object stream.</param>
/// <param name="Index">Which of the stream's objects it is.</param>
internal readonly record struct ObjectPlace(PlaceKind Kind, int Where, int Index);

/// <summary>
/// Where the objects of a file stand, as its tables say (ISO 32000-1, 7.5.4 to 7.5.8): the newest first, each naming the one before it.
/// </summary>
internal sealed class CrossReferences
{
    private const int MaximumObjects = 300_000;
    private const int MaximumTables = 1_000;

    private readonly PdfFile _file;
    private readonly HashSet<int> _met = [];
    private readonly List<int> _tables = [];

    private CrossReferences(PdfFile file) => _file = file;

    public Dictionary<int, ObjectPlace> Places { get; } = [];

    public Dictionary<string, object?> Trailer { get; } = [];

    /// <summary>Positions of the tables, the newest first: each is what a saved state of the file began with.</summary>
    public IReadOnlyList<int> Tables => _tables;

    /// <summary>Null when there is no table at this place, or one before it is damaged.</summary>
    public static CrossReferences? Read(PdfFile file, int table)
    {
        var references = new CrossReferences(file);
        for (int? next = table; next is { } place;)
        {
            if (!references._met.Add(place))
            {
                break; // a circle ends where it began
            }

            if (references._met.Count > MaximumTables)
            {
                throw new ReadingBudgetExceededException();
            }

            references._tables.Add(place);
            if (references.ReadSection(place) is not { } section)
            {
                return null;
            }

            next = Place(section.Entry("Prev"), file);
        }

        return references.Trailer.ContainsKey("Root") ? references : null;
    }

    private static int? Place(object? value, PdfFile file) =>
        value is double ? file.Header + value.Integer(file.Bytes.Length) : null;

    private Dictionary<string, object?>? ReadSection(int position)
    {
        var syntax = _file.At(position);
        syntax.SkipSpace();
        return _file.StartsWith(syntax.Position, "xref"u8) ? ReadTable(syntax) : ReadStream(position);
    }

    private Dictionary<string, object?>? ReadTable(PdfSyntax syntax)
    {
        var start = syntax.Position;
        syntax.Position += 4;
        var free = new List<int>();
        while (PdfFile.Number(syntax) is { } first)
        {
            if (PdfFile.Number(syntax) is not { } count)
            {
                return null;
            }

            MakeRoom(count);
            if (!ReadEntries(syntax, first, count, free))
            {
                return null;
            }
        }

        _file.Budget.SpendBytes(PdfSyntax.CostOfByte * (long)(syntax.Position - start));
        if (!_file.StartsWith(syntax.Position, "trailer"u8))
        {
            return null;
        }

        syntax.Position += 7;
        if (_file.TryRead(syntax) is not Dictionary<string, object?> trailer)
        {
            return null;
        }

        Use(trailer);
        if (Place(trailer.Entry("XRefStm"), _file) is { } hidden && _met.Add(hidden))
        {
            ReadStream(hidden); // what old readers take for free
        }

        free.ForEach(number => Add(number, default));
        return trailer;
    }

    // At once what is going to be needed, but no more than a table of this file can hold.
    private void MakeRoom(int count)
    {
        const int LeastLength = 10;
        const int Worthwhile = 1_000;
        if (count > Worthwhile)
        {
            Places.EnsureCapacity(Math.Min(MaximumObjects, Places.Count + Math.Min(count, _file.Bytes.Length / LeastLength)));
        }
    }

    private bool ReadEntries(PdfSyntax syntax, int first, int count, List<int> free)
    {
        for (var i = 0; i < count; i++)
        {
            _file.Budget.SpendStep();
            if (PdfFile.Number(syntax) is not { } where || PdfFile.Number(syntax) is not { } generation)
            {
                return false;
            }

            syntax.SkipSpace();
            var isUsed = _file.StartsWith(syntax.Position, "n"u8);
            if (!isUsed && !_file.StartsWith(syntax.Position, "f"u8))
            {
                return false;
            }

            syntax.Position++;
            if (i == 0 && first == 1 && !isUsed && generation == 65_535)
            {
                first = 0; // a frequent slip of programs that write tables: all readers know it
            }

            if (isUsed && where > 0)
            {
                Add(first + i, new ObjectPlace(PlaceKind.InFile, _file.Header + where, 0));
            }
            else if (free.Count < MaximumObjects)
            {
                free.Add(first + i);
            }
        }

        return true;
    }

    private Dictionary<string, object?>? ReadStream(int position)
    {
        if (_file.ObjectAt(position)?.Value is not PdfStream stream || !stream.Dictionary.Entry("Type").Is("XRef")
            || stream.Dictionary.Entry("W") is not List<object?> { Count: >= 3 } widths)
        {
            return null;
        }

        Use(stream.Dictionary);
        int[] width = [.. widths.Take(3).Select(one => Math.Min(one.Integer(), 8))];
        var data = StreamFilters.Decode(
            stream.Dictionary, _file.Data(stream, stream.Dictionary.Entry("Length")), value => value, _file.Budget);
        var size = width.Sum();
        if (data is not { } entries || size == 0)
        {
            return null;
        }

        var index = stream.Dictionary.Entry("Index") as List<object?> ?? [0d, stream.Dictionary.Entry("Size")];
        var rest = entries.Span;
        for (var part = 0; part + 1 < index.Count; part += 2)
        {
            var (first, count) = (index[part].Integer(), index[part + 1].Integer());
            MakeRoom(Math.Min(count, rest.Length / size));
            for (var i = 0; i < count && rest.Length >= size; i++)
            {
                _file.Budget.SpendStep();
                var kind = width[0] == 0 ? 1 : Take(ref rest, width[0]);
                var (where, second) = (Take(ref rest, width[1]), Take(ref rest, width[2]));
                Add(first + i, kind switch
                {
                    1 when where < _file.Bytes.Length => new ObjectPlace(PlaceKind.InFile, _file.Header + (int)where, 0),
                    2 when where <= int.MaxValue => new ObjectPlace(PlaceKind.InStream, (int)where, (int)Math.Min(second, int.MaxValue)),
                    _ => default,
                });
            }
        }

        return stream.Dictionary;
    }

    private static long Take(ref ReadOnlySpan<byte> rest, int width)
    {
        ulong value = 0;
        for (var i = 0; i < width; i++)
        {
            value = (value << 8) | rest[i];
        }

        rest = rest[width..];
        return value > long.MaxValue ? long.MaxValue : (long)value;
    }

    private void Add(int number, ObjectPlace place)
    {
        Places.TryAdd(number, place);
        if (Places.Count > MaximumObjects)
        {
            throw new ReadingBudgetExceededException();
        }
    }

    // The newest trailer says all; what a careless one leaves out is taken from an older.
    private void Use(Dictionary<string, object?> trailer)
    {
        foreach (var key in (ReadOnlySpan<string>)["Root", "Info", "Encrypt", "ID"])
        {
            if (trailer.Entry(key) is { } value)
            {
                Trailer.TryAdd(key, value);
            }
        }
    }
}
