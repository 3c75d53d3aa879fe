using System.Globalization;
using System.Text;

namespace Coopera.Domain;

public static class Text
{
    private static readonly Dictionary<char, string> Unaccented = new()
    {
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['ħ'] = "h",
        ['ı'] = "i",
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['þ'] = "th",
    };

    /// <summary>
    /// One line as the person meant it: composed (NFC), without invisible characters but those that a script needs, with single
    /// plain spaces. Empty for null.
    /// </summary>
    public static string CleanLine(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var text = new StringBuilder(value.Length);
        Rune[] runes = [.. value.EnumerateRunes()];
        for (var i = 0; i < runes.Length; i++)
        {
            var rune = runes[i];
            if (rune.Value is '\u2028' or '\u2029')
            {
                text.Append(rune); // line breaks stay, so that IsSafeLine can refuse them
            }
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator)
            {
                if (text.Length > 0 && text[^1] != ' ')
                {
                    text.Append(' ');
                }
            }
            else if (!IsInvisible(rune) || (IsJoiner(rune) && LastJoins(text) && NextJoins(runes, i)))
            {
                text.Append(rune);
            }
        }

        // Composed last: what was removed may have stood between a letter and its accent.
        return text.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '\t', '\r', '\n');
    }

    /// <summary>
    /// Free text over several lines: like <see cref="CleanLine"/>, keeping line breaks as \n and dropping other control characters.
    /// </summary>
    public static string CleanParagraph(string? value) =>
        string.Join('\n', (value ?? "").ReplaceLineEndings("\n").Split('\n')
            .Select(line => CleanLine(string.Concat(line.Where(c => !char.IsControl(c)))))).Trim('\n');

    /// <summary>Markdown: like <see cref="CleanParagraph"/>, but what stands before a line's first word has a meaning and stays.</summary>
    public static string CleanMarkdown(string? value) =>
        string.Join('\n', (value ?? "").ReplaceLineEndings("\n").Split('\n').Select(line =>
        {
            var text = CleanLine(string.Concat(line.Where(c => !char.IsControl(c))));
            return text.Length == 0 ? "" : new string(' ', line.TakeWhile(c => c is ' ' or '\t').Sum(c => c == '\t' ? 4 : 1)) + text;
        })).Trim('\n');

    /// <summary>At most so many characters, never half a surrogate pair: databases refuse it.</summary>
    public static string Cut(string value, int length) =>
        value.Length <= length ? value : value[..(char.IsHighSurrogate(value[length - 1]) ? length - 1 : length)];

    /// <summary>False when the text holds control characters, line breaks or the angle brackets of markup: nobody's name does.</summary>
    public static bool IsSafeLine(string value) =>
        !value.Any(c => char.IsControl(c) || c is '<' or '>' or '\u2028' or '\u2029');

    public static IReadOnlyList<string> SearchWords(string? typed, int most = 5) =>
        [.. Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(most)];

    /// <summary>
    /// The searchable form: lower case, no accents, apostrophes dropped, anything else that is not a letter or a digit one space.
    /// "Rodì Milìci" and "rodi milici" fold alike, and so do "D'Angelo" and "d’angelo".
    /// </summary>
    public static string Fold(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var folded = new StringBuilder(value.Length);
        foreach (var rune in Visible(value).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                // By way of the capital: several small letters may share one (σ and ς).
                var lower = Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));
                folded.Append(lower.IsBmp && Unaccented.TryGetValue((char)lower.Value, out var plain) ? plain : lower.ToString());
            }
            else if (!IsApostrophe(rune) && !IsMark(rune) && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    // The last two code points of each plane are no characters, and string.Normalize throws on U+FFFE.
    internal static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is 0x00AD or 0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0
        || (rune.Value & 0xFFFE) == 0xFFFE;

    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    private static bool LastJoins(StringBuilder text) => text.Length > 0
        && (char.IsLowSurrogate(text[^1]) ? text.Length > 1 && Rune.TryCreate(text[^2], text[^1], out var rune)
            : Rune.TryCreate(text[^1], out rune))
        && Joins(rune);

    private static bool NextJoins(Rune[] runes, int at) =>
        runes.Skip(at + 1).SkipWhile(IsInvisible).Take(1).Any(Joins);

    /// <summary>
    /// Persian, Bengali or Sinhala need the two to be read: without them it is another word. Between Latin letters they came along unseen.
    /// </summary>
    private static bool Joins(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x1CFF) or (>= 0xA800 and <= 0xABFF) or (>= 0x10A00 and <= 0x11FFF)
        && (Rune.IsLetter(rune) || IsMark(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark);

    internal static bool IsApostrophe(char c) => Rune.TryCreate(c, out var rune) && IsApostrophe(rune);

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '’' or '‘' or 'ʼ' or '`' or '´' or '′';

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    // A lone surrogate becomes the replacement character, as EnumerateRunes reads it: string.Normalize throws on it.
    private static string Visible(string value)
    {
        var visible = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (!IsInvisible(rune))
            {
                visible.Append(rune);
            }
        }

        return visible.ToString();
    }
}
