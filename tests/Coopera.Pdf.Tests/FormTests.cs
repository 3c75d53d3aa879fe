using UglyToad.PdfPig.Tokens;

namespace Coopera.Pdf.Tests;

public sealed class FormTests
{
    [Fact]
    public void Every_field_has_a_description_an_appearance_and_a_place_in_the_structure()
    {
        using var file = new PdfFile(Samples.Form());

        Assert.Equal(["nome", "ruolo", "note", "vuoto", "sai_si", "sai_no", "sai_prep", "codice", "letto", "firma"], file.Widgets.Keys);
        Assert.All(file.Widgets.Values, widget => Assert.True(
            widget.Has("TU") && widget.Has("AP") && widget.Has("StructParent") && widget.Has("MK") && widget.Has("P")));
        Assert.All(file.Widgets.Values, widget => Assert.Equal(1, widget.Dictionary("BS").Number("W")));
        Assert.Equal("Nome e cognome di chi firma", file.Widgets["nome"].Text("TU"));
        Assert.Equal("Titolare di progetto SAI: Sì", file.Widgets["sai_si"].Text("TU"));
        Assert.Equal("Informativa letta", file.Widgets["letto"].Text("TU"));
    }

    [Fact]
    public void Required_read_only_and_multiline_are_flags_and_the_length_is_bounded()
    {
        using var file = new PdfFile(Samples.Form());

        Assert.Equal((2, 80), (file.Widgets["nome"].Number("Ff"), file.Widgets["nome"].Number("MaxLen")));
        Assert.Equal(4096, file.Widgets["note"].Number("Ff"));
        Assert.Equal(1, file.Widgets["codice"].Number("Ff"));
        Assert.Null(file.Widgets["vuoto"].Number("Ff"));
        Assert.False(file.Widgets["vuoto"].Has("V"));
    }

    [Fact]
    public void A_value_longer_than_its_field_allows_is_kept_whole()
    {
        var bytes = Samples.New().Fields(new TextField("a", "A") { Value = "lunghissimo", MaxLength = 3 }).ToBytes();

        using var file = new PdfFile(bytes);
        Assert.Equal(11, file.Widgets["a"].Number("MaxLen"));
        Assert.Equal("lunghissimo", PdfFormReader.Read(bytes)["a"]);
    }

    [Fact]
    public void A_check_box_has_the_states_Yes_and_Off_and_stands_in_one()
    {
        using var file = new PdfFile(Samples.Form());

        foreach (var (name, state) in new[] { ("sai_si", "Yes"), ("sai_no", "Off") })
        {
            Assert.Equal(["Off", "Yes"], file.Widgets[name].Dictionary("AP").Dictionary("N").Token.Data.Keys.Order());
            Assert.Equal((state, state), (file.Widgets[name].Name("V"), file.Widgets[name].Name("AS")));
        }
    }

    [Fact]
    public void A_signature_field_is_empty_and_has_its_frame()
    {
        using var file = new PdfFile(Samples.Form());

        Assert.Equal("Sig", file.Widgets["firma"].Name("FT"));
        Assert.False(file.Widgets["firma"].Has("V"));
        Assert.DoesNotContain("firma", PdfFormReader.Read(Samples.Form()).Keys);
    }

    [Fact]
    public void People_can_type_in_a_western_font_that_is_embedded_too()
    {
        using var file = new PdfFile(Samples.Form());

        var font = file.Catalog.Dictionary("AcroForm").Dictionary("DR").Dictionary("Font").Dictionary("Field");

        Assert.Equal(("TrueType", "WinAnsiEncoding"), (font.Name("Subtype"), font.Name("Encoding")));
        Assert.Equal(224, font.Array("Widths").Count);
        Assert.All(font.Array("Widths").Cast<NumericToken>(), width => Assert.True(width.Data > 0));
        Assert.True(font.Dictionary("FontDescriptor").Has("FontFile2"));
        Assert.All(
            file.Widgets.Values.Where(widget => widget.Name("FT") == "Tx"),
            widget => Assert.StartsWith("/Field ", widget.Text("DA"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_value_is_drawn_and_edited_smaller()
    {
        using var file = new PdfFile(Samples.Form());

        Assert.Equal("/Field 10.5 Tf 0 g", file.Widgets["nome"].Text("DA"));
        Assert.Equal("/Field 6 Tf 0 g", file.Widgets["ruolo"].Text("DA"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("doppio")]
    public void A_field_name_that_could_not_be_read_back_is_refused(string name)
    {
        var document = Samples.New().Fields(new TextField("doppio", "Etichetta"));

        Assert.Throws<ArgumentException>(() => document.Fields(new TextField(name, "Etichetta")));
    }

    [Fact]
    public void Choices_that_do_not_fit_beside_each_other_go_below()
    {
        var boxes = Enumerable.Range(1, 12).Select(n => new CheckBox($"scelta{n}", $"Una scelta abbastanza lunga {n}", n == 3)).ToList();
        var bytes = Samples.New().Fields(new ChoiceGroup("Scegli", boxes)).Paragraph("Dopo", Samples.Text).ToBytes();

        using var file = new PdfFile(bytes);
        var after = file.Pages[0].Letters.Last(letter => letter.Value == "D").StartBaseLine.Y;
        Assert.All(file.Annotations, box => Assert.True(Lowest(box.Entries) > after));
        Assert.True(file.Annotations.Select(box => Lowest(box.Entries)).Distinct().Count() >= 4);
        Assert.True(PdfFormReader.IsOn(PdfFormReader.Read(bytes)["scelta3"]));

        static double Lowest(PdfFile.DictionaryEntries box) => ((NumericToken)box.Array("Rect")[1]).Data;
    }

    [Fact]
    public void A_row_of_fields_stays_together_on_its_page()
    {
        var document = Samples.New();
        for (var i = 0; i < 40; i++)
        {
            document.Fields(
                new TextField($"a{i}", "A"),
                new TextField($"b{i}", "Un’etichetta così lunga che va a capo nella sua colonna stretta, e poi ancora", 0.5));
        }

        using var file = new PdfFile(document.ToBytes());
        var pages = file.Annotations.ToDictionary(field => field.Entries.Text("T")!, field => field.Page.Number);
        Assert.True(file.Pages.Count > 1);
        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(pages[$"a{i}"], pages[$"b{i}"]));
        Assert.Empty(Accessibility.Faults(file));
    }
}
