using System.Text;

namespace Coopera.Core.Exports;

public static class SpreadsheetText
{
    private const int MaxLength = 32_767;

    public static void Append(StringBuilder xml, string text)
    {
        var length = 0;
        for (var i = 0; i < text.Length && length < MaxLength; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (length + 2 > MaxLength || i + 1 == text.Length || !char.IsSurrogatePair(c, text[i + 1]))
                {
                    continue;
                }

                xml.Append(c).Append(text[++i]);
                length += 2;
                continue;
            }

            if (Escaped(c, text, i) is { } escaped)
            {
                xml.Append(escaped);
            }
            else if (c is '\t' or '\n' or (>= ' ' and < '\uFFFE'))
            {
                xml.Append(c);
            }
            else
            {
                continue;
            }

            length++;
        }
    }

    private static string? Escaped(char c, string text, int at) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",

        // "_x000D_" is how these files write characters that XML has none for: text that looks like it must not be taken for it.
        '_' when at + 7 <= text.Length && text[at + 1] == 'x' && text[at + 6] == '_' && text.AsSpan(at + 2, 4)
            .IndexOfAnyExceptInRange('0', 'f') < 0 => "_x005F_",
        _ => null,
    };
}
