using System.Text;

namespace Coopera.Pdf.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("D’Angelo, Lo Bue, De Blasi-Øster")]
    [InlineData("à è é ì ò ù À È € “virgolette” … – — « »")]
    [InlineData("Łukasz Şahin Țepeș Čapek Őze ĦŻebbuġ")]
    [InlineData("Γιώργος Παπαδόπουλος")]
    [InlineData("Олександр Шевченко Ђорђевић")]
    [InlineData("Nguyễn Thị Hồng")]
    public void Names_of_Europe_are_drawn_and_read_back(string name)
    {
        using var file = new PdfFile(Samples.New().Paragraph(name, Samples.Text).ToBytes());

        Assert.Equal(name, file.Root.Kids[0].Text);
        Assert.DoesNotContain("?", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_font_has_is_a_question_mark_and_never_a_fault()
    {
        var document = Samples.New()
            .Paragraph("日本 \U0001F600 \uE000 x\uD800y \uFFFE", Samples.Text).Fields(new TextField("nome", "日本") { Value = "日本\uDC00" });

        var bytes = document.ToBytes();

        using var file = new PdfFile(bytes);
        Assert.Equal("?? ? ? x\uFFFDy", file.Root.Kids[0].Text.TrimEnd());
        Assert.Equal("日本\uFFFD", PdfFormReader.Read(bytes)["nome"]);
    }

    [Fact]
    public void Tabs_accents_apart_soft_hyphens_and_control_characters_are_made_readable()
    {
        var text = "citta\u0300\te so\u00ADft\u0007 \u200Bfine\u2028ora";
        using var file = new PdfFile(Samples.New(text).Paragraph(text, Samples.Text).ToBytes());

        Assert.Equal("città e soft fine ora", file.Root.Kids[0].Text);
        Assert.Equal("città e soft fine ora", file.Information.Title);
    }

    [Fact]
    public void Wrapped_lines_read_as_one_text_and_keep_within_the_margins()
    {
        var text = string.Join(' ', Enumerable.Range(1, 200).Select(n => $"parola{n}"));
        using var file = new PdfFile(Samples.New().Paragraph(text, Samples.Text).ToBytes());

        Assert.Equal(text, file.Root.Kids[0].Text);
        Assert.All(
            file.Pages[0].Letters.Where(letter => letter.Value != " "),
            letter => Assert.InRange(letter.EndBaseLine.X, PdfPageSetup.A4.MarginX, PdfPageSetup.A4.Width - PdfPageSetup.A4.MarginX + 0.5));
    }

    [Fact]
    public void A_word_longer_than_the_line_is_cut_and_line_breaks_are_kept()
    {
        var word = new string('m', 300);
        using var file = new PdfFile(Samples.New().Paragraph($"prima\nseconda {word} fine", Samples.Text).ToBytes());

        Assert.Equal($"prima seconda {word} fine", file.Root.Kids[0].Text);
        Assert.True(file.Pages[0].Letters.Select(letter => Math.Round(letter.StartBaseLine.Y)).Distinct().Count() >= 7);
        Assert.All(
            file.Pages[0].Letters.Where(letter => letter.Value == "m"),
            letter => Assert.True(letter.EndBaseLine.X <= PdfPageSetup.A4.Width - PdfPageSetup.A4.MarginX + 0.5));
    }

    [Fact]
    public void Letters_are_as_wide_in_the_file_as_in_the_layout()
    {
        const string line = "Larghezza: ÀŁȘ iiimmm Київ";
        using var file = new PdfFile(Samples.New().Paragraph(line, Samples.Text).ToBytes());

        var letters = file.Pages[0].Letters;

        Assert.Equal(Samples.Fonts.Regular.Width(line, Samples.Text.Size), letters[^1].EndBaseLine.X - letters[0].StartBaseLine.X, 0.1);
    }

    [Fact]
    public void Random_text_of_any_kind_makes_a_sound_document()
    {
        var random = new Random(20260101);
        var document = Samples.New();
        for (var i = 0; i < 60; i++)
        {
            var text = new StringBuilder();
            for (var j = random.Next(120); j > 0; j--)
            {
                text.Append((char)(random.Next(4) == 0 ? random.Next(char.MaxValue + 1) : random.Next(32, 0x250)));
            }

            document.Paragraph(
                Samples.Text, new PdfSpan(text.ToString()), new PdfSpan(text.ToString(), "mailto:ancisicilia@anci.sicilia.it"))
                .Fields(new TextField($"campo{i}", text.ToString()) { Value = text.ToString(), Lines = 1 + (i % 3) });
        }

        var bytes = document.ToBytes();
        using var file = new PdfFile(bytes);
        Assert.Empty(Accessibility.Faults(file));
        Assert.Equal(60, PdfFormReader.Read(bytes).Count);
    }

    [Fact]
    public void A_long_font_is_embedded_only_with_the_glyphs_in_use()
    {
        var bytes = Samples.New().Paragraph("Київ", Samples.Text).ToBytes();

        Assert.InRange(bytes.Length, 1_000, 30_000); // of a font of 600 kB
    }
}
