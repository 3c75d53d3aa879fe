using System.Buffers.Text;
using System.Text;

namespace Coopera.Core.Documents.Signatures;

public sealed record PdfSignatureDictionary(PdfByteRange? ByteRange, string? Format, string? SigningTime, Range? Contents)
{
    private const int MaxObjectsTried = 8;
    private const int MaxTokens = 4_096;
    private const int MaxDepth = 32;

    /// <summary>
    /// The dictionary that holds the /ByteRange key at this place; null when there is none, as within a comment or a text.
    /// </summary>
    public static PdfSignatureDictionary? Read(ReadOnlySpan<byte> file, int byteRangeKey)
    {
        var before = file[..byteRangeKey];
        for (var tries = 0; tries < MaxObjectsTried && before.LastIndexOf("obj"u8) is var found and >= 0; tries++)
        {
            // "obj" may also stand within a text of the dictionary: then the true beginning comes earlier.
            if (Read(file, found + 3, byteRangeKey) is { } dictionary)
            {
                return dictionary;
            }

            before = before[..found];
        }

        return null;
    }

    private static PdfSignatureDictionary? Read(ReadOnlySpan<byte> file, int start, int byteRangeKey)
    {
        var tokens = new PdfTokens(file, start);
        var open = new Stack<OpenContainer>();
        var met = false;
        for (var count = 0; count < MaxTokens; count++)
        {
            var token = tokens.Next();
            var here = open.TryPeek(out var top) ? top : null;
            switch (token.Kind)
            {
                case PdfTokenKind.DictionaryOpen or PdfTokenKind.ArrayOpen when open.Count < MaxDepth:
                    here?.Add(file, token);
                    open.Push(new OpenContainer(token.Kind == PdfTokenKind.DictionaryOpen));
                    break;
                case PdfTokenKind.DictionaryClose when here is { IsDictionary: true, ByteRange: not null }:
                    return here.ToDictionary(file);
                case PdfTokenKind.DictionaryClose when here is { IsDictionary: true }:
                case PdfTokenKind.ArrayClose when here is { IsDictionary: false }:
                    open.Pop();
                    break;
                case PdfTokenKind.Name or PdfTokenKind.Number or PdfTokenKind.Text or PdfTokenKind.Hex or PdfTokenKind.Keyword
                    when here is not null:
                    here.Add(file, token);
                    if (token.Start == byteRangeKey && here.IsAtValue)
                    {
                        here.ByteRange = token;
                        met = true;
                    }

                    break;
                default:
                    return null;
            }

            if (token.Start > byteRangeKey && !met)
            {
                return null; // walked past the key without meeting it
            }
        }

        return null;
    }

    private sealed class OpenContainer(bool isDictionary)
    {
        private readonly Dictionary<string, PdfToken> _values = [];
        private string? _key;

        public bool IsDictionary { get; } = isDictionary;

        public PdfToken? ByteRange { get; set; }

        public bool IsAtValue => _key is not null;

        public void Add(ReadOnlySpan<byte> file, PdfToken token)
        {
            if (!IsDictionary)
            {
                return;
            }

            if (_key is not null)
            {
                _values.TryAdd(_key, token);
                _key = null;
            }
            else if (token.Kind == PdfTokenKind.Name)
            {
                _key = Encoding.Latin1.GetString(file[token.Start..token.End]);
            }
        }

        public PdfSignatureDictionary ToDictionary(ReadOnlySpan<byte> file) => new(
            PdfByteRange.Read(file, ByteRange!.Value.End),
            Value("/SubFilter", PdfTokenKind.Name) is { } format ? Encoding.Latin1.GetString(file[(format.Start + 1)..format.End]) : null,
            Value("/M", PdfTokenKind.Text) is { } time ? Encoding.Latin1.GetString(file[(time.Start + 1)..(time.End - 1)]) : null,
            Value("/Contents", PdfTokenKind.Hex) is { } contents ? contents.Start..contents.End : null);

        private PdfToken? Value(string key, PdfTokenKind kind) =>
            _values.TryGetValue(key, out var token) && token.Kind == kind ? token : null;
    }
}

public sealed record PdfByteRange(long Start, long Length, long SecondStart, long SecondLength)
{
    public long End => SecondStart + SecondLength;

    /// <summary>Null unless exactly four whole numbers follow in brackets.</summary>
    public static PdfByteRange? Read(ReadOnlySpan<byte> file, int position)
    {
        var tokens = new PdfTokens(file, position);
        var numbers = new long[4];
        if (tokens.Next().Kind != PdfTokenKind.ArrayOpen)
        {
            return null;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            var token = tokens.Next();
            var text = file[token.Start..token.End];
            if (token.Kind != PdfTokenKind.Number || text.Length > 12
                || !Utf8Parser.TryParse(text, out numbers[i], out var used) || used != text.Length || numbers[i] < 0)
            {
                return null;
            }
        }

        return tokens.Next().Kind == PdfTokenKind.ArrayClose ? new PdfByteRange(numbers[0], numbers[1], numbers[2], numbers[3]) : null;
    }

    /// <summary>Everything from the first byte to <see cref="End"/>, except just the Contents.</summary>
    public bool SurroundsExactly(Range contents) => Start == 0 && Length == contents.Start.Value && SecondStart == contents.End.Value;
}
