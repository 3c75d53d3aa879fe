using System.IO.Compression;
using System.Text;

namespace Coopera.Pdf.Reading;

/// <summary>
/// The objects of a file by their numbers. Found by going through the file from start to end, the last one of a number holding, which is
/// how changes are appended; the file's own table of offsets is not believed. What is inflated on the way is bounded.
/// </summary>
internal sealed class PdfFileObjects
{
    private const int InflatingBudget = 32 * 1024 * 1024;
    private const int MaximumObjects = 300_000;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly PdfSyntax.Limit _limit = new();
    private readonly Dictionary<int, (ReadOnlyMemory<byte> Part, int Offset)> _places = [];
    private readonly Dictionary<int, object?> _read = [];
    private Dictionary<string, object?> _trailer = [];
    private PdfReference? _catalog;
    private int _inflatable = InflatingBudget;

    public PdfFileObjects(ReadOnlyMemory<byte> file)
    {
        if (file.Span[..Math.Min(1024, file.Length)].IndexOf("%PDF-"u8) < 0)
        {
            throw new InvalidDataException("The file is not a PDF.");
        }

        _file = file;
        Scan();
        if (_trailer.GetValueOrDefault("Encrypt") is not null)
        {
            throw new InvalidDataException("The file is encrypted.");
        }
    }

    public Dictionary<string, object?> Catalog =>
        Resolve(_trailer.GetValueOrDefault("Root")) as Dictionary<string, object?>
        ?? Resolve(_catalog) as Dictionary<string, object?>
        ?? throw new InvalidDataException("The file has no catalog.");

    /// <summary>What a reference stands for; every object is read once.</summary>
    public object? Resolve(object? value)
    {
        for (var hops = 0; value is PdfReference reference; hops++)
        {
            value = hops < 8 ? Object(reference.Number) : null;
        }

        return value;
    }

    private object? Object(int number)
    {
        if (!_read.TryGetValue(number, out var value) && _places.TryGetValue(number, out var place))
        {
            _read[number] = value = TryRead(new PdfSyntax(place.Part, _limit) { Position = place.Offset });
        }

        return value;
    }

    private void Scan()
    {
        var position = 0;
        while (position < _file.Length)
        {
            var word = _file.Span[position..].IndexOf("obj"u8);
            var next = word < 0 ? _file.Length : position + word;
            ScanTrailer(position, next);
            position = word < 0 ? next : ObjectNumber(next) is { } number ? ScanObject(number, next + 3) : next + 3;
        }
    }

    private void ScanTrailer(int from, int to)
    {
        if (_file.Span[from..to].LastIndexOf("trailer"u8) is >= 0 and var word)
        {
            UseTrailer(TryRead(new PdfSyntax(_file, _limit) { Position = from + word + 7 }));
        }
    }

    // Returns where to go on: behind the object, and behind its stream, in which anything may stand.
    private int ScanObject(int number, int start)
    {
        var syntax = new PdfSyntax(_file, _limit) { Position = start };
        var value = TryRead(syntax);
        Place(number, _file, start);
        if (value is not Dictionary<string, object?> dictionary)
        {
            return syntax.Position;
        }

        if (Is(dictionary, "Type", "Catalog"))
        {
            _catalog = new PdfReference(number);
        }

        syntax.SkipSpace();
        if (!_file.Span[Math.Min(syntax.Position, _file.Length)..].StartsWith("stream"u8))
        {
            return syntax.Position;
        }

        var (data, end) = StreamData(syntax.Position + 6, dictionary);
        if (Is(dictionary, "Type", "XRef"))
        {
            UseTrailer(dictionary);
        }
        else if (Is(dictionary, "Type", "ObjStm"))
        {
            ScanObjectStream(dictionary, data);
        }

        return end;
    }

