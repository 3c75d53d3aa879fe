using System.Text;

namespace Coopera.Pdf.Reading;

/// <summary>The letters of a font as its map tells them (ISO 32000-1, 9.10.3): codes one by one, and stretches of them.</summary>
internal static class ToUnicodeMap
{
    private const int MaximumCodes = 65_536;

    public static IReadOnlyDictionary<int, string> Read(ReadOnlyMemory<byte> map, PdfDocument document)
    {
        var letters = new Dictionary<int, string>();
        var syntax = new PdfSyntax(map, document.File.Budget);
        var operands = new List<object?>();
        for (syntax.SkipSpace(); !syntax.AtEnd; syntax.SkipSpace())
        {
            var before = syntax.Position;
            var token = document.File.TryRead(syntax);
            syntax.Position = Math.Max(syntax.Position, before + 1);
            if (token is not PdfKeyword operation)
            {
                operands.Add(token);
                continue;
            }

            if (operation.Value == "endbfchar")
            {
                AddCodes(operands, letters);
            }
            else if (operation.Value == "endbfrange")
            {
                AddStretches(operands, letters, document.File.Budget);
            }

            operands.Clear();
        }

        return letters;
    }

    private static void AddCodes(List<object?> operands, Dictionary<int, string> letters)
    {
        for (var i = 0; i + 1 < operands.Count; i += 2)
        {
            if (Code(operands[i]) is { } code && operands[i + 1] is PdfString text)
            {
                letters[code] = Encoding.BigEndianUnicode.GetString(text.Bytes);
            }
        }
    }

    private static void AddStretches(List<object?> operands, Dictionary<int, string> letters, ReadingBudget budget)
    {
        for (var i = 0; i + 2 < operands.Count; i += 3)
        {
            if (Code(operands[i]) is not { } first || Code(operands[i + 1]) is not { } last)
            {
                continue;
            }

            for (var code = first; code <= last && letters.Count < MaximumCodes; code++)
            {
                budget.SpendStep();
                var letter = operands[i + 2] switch
                {
                    List<object?> list => (list.ElementAtOrDefault(code - first) as PdfString)?.Bytes,
                    PdfString { Bytes.Length: >= 2 and <= 32 } text => Next(text.Bytes, code - first),
                    _ => null,
                };
                if (letter is not null)
                {
                    letters[code] = Encoding.BigEndianUnicode.GetString(letter);
                }
            }
        }
    }

    // The last two bytes count on.
    private static byte[] Next(byte[] text, int steps)
    {
        var copy = text.ToArray();
        var last = ((copy[^2] << 8) | copy[^1]) + steps;
        (copy[^2], copy[^1]) = ((byte)(last >> 8), (byte)last);
        return copy;
    }

    private static int? Code(object? value) => value is PdfString { Bytes: { Length: 1 or 2 } code }
        ? code.Length == 1 ? code[0] : (code[0] << 8) | code[1]
        : null;
}
