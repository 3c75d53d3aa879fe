using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Coopera.Domain.Words;

/// <summary>A text as a reader takes it, however it was disguised: full-width letters, other full stops, "[.]".</summary>
internal static partial class ReadableText
{
    // Ideographic, Arabic, Lisu full stops. The middle dot is no full stop: Catalan and Chinese names have it.
    private const string FullStops = "。۔ꓸ";

    public static string Of(string? value)
    {
        var visible = new StringBuilder();
        foreach (var rune in (value ?? "").EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.Control)
            {
                visible.Append(' ');
            }
            else if (!Text.IsInvisible(rune))
            {
                visible.Append(rune);
            }
        }

        var text = visible.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        text = string.Concat(text.Select(c => FullStops.Contains(c, StringComparison.Ordinal) ? '.' : c is '∕' or '⁄' ? '/' : c));
        return Spaces().Replace(BracketedStop().Replace(text, "."), " ").Trim();
    }

    public static bool HasAtSign(string text) => text.Contains('@', StringComparison.Ordinal) || BracketedAt().IsMatch(text);

    [GeneratedRegex(@"\s*[\[({<]\s*(?:\.|dot|punto)\s*[\])}>]\s*")]
    private static partial Regex BracketedStop();

    [GeneratedRegex(@"[\[({<]\s*(?:at|chiocciola)\s*[\])}>]|\w chiocciola \w+ punto\b|\w chiocciola \w+\.\w")]
    private static partial Regex BracketedAt();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
