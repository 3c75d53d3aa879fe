using System.Text;

namespace Coopera.Pdf.Reading;

/// <summary>
/// Whether a text drawn on a page is the value of its field: lines are broken anew, and letters that a font lacks are replaced.
/// </summary>
internal static class ShownText
{
    public static bool IsSame(string shown, string value)
    {
        var (drawn, meant) = (Letters(shown), Letters(value));
        return drawn.Count == meant.Count && drawn.Zip(meant).All(pair => pair.First == pair.Second || IsReplaced(pair.First, pair.Second));
    }

    private static bool IsReplaced(Rune drawn, Rune meant) => drawn.Value is '?' or 0xFFFD or 0x25A1 && meant.Value > 0xFF;

    private static List<Rune> Letters(string text)
    {
        var whole = new StringBuilder(text.Length); // lone halves of letters become the sign of replacement
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune);
        }

        return
        [
            .. whole.ToString().Normalize(NormalizationForm.FormKC).EnumerateRunes()
                .Where(rune => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && rune.Value != 0xAD)
                .Select(rune => rune.Value == '’' ? new Rune('\'') : rune),
        ];
    }
}
