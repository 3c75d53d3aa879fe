using System.Globalization;

namespace Coopera.Pdf.Reading;

/// <summary>
/// Where the objects of a file stand when its tables do not tell: found by going through it from start to end, the last one of a number
/// holding, which is how changes are appended.
/// </summary>
internal sealed class ObjectScan
{
    private const int MaximumObjects = 100_000;

    private readonly PdfFile _file;
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _met;

    private ObjectScan(PdfFile file)
    {
        _file = file;
        _bytes = file.Bytes;
        _file.Budget.SpendBytes(_bytes.Length);
    }

    public Dictionary<int, ObjectPlace> Places { get; } = [];

    /// <summary>Numbers of the streams that hold objects.</summary>
    public HashSet<int> ObjectStreams { get; } = [];

    public Dictionary<string, object?> Trailer { get; private set; } = [];

    public PdfReference? Catalog { get; private set; }

    public static ObjectScan Of(PdfFile file)
    {
        var scan = new ObjectScan(file);
        var position = 0;
        while (position < scan._bytes.Length)
        {
            var word = scan._bytes.Span[position..].IndexOf("obj"u8);
            var next = word < 0 ? scan._bytes.Length : position + word;
            scan.ReadTrailer(position, next);
            position = word < 0 ? next : scan.ObjectNumber(next) is { } found
                ? scan.ReadObject(found.Number, found.Start, next + 3) : next + 3;
            file.Budget.SpendStep();
        }

        return scan;
    }

    private void ReadTrailer(int from, int to)
    {
        if (_bytes.Span[from..to].LastIndexOf("trailer"u8) is >= 0 and var word)
        {
            Use(_file.TryRead(_file.At(from + word + 7)));
        }
    }

    // Returns where to go on: behind the object, and behind its stream, in which anything may stand.
    private int ReadObject(int number, int start, int content)
    {
        var syntax = _file.At(content);
        var value = _file.TryRead(syntax);
        Places[number] = new ObjectPlace(PlaceKind.InFile, start, 0);
        ObjectStreams.Remove(number);
        if (++_met > MaximumObjects)
        {
            throw new ReadingBudgetExceededException();
        }

        if (value is not Dictionary<string, object?> dictionary)
        {
            return syntax.Position;
        }

        if (dictionary.Entry("Type").Is("Catalog"))
        {
            Catalog = new PdfReference(number);
        }

        syntax.SkipSpace();
        if (_file.StreamAt(syntax.Position, dictionary, number, 0) is not PdfStream stream)
        {
            return syntax.Position;
        }

        if (dictionary.Entry("Type").Is("XRef"))
        {
            Use(dictionary);
        }
        else if (dictionary.Entry("Type").Is("ObjStm"))
        {
            ObjectStreams.Add(number);
        }

        var data = _file.Data(stream, dictionary.Entry("Length"));
        return stream.DataStart + data.Length;
    }

    // An older trailer still tells what a newer one leaves out.
    private void Use(object? value)
    {
        if (value is Dictionary<string, object?> trailer && trailer.ContainsKey("Root"))
        {
            Trailer = trailer;
        }
    }

    // The number in "12 0 obj", read backwards from its last word, and where it begins.
    private (int Number, int Start)? ObjectNumber(int word)
    {
        var position = word;
        return Back(PdfSyntax.IsSpace) > 0 && Back(IsDigit) is > 0 and <= 5
            && Back(PdfSyntax.IsSpace) > 0 && Back(IsDigit) is > 0 and <= 9 and var length
            ? (int.Parse(_bytes.Span.Slice(position, length), NumberStyles.None, CultureInfo.InvariantCulture), position)
            : null;

        int Back(Func<int, bool> belongs)
        {
            var end = position;
            while (position > 0 && end - position < 10 && belongs(_bytes.Span[position - 1]))
            {
                position--;
            }

            return end - position;
        }

        static bool IsDigit(int value) => value is >= '0' and <= '9';
    }
}