    private void ScanObjectStream(Dictionary<string, object?> dictionary, ReadOnlyMemory<byte> data)
    {
        var filter = dictionary.GetValueOrDefault("Filter") is List<object?> { Count: 1 } filters
            ? filters[0]
            : dictionary.GetValueOrDefault("Filter");
        if (filter is not null and not PdfName { Value: "FlateDecode" or "Fl" }
            || dictionary.GetValueOrDefault("DecodeParms") is Dictionary<string, object?>)
        {
            throw new InvalidDataException("Objects are packed in a way that is not read.");
        }

        var objects = filter is null ? data : Inflate(data);
        var head = new PdfSyntax(objects, _limit);
        var first = Integer(dictionary.GetValueOrDefault("First"));
        var count = Integer(dictionary.GetValueOrDefault("N"));
        for (var i = 0; i < count && !head.AtEnd && head.Position < first; i++)
        {
            var (number, offset) = (Integer(TryRead(head)), Integer(TryRead(head)));
            if (first + (long)offset < objects.Length)
            {
                Place(number, objects, first + offset);
            }
        }
    }

    private ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> data)
    {
        // Past the two bytes of the zlib head: the check sum at the end is wrong in files that are fine otherwise.
        using var compressed = new MemoryStream(data[Math.Min(2, data.Length)..].ToArray());
        using var deflate = new DeflateStream(compressed, CompressionMode.Decompress);
        using var output = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = deflate.Read(buffer)) > 0)
        {
            _inflatable -= read;
            if (_inflatable < 0)
            {
                throw new InvalidDataException("The file inflates to more than a form can need.");
            }

            output.Write(buffer, 0, read);
        }

        return output.ToArray();
    }

    private (ReadOnlyMemory<byte> Data, int End) StreamData(int position, Dictionary<string, object?> dictionary)
    {
        position += position < _file.Length && _file.Span[position] == '\r' ? 1 : 0;
        position += position < _file.Length && _file.Span[position] == '\n' ? 1 : 0;
        position = Math.Min(position, _file.Length);
        if (dictionary.GetValueOrDefault("Length") is double and var stated
            && Integer(stated) is var length && length <= _file.Length - position)
        {
            var after = new PdfSyntax(_file, _limit) { Position = position + length };
            after.SkipSpace();
            if (_file.Span[Math.Min(after.Position, _file.Length)..].StartsWith("endstream"u8))
            {
                return (_file.Slice(position, length), after.Position + 9);
            }
        }

        var end = _file.Span[position..].IndexOf("endstream"u8);
        return end < 0 ? (_file[position..], _file.Length) : (_file.Slice(position, end), position + end + 9);
    }

    private void Place(int number, ReadOnlyMemory<byte> part, int offset)
    {
        _places[number] = (part, offset);
        if (_places.Count > MaximumObjects)
        {
            throw new InvalidDataException("The file holds more objects than a form can need.");
        }
    }

    // An older trailer still tells what a newer one leaves out.
    private void UseTrailer(object? value)
    {
        if (value is Dictionary<string, object?> trailer && trailer.ContainsKey("Root"))
        {
            _trailer = trailer;
        }
    }

    // The number in "12 0 obj", read backwards from its last word.
    private int? ObjectNumber(int word)
    {
        var position = word;
        return Back(PdfSyntax.IsSpace) > 0 && Back(IsDigit) is > 0 and <= 5
            && Back(PdfSyntax.IsSpace) > 0 && Back(IsDigit) is > 0 and <= 9 and var length
            ? int.Parse(Encoding.ASCII.GetString(_file.Span.Slice(position, length)), System.Globalization.CultureInfo.InvariantCulture)
            : null;

        int Back(Func<int, bool> belongs)
        {
            var end = position;
            while (position > 0 && end - position < 10 && belongs(_file.Span[position - 1]))
            {
                position--;
            }

            return end - position;
        }

        static bool IsDigit(int value) => value is >= '0' and <= '9';
    }

    // A damaged object counts as null, as the standard has it for one that is not there.
    private object? TryRead(PdfSyntax syntax)
    {
        try
        {
            return syntax.Read();
        }
        catch (FormatException)
        {
            _limit.CountDamage();
            return null;
        }
    }

    private static int Integer(object? value) => value is double number and >= 0 and <= int.MaxValue ? (int)number : 0;

    private static bool Is(Dictionary<string, object?> dictionary, string key, string name) =>
        dictionary.GetValueOrDefault(key) is PdfName found && found.Value == name;
}
