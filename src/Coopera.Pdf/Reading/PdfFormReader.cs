using System.Text;
using Coopera.Pdf.Reading;
using UglyToad.PdfPig.Core;

namespace Coopera.Pdf;

/// <summary>
/// Reads what people filled into a form, from files that anybody may have sent: only names and values, nothing is drawn or run. It goes by
/// a small parser of our own, because PdfPig overflows the stack, which ends the process, on page trees, name trees and fields that contain
/// themselves.
/// </summary>
public static class PdfFormReader
{
    public const int MaximumLength = 10 * 1024 * 1024;

    public const string Off = "Off";

    /// <summary>
    /// Full field name → value. An empty text field is an empty string, a check box its state (<see cref="Off"/> or, in our own forms,
    /// <c>Yes</c>). A file without fields (a scan, a flattened form) gives none.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are not a PDF that can be read; nothing else is ever thrown.</exception>
    public static IReadOnlyDictionary<string, string> Read(ReadOnlyMemory<byte> pdf)
    {
        if (pdf.Length > MaximumLength)
        {
            throw new InvalidDataException("The file is too large for a form.");
        }

        try
        {
            var objects = new PdfFileObjects(pdf);
            var fields = new FieldWalk(objects);
            if (objects.Resolve(objects.Catalog.GetValueOrDefault("AcroForm")) is Dictionary<string, object?> form)
            {
                fields.Visit(form.GetValueOrDefault("Fields"), default, 0);
            }

            return fields.Values;
        }
        catch (Exception fault) when (fault is not (InvalidDataException or OutOfMemoryException))
        {
            // Not met in any test; should damage be met that nobody thought of, the sender gets the same answer.
            throw new InvalidDataException("The file cannot be read.", fault);
        }
    }

    public static bool IsOn(string? value) => value is not (null or "" or Off);

    private readonly record struct Inherited(string? Path, string? Type, object? Value);

    private sealed class FieldWalk(PdfFileObjects objects)
    {
        private const int MaximumDepth = 16;
        private const int MaximumFields = 5_000;
        private const int MaximumName = 500;
        private const int MaximumText = 4 * 1024 * 1024;

        private readonly HashSet<PdfReference> _visited = [];
        private readonly Dictionary<string, string> _values = [];
        private int _fields;
        private int _text;

        public IReadOnlyDictionary<string, string> Values => _values;

        public void Visit(object? list, Inherited above, int depth)
        {
            if (depth > MaximumDepth || IsVisited(list) || objects.Resolve(list) is not List<object?> kids)
            {
                return;
            }

            foreach (var kid in kids.Where(kid => !IsVisited(kid)))
            {
                if (++_fields > MaximumFields)
                {
                    throw new InvalidDataException("The form has more fields than a form can need.");
                }

                if (objects.Resolve(kid) is Dictionary<string, object?> field)
                {
                    Visit(field, above, depth);
                }
            }
        }

        private bool IsVisited(object? value) => value is PdfReference reference && !_visited.Add(reference);

        private void Visit(Dictionary<string, object?> field, Inherited above, int depth)
        {
            var own = new Inherited(
                (above.Path, Name(field)) switch
                {
                    (null, var name) => name,
                    (var path, null) => path,
                    var (path, name) => $"{path}.{name}",
                },
                (Entry(field, "FT") as PdfName)?.Value ?? above.Type,
                Entry(field, "V") ?? above.Value);
            if (own.Path?.Length > MaximumName)
            {
                return;
            }

            var state = own.Type == "Btn" ? own.Value ?? Entry(field, "AS") : own.Value;
            if (own.Path is not null && Value(own.Type, state) is { } value && !IsOn(_values.GetValueOrDefault(own.Path)))
            {
                _values[own.Path] = value;
            }

            Visit(field.GetValueOrDefault("Kids"), own, depth + 1);
        }

        private object? Entry(Dictionary<string, object?> field, string key) => objects.Resolve(field.GetValueOrDefault(key));

        private string? Name(Dictionary<string, object?> field) =>
            Entry(field, "T") is byte[] { Length: <= 2 * MaximumName } name ? Decode(name) : null;

        private string? Value(string? type, object? value) => type switch
        {
            "Tx" => Text(value) ?? "",
            "Ch" when value is List<object?> several =>
                string.Join('\n', several.Select(one => Text(objects.Resolve(one))).OfType<string>()),
            "Ch" => Text(value) ?? "",
            "Btn" => (value as PdfName)?.Value ?? Text(value) ?? Off,
            _ => null, // signatures are not values
        };

        // One long text may be the value of many fields: what counts is how much comes out.
        private string? Text(object? value)
        {
            if (value is not byte[] text)
            {
                return null;
            }

            _text += text.Length;
            return _text <= MaximumText
                ? Decode(text).ReplaceLineEndings("\n")
                : throw new InvalidDataException("The form holds more text than a form can need.");
        }

        private static string Decode(ReadOnlySpan<byte> text) => text switch
        {
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(text[2..]),
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(text[2..]),
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(text[3..]),
            _ => PdfDocEncoding.TryConvertBytesToString(text, out var decoded) && decoded is not null
                ? decoded
                : Encoding.Latin1.GetString(text),
        };
    }
}
