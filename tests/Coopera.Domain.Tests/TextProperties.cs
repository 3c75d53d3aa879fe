using System.Globalization;
using FsCheck.Xunit;
using SystemText = System.Text;

namespace Coopera.Domain.Tests;

[Properties(Arbitrary = [typeof(AnyText)], MaxTest = 3000)]
public sealed class TextProperties
{
    [Property]
    public void Cleaning_a_line_twice_is_like_cleaning_it_once(string text)
    {
        var clean = Text.CleanLine(text);

        Assert.Equal(clean, Text.CleanLine(clean));
        Assert.Equal(clean, clean.Trim(' '));
        Assert.DoesNotContain("  ", clean, StringComparison.Ordinal);
        Assert.True(clean.IsNormalized());
    }

    [Property]
    public void A_cleaned_safe_line_is_one_line_for_everybody(string text)
    {
        var clean = Text.CleanLine(text);
        if (Text.IsSafeLine(clean))
        {
            Assert.Single(clean.ReplaceLineEndings("\n").Split('\n', '\u2028', '\u2029', '\u0085', '\v', '\f'));
            Assert.DoesNotContain(
                clean, c => c is not ('\u200C' or '\u200D')
                && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format);
        }
    }

    [Property]
    public void Cleaning_a_paragraph_twice_is_like_cleaning_it_once_and_only_line_feeds_stay(string text)
    {
        var clean = Text.CleanParagraph(text);

        Assert.Equal(clean, Text.CleanParagraph(clean));
        Assert.DoesNotContain(clean, c => char.IsControl(c) && c != '\n');
    }

    [Property]
    public void Folding_twice_is_like_folding_once(string text)
    {
        var folded = Text.Fold(text);

        Assert.Equal(folded, Text.Fold(folded));
        Assert.DoesNotContain(
            folded,
            c => c is '|' or '\'' or '%' or '_' || char.IsControl(c)
                || char.IsSurrogate(c) && folded.Contains('\uFFFD', StringComparison.Ordinal));
        Assert.Equal(folded.Trim(), folded);
    }

    [Property]
    public void Case_makes_no_difference_to_folding(string text) =>
        Assert.Equal(Text.Fold(text), Text.Fold(text.ToLowerInvariant()));

    [Property]
    public void Accents_and_the_way_they_are_composed_make_no_difference_to_folding(string text)
    {
        var whole = new string([.. text.Where(c => !char.IsSurrogate(c) && c != '\uFFFE')]);

        Assert.Equal(Text.Fold(whole), Text.Fold(whole.Normalize(SystemText.NormalizationForm.FormC)));
        Assert.Equal(Text.Fold(whole), Text.Fold(whole.Normalize(SystemText.NormalizationForm.FormD)));
        Assert.Equal(Text.Fold(whole), Text.Fold(string.Concat(whole.Select(c => char.IsAsciiLetter(c) ? $"{c}\u0301" : c.ToString()))));
    }

    [Property]
    public void Invisible_characters_make_no_difference_to_folding(string text) =>
        Assert.Equal(Text.Fold(text), Text.Fold(Text.CleanLine(text)));
}
