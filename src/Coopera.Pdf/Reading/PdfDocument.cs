namespace Coopera.Pdf.Reading;

/// <summary>
/// The objects of a file as readers find them: by the tables that its end names, and by a look through the whole file only when these are
/// damaged.
/// </summary>
internal sealed class PdfDocument
{
    private const int MaximumNesting = 24;
    private const int MaximumHops = 8;
    private const int MaximumHeld = 50_000;

    private readonly Dictionary<int, ObjectPlace> _places;
    private readonly Dictionary<int, object?> _read = [];
    private readonly HashSet<int> _reading = [];
    private readonly ObjectStreams _streams;
    private readonly StandardSecurityHandler? _security;
    private readonly int _encryption = -1;
    private int _held;
    private FieldWalk? _fields;

    private PdfDocument(
        PdfFile file, Dictionary<int, ObjectPlace> places, Dictionary<string, object?> trailer, IReadOnlyList<int> tables, bool isRebuilt)
    {
        (File, _places, Trailer, Tables, IsRebuilt) = (file, places, trailer, tables, isRebuilt);
        _streams = new ObjectStreams(this);
        if (trailer.Entry("Encrypt") is { } encryption)
        {
            _encryption = (encryption as PdfReference)?.Number ?? -1;
            var id = (Resolve(trailer.Entry("ID")) as List<object?>)?.FirstOrDefault();
            _security = StandardSecurityHandler.Open(
                Resolve(encryption) as Dictionary<string, object?> ?? [], (Resolve(id) as PdfString)?.Bytes ?? [], Resolve);
            _read.Clear();
        }
    }

    public PdfFile File { get; }

    public Dictionary<string, object?> Trailer { get; }

    /// <summary>Positions of its tables, the newest first.</summary>
    public IReadOnlyList<int> Tables { get; }

    /// <summary>The tables are damaged: what was found may not be what a reader shows.</summary>
    public bool IsRebuilt { get; }

    public Dictionary<string, object?> Catalog =>
        Dictionary(Trailer.Entry("Root")) ?? throw new InvalidDataException("The file has no catalog.");

    /// <summary>Walked through once, whoever asks.</summary>
    public FieldWalk Fields => _fields ??= new FieldWalk(this).Run();

    /// <summary>
    /// Reads something from a file. Should a table turn out to be wrong on the way, it is read again from objects that are searched for.
    /// </summary>
    /// <exception cref="InvalidDataException">The file has no catalog.</exception>
    /// <exception cref="PdfEncryptedException">It does not open without a password.</exception>
    public static T Read<T>(PdfFile file, Func<PdfDocument, T> read)
    {
        try
        {
            if (ByTable(file, file.TableBefore(file.Bytes.Length)) is { } document)
            {
                return read(document);
            }
        }
        catch (DamagedTableException)
        {
            // once more, below
        }

        return read(ByScan(file));
    }

    /// <summary>The file as it was when it ended with this table; null when that cannot be told.</summary>
    public static PdfDocument? ByTable(PdfFile file, int? table)
    {
        if (table is not { } position || CrossReferences.Read(file, position) is not { } references)
        {
            return null;
        }

        var document = new PdfDocument(file, references.Places, references.Trailer, references.Tables, isRebuilt: false);
        return document.Dictionary(document.Trailer.Entry("Root"))?.Entry("Pages") is { } pages && document.Dictionary(pages) is not null
            ? document
            : null;
    }

    private static PdfDocument ByScan(PdfFile file)
    {
        var scan = ObjectScan.Of(file);
        var document = new PdfDocument(file, scan.Places, scan.Trailer, [], isRebuilt: true);
        document._streams.AddPlaces(scan.ObjectStreams, scan.Places);
        document._read.Clear();
        if (document.Dictionary(scan.Trailer.Entry("Root")) is null && scan.Catalog is not null)
        {
            document.Trailer["Root"] = scan.Catalog;
        }

        return document;
    }

    /// <summary>Where an object stands; null when there is none of this number.</summary>
    public ObjectPlace? PlaceOf(int number) => _places.TryGetValue(number, out var place) && place.Kind != PlaceKind.Free ? place : null;

    /// <summary>What a reference stands for.</summary>
    public object? Resolve(object? value)
    {
        for (var hops = 0; value is PdfReference reference; hops++)
        {
            value = hops < MaximumHops ? Object(reference.Number) : null;
        }

        return value;
    }

    public Dictionary<string, object?>? Dictionary(object? value) => Resolve(value) as Dictionary<string, object?>;

    public List<object?>? List(object? value) => Resolve(value) as List<object?>;

    /// <summary>The bytes of a stream as they are packed, decrypted.</summary>
    public ReadOnlyMemory<byte> Packed(PdfStream stream)
    {
        var data = File.Data(stream, Resolve(stream.Dictionary.Entry("Length")));
        if (_security is null)
        {
            return data;
        }

        File.Budget.SpendBytes(PdfSyntax.CostOfByte * (long)data.Length);
        return _security.Decrypt(stream, data, Resolve);
    }

    /// <summary>Null when it is packed in a way that is not read.</summary>
    public ReadOnlyMemory<byte>? Unpacked(PdfStream stream, int most = StreamFilters.MaximumLength) =>
        StreamFilters.Decode(stream.Dictionary, Packed(stream), Resolve, File.Budget, most);

    private object? Object(int number)
    {
        File.Budget.SpendStep();
        if (_read.TryGetValue(number, out var value))
        {
            return value;
        }

        if (PlaceOf(number) is not { } place || _reading.Count >= MaximumNesting || !_reading.Add(number))
        {
            return null;
        }

        try
        {
            var (found, size) = place.Kind == PlaceKind.InFile ? ObjectInFile(number, place) : _streams.Object(number, place);
            if ((_held += size) > MaximumHeld)
            {
                _read.Clear(); // read again when it is asked for again: what is held at once is bounded
                _held = size;
            }

            return _read[number] = found;
        }
        finally
        {
            _reading.Remove(number);
        }
    }

    private (object? Value, int Size) ObjectInFile(int number, ObjectPlace place)
    {
        if (File.ObjectAt(place.Where) is not { } found || found.Number != number)
        {
            return IsRebuilt ? (null, 1) : throw new DamagedTableException();
        }

        if (_security is not null && number != _encryption)
        {
            _security.DecryptStrings(found.Value, number, found.Generation);
        }

        return (found.Value, found.Length);
    }
}
