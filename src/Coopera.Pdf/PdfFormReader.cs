using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Coopera.Pdf;

/// <summary>
/// Reads what people filled into a form, from files that anybody may have sent: only names and values, nothing is drawn or run. Memory,
/// depth and size are bounded, and every kind of damage is the same exception.
/// </summary>
public static class PdfFormReader
{
    public const int MaximumLength = 10 * 1024 * 1024;

    /// <summary>The value of a box that is not ticked.</summary>
    public const string Off = "Off";

    private const int MaximumDepth = 16;
    private const int MaximumFields = 5_000;
    private const int MaximumNesting = 64;

    /// <summary>
    /// Full field name → value. An empty text field is an empty string, a check box its state (<see cref="Off"/> or, in our own forms,
    /// <c>Yes</c>). A file without fields (a scan, a flattened form) gives none.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are not a PDF that can be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(ReadOnlyMemory<byte> pdf)
    {
        if (pdf.Length > MaximumLength)
        {
            throw new InvalidDataException("The file is too large for a form.");
        }

        try
        {
            using var document = PdfDocument.Open(pdf, new ParsingOptions { MaxStackDepth = MaximumNesting, FilterProvider = BoundedFlate.ForOneDocument() });
            var walk = new Walk(document.Structure);
            if (walk.Resolve(Entry(document.Structure.Catalog.CatalogDictionary, "AcroForm")) is DictionaryToken form)
            {
                walk.Visit(Entry(form, "Fields"), null, null, null, 0);
            }

            return walk.Values;
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or InvalidDataException))
        {
            // PdfPig meets damage with exceptions of every kind.
            throw new InvalidDataException("The file is not a PDF form that can be read.", fault);
        }
    }

    private static IToken? Entry(DictionaryToken dictionary, string name) =>
        dictionary.TryGet(NameToken.Create(name), out var value) ? value : null;

    // Our own walk, because PdfPig's own overflows the stack on a field that is its own child.
    private sealed class Walk(Structure structure)
    {
        private readonly HashSet<IndirectReference> _visited = [];
        private readonly Dictionary<string, string> _values = [];
        private int _fields;

        public IReadOnlyDictionary<string, string> Values => _values;

        public IToken? Resolve(IToken? token)
        {
            for (var hops = 0; token is IndirectReferenceToken reference; hops++)
            {
                token = hops < MaximumDepth ? structure.GetObject(reference.Data)?.Data : null;
            }

            return token;
        }

        public void Visit(IToken? list, string? path, string? type, IToken? inherited, int depth)
        {
            if (depth > MaximumDepth || Resolve(list) is not ArrayToken kids)
            {
                return;
            }

            foreach (var kid in kids.Data)
            {
                if (kid is IndirectReferenceToken reference && !_visited.Add(reference.Data))
                {
                    continue;
                }

                if (++_fields > MaximumFields)
                {
                    throw new InvalidDataException("The form has more fields than a form can need.");
                }

                if (Resolve(kid) is DictionaryToken field)
                {
                    Visit(field, path, type, inherited, depth);
                }
            }
        }

        private void Visit(DictionaryToken field, string? path, string? type, IToken? inherited, int depth)
        {
            var name = Text(Resolve(Entry(field, "T")));
            var fullName = (path, name) switch
            {
                (null, _) => name,
                (_, null) => path,
                _ => $"{path}.{name}",
            };
            type = (Resolve(Entry(field, "FT")) as NameToken)?.Data ?? type;
            var value = Resolve(Entry(field, "V")) ?? inherited;
            var state = type == "Btn" ? value ?? Resolve(Entry(field, "AS")) : value;
            if (fullName is not null && Value(type, state) is { } found && _values.GetValueOrDefault(fullName) is null or "" or Off)
            {
                _values[fullName] = found;
            }

            Visit(Entry(field, "Kids"), fullName, type, value, depth + 1);
        }

        private string? Value(string? type, IToken? value) => type switch
        {
            "Tx" => Text(value) ?? "",
            "Ch" when value is ArrayToken several => string.Join('\n', several.Data.Select(one => Text(Resolve(one))).OfType<string>()),
            "Ch" => Text(value) ?? "",
            "Btn" => (value as NameToken)?.Data ?? Text(value) ?? Off,
            _ => null, // signatures are not values
        };

        private static string? Text(IToken? token) => token switch
        {
            StringToken text => Decode(text.GetBytes()),
            HexToken text => Decode(text.Memory.Span),
            _ => null,
        };

        // The tokens' own Data knows neither UTF-8 nor all of PDFDocEncoding.
        private static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
        {
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes[3..]),
            _ => PdfDocEncoding.TryConvertBytesToString(bytes, out var text) && text is not null ? text : Encoding.Latin1.GetString(bytes),
        };
    }
}
