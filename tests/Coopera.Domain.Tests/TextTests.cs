namespace Coopera.Domain.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("  Lo   Bue ", "Lo Bue")]
    [InlineData("Maria\u00A0Grazia", "Maria Grazia")]
    [InlineData("Ma\u200Bria\uFEFF", "Maria")]
    [InlineData("Nicolo\u0300", "Nicolò")]
    [InlineData("\u202Eabc\u202C", "abc")]
    [InlineData("De Blasi-Øster", "De Blasi-Øster")]
    [InlineData("日本", "日本")]
    [InlineData("علی\u200Cرضا", "علی\u200Cرضا")]
    [InlineData("র\u200D্যাম", "র\u200D্যাম")]
    [InlineData("ශ්\u200Dරී", "ශ්\u200Dරී")]
    [InlineData("\u200Dශ්\u200C \u200Dරී\u200D", "ශ් රී")]
    [InlineData("ශ්\u200D\u200D\u200Bරී", "ශ්\u200Dරී")]
    [InlineData("Mar\u200Dia", "Maria")]
    [InlineData("👩\u200D🚀", "👩🚀")]
    [InlineData("\tMaria\r\n", "Maria")]
    public void A_line_is_cleaned_of_what_nobody_meant(string? typed, string cleaned) => Assert.Equal(cleaned, Text.CleanLine(typed));

    [Theory]
    [InlineData(null, "")]
    [InlineData("una riga", "una riga")]
    [InlineData("\r\n prima \r\n\r\n  seconda\t riga \n", "prima\n\nseconda riga")]
    [InlineData("a\u0007b\u2028c", "ab\nc")]
    public void A_paragraph_keeps_its_lines_and_loses_control_characters(string? typed, string cleaned) =>
        Assert.Equal(cleaned, Text.CleanParagraph(typed));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character_and_what_is_no_character_goes()
    {
        // Not as theory data: attributes cannot hold them.
        Assert.Equal("a\uFFFDb", Text.CleanLine("a\uD800b\uFFFE"));
        Assert.Equal("a b", Text.Fold("a\uD800b\uFFFE"));
    }

    [Theory]
    [InlineData("D'Angelo", true)]
    [InlineData("日本 𝕏", true)]
    [InlineData("O\"Neill & figli", true)]
    [InlineData("<b>Maria</b>", false)]
    [InlineData("a>b", false)]
    [InlineData("Maria\nBcc: x@y.it", false)]
    [InlineData("Maria\u2028Rossi", false)]
    [InlineData("Maria\u0007", false)]
    [InlineData("Maria\u0085", false)]
    public void A_safe_line_holds_no_line_break_control_character_or_markup(string line, bool safe) =>
        Assert.Equal(safe, Text.IsSafeLine(line));

    [Theory]
    [InlineData("Rodì Milìci", "rodi milici")]
    [InlineData("RODI' MILICI", "rodi milici")]
    [InlineData("S. Margherita di Belìce", "s margherita di belice")]
    [InlineData("d’Angelo", "dangelo")]
    [InlineData("D'ANGELO", "dangelo")]
    [InlineData("Øster-Łódź", "oster lodz")]
    [InlineData("Straße", "strasse")]
    [InlineData("ﬁlm №1", "film no1")]
    [InlineData("  ((a))  ", "a")]
    [InlineData("İstanbul ı", "istanbul i")]
    [InlineData("日本", "日本")]
    [InlineData(null, "")]
    [InlineData("...", "")]
    public void Folding_forgets_accents_case_apostrophes_and_punctuation(string? text, string folded) =>
        Assert.Equal(folded, Text.Fold(text));

    [Fact]
    public void Markdown_keeps_what_stands_before_a_line_and_loses_what_is_invisible() =>
        Assert.Equal("- uno\n    - due\n\ntre", Text.CleanMarkdown("\r\n- u\u200Bno  \r\n\t- due\u0007\r\n\r\ntre\r\n"));
}
