namespace Coopera.Domain.PublicBodies;

/// <summary>
/// How names of bodies are compared: "Sant'Agata di Militello", "S. Agata Militello" and "SANTA AGATA MILITELLO" are one name. Whatever
/// a saint's title is shortened to is "san", apostrophes part words, articles and prepositions do not count.
/// </summary>
public static class BodyName
{
    private const string Saint = "san";
    private const int ShortestSaintInOneWord = 8; // "santalfio"; not "santoro"

    private static readonly HashSet<string> Saints = ["s", "ss", "san", "sant", "santa", "santo", "santi", "sto", "sta", "snt"];

    private static readonly HashSet<string> Particles =
    [
        "di", "del", "della", "dello", "dell", "dei", "degli", "delle", "de", "d", "la", "lo", "li", "le", "il", "i", "gli", "l", "ex",
    ];

    /// <summary>Folded words, one space apart. Empty only where there is no word at all.</summary>
    public static string Key(string? name)
    {
        var all = Text.Fold(string.Concat((name ?? "").Select(c => Text.IsApostrophe(c) ? ' ' : c)))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = new List<string>(all.Length);
        for (var i = 0; i < all.Length; i++)
        {
            var word = all[i];
            if (Saints.Contains(word))
            {
                // "S.ta Teresa" and "SS. Trinità" are one title each.
                i += word == "s" && i + 2 < all.Length && all[i + 1] is "ta" or "to" or "ti" or "s" ? 1 : 0;
                words.Add(Saint);
            }
            else if (word.Length >= ShortestSaintInOneWord && word.StartsWith("sant", StringComparison.Ordinal)
                && word[4] is 'a' or 'e' or 'i' or 'o' or 'u')
            {
                words.AddRange([Saint, word["sant".Length..]]);
            }
            else if (!Particles.Contains(word))
            {
                words.Add(word);
            }
        }

        return words.Count > 0 ? string.Join(' ', words) : string.Join(' ', all);
    }

    /// <summary>
    /// A code as it stands in the register, when the text is one: without the zero in front that spreadsheets take away, or with the "c_"
    /// that the index of the public administration puts before cadastral codes. Null for anything else.
    /// </summary>
    public static string? Code(string? text)
    {
        var code = Text.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        return code switch
        {
            { Length: 5 or 6 } when code.All(char.IsAsciiDigit) => code.PadLeft(6, '0'),
            { Length: 3 } when code.All(char.IsAsciiDigit) => code,
            { Length: 5 } when code[0] == 'c' && IsCadastral(code[1..]) => code[1..],
            { Length: 4 } when IsCadastral(code) => code,
            _ => null,
        };
    }

    private static bool IsCadastral(string code) => char.IsAsciiLetter(code[0]) && code.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
