using Coopera.Pdf.Reading;

namespace Coopera.Pdf.Tests;

/// <summary>What is read is what readers show: by the tables of the file, on the pages, with what is drawn there.</summary>
public sealed class ShownFieldsTests
{
    private const string Font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

    [Fact]
    public void Old_objects_outside_of_the_table_are_not_read()
    {
        var file = Hostile.Form("4 0 R", "<</T(posti)/FT/Tx/V(999)>>");
        byte[] padded = [.. file, .. Hostile.Latin1("4 0 obj<</T(posti)/FT/Tx/V(20)>>endobj\n")];
        var start = padded.AsSpan().LastIndexOf("startxref"u8);
        byte[] ended = [.. padded, .. file.AsSpan(start)];

        var form = Read(ended);

        Assert.Equal("999", form.Values["posti"]);
        Assert.False(form.IsRebuilt);
    }

    [Fact]
    public void A_file_without_a_table_is_searched_through_and_that_is_told()
    {
        var file = Hostile.Form("4 0 R", "<</T(a)/FT/Tx/V(x)>>");
        var form = Read(file.AsMemory(0, file.AsSpan().IndexOf("xref"u8)).ToArray().Concat("trailer<</Root 1 0 R>>"u8.ToArray()).ToArray());

        Assert.Equal("x", form.Values["a"]);
        Assert.True(form.IsRebuilt);
    }

    [Fact]
    public void So_is_one_whose_table_is_wrong_about_an_object_that_is_needed()
    {
        var file = System.Text.Encoding.Latin1.GetString(Hostile.Form("4 0 R", "<</T(a)/FT/Tx/V(x)>>"));
        var place = file.IndexOf("4 0 obj", StringComparison.Ordinal);

        var form = Read(Hostile.Latin1(file.Replace($"{place:D10}", $"{place + 1:D10}", StringComparison.Ordinal)));

        Assert.Equal("x", form.Values["a"]);
        Assert.True(form.IsRebuilt);
    }

    [Fact]
    public void Lines_before_the_mark_of_a_pdf_move_the_whole_file()
    {
        var form = Read([.. "@PJL JOB\r\n"u8, .. Hostile.Form("4 0 R", "<</T(a)/FT/Tx/V(x)>>")]);

        Assert.Equal("x", form.Values["a"]);
        Assert.False(form.IsRebuilt);
    }

    [Fact]
    public void A_reader_that_knows_object_streams_finds_what_old_ones_take_for_free()
    {
        var text = new System.Text.StringBuilder("%PDF-1.5\n");
        var places = new Dictionary<int, int>();
        void Add(int number, string body)
        {
            places[number] = text.Length;
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }

        const string Hidden = "5 0 <</T(a)/FT/Tx/V(nascosto)>>";
        Add(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>");
        Add(2, "<</Type/Pages/Kids[]/Count 0>>");
        Add(3, $"<</Type/ObjStm/N 1/First 4/Length {Hidden.Length}>>stream\n{Hidden}\nendstream");
        Add(4, "<</Type/XRef/Size 6/W[1 1 1]/Index[5 1]/Length 7/Filter/ASCIIHexDecode>>stream\n020300>\nendstream");
        var table = text.Length;
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 6\n0000000005 65535 f \n{places[1]:D10} 00000 n \n")
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"{places[2]:D10} 00000 n \n{places[3]:D10} 00000 n \n")
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"0000000000 00000 f \n0000000000 00000 f \n")
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer<</Size 6/Root 1 0 R/XRefStm {places[4]}>>\n")
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");

        var form = Read(Hostile.Latin1(text.ToString()));

        Assert.Equal("nascosto", form.Values["a"]);
        Assert.False(form.IsRebuilt);
    }

    [Fact]
    public void A_field_that_only_a_page_knows_is_read()
    {
        var form = Read(Page("[]", "4 0 R", "<</Subtype/Widget/Parent 5 0 R/Rect[0 0 90 20]>>", "<</T(a)/FT/Tx/V(x)/Kids[4 0 R]>>"));

        Assert.Equal("x", form.Values["a"]);
    }

    [Fact]
    public void What_a_page_shows_wins_over_its_blank_twin_in_the_list()
    {
        var form = Read(Page(
            "[4 0 R]", "5 0 R", "<</T(a)/FT/Tx/V()>>", "<</Subtype/Widget/T(a)/FT/Tx/V(x)/Rect[0 0 90 20]>>"));

        Assert.Equal("x", form.Values["a"]);
        Assert.Null(Assert.Single(form.Fields).ShownInstead);
    }

    [Fact]
    public void And_over_one_that_says_something_else()
    {
        var form = Read(Page(
            "[4 0 R]", "5 0 R", "<</T(a)/FT/Tx/V(nella lista)>>", "<</Subtype/Widget/T(a)/FT/Tx/V(sulla pagina)/Rect[0 0 90 20]>>"));

        Assert.Equal("sulla pagina", form.Values["a"]);
    }

    [Fact]
    public void What_was_typed_is_kept_and_told_when_no_page_shows_it()
    {
        var form = Read(Page("[4 0 R 5 0 R]", "5 0 R", "<</T(a)/FT/Tx/V(x)>>", "<</Subtype/Widget/T(b)/FT/Tx/V(y)/Rect[0 0 90 20]/F 2>>"));

        Assert.Equal(("x", "y"), (form.Values["a"], form.Values["b"]));
        Assert.All(form.Fields, field => Assert.Equal("", field.ShownInstead));
    }

    [Theory]
    [InlineData("(20)", "BT /F 9 Tf (20) Tj ET", null)]
    [InlineData("(20)", "BT /F 9 Tf (999) Tj ET", "999")]
    [InlineData("(20)", "", "")]
    [InlineData("(Niccol\\362 d\\220Amico)", "BT /F 9 Tf [(Niccol\\362 ) -250 (d'Amico)] TJ ET", null)]
    [InlineData("(due righe)", "BT /F 9 Tf (due) Tj 0 -12 Td (righe) Tj ET", null)]
    [InlineData("(20)", "BT /F 9 Tf 3 Tr (20) Tj 0 Tr (999) Tj ET", "999")]
    [InlineData("(20)", "q /X Do Q", null)]
    public void What_the_page_shows_is_compared_with_the_value(string value, string content, string? instead)
    {
        const string Inner = "BT /F 9 Tf (20) Tj ET";
        var field = Assert.Single(Read(Page(
            "[4 0 R]", "4 0 R", $"<</Subtype/Widget/T(a)/FT/Tx/V{value}/Rect[0 0 90 20]/AP<</N 5 0 R>>>>",
            $"<</Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 6 0 R>>/XObject<</X 7 0 R>>>>/Length {content.Length}>>stream\n{content}\nendstream",
            Font,
            $"<</Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 6 0 R>>>>/Length {Inner.Length}>>stream\n{Inner}\nendstream")).Fields);

        Assert.Equal(instead, field.ShownInstead);
        Assert.False(field.IsShownUnreadably);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("99999999999")]
    public void A_length_that_is_none_costs_no_field(string length)
    {
        var field = Assert.Single(Read(Page(
            "[4 0 R]", "4 0 R", "<</Subtype/Widget/T(a)/FT/Tx/V(20)/Rect[0 0 90 20]/AP<</N 5 0 R>>>>",
            $"<</Subtype/Form/BBox[0 0 9 9]/Length {length}>>stream\nendstream")).Fields);

        Assert.Equal("20", field.Value);
    }

    [Theory]
    [InlineData("q 0 0 m 1 1 2 2 3 3 c f Q")]
    [InlineData("q /Picture Do Q")]
    [InlineData("BT /Z 9 Tf (abc) Tj ET")]
    public void Where_that_cannot_be_told_it_is_said(string content)
    {
        var field = Assert.Single(Read(Page(
            "[4 0 R]", "4 0 R", "<</Subtype/Widget/T(a)/FT/Tx/V(20)/Rect[0 0 90 20]/AP<</N 5 0 R>>>>",
            $"<</Resources<</Font<</Z 6 0 R>>>>/Length {content.Length}>>stream\n{content}\nendstream",
            "<</Type/Font/Subtype/Type3>>")).Fields);

        Assert.True(field.IsShownUnreadably);
        Assert.Null(field.ShownInstead);
    }

    [Fact]
    public void So_it_is_where_a_second_form_of_another_kind_is_in_the_file()
    {
        var field = Assert.Single(Read(Hostile.Build(
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/XFA 5 0 R>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Annots[4 0 R]>>", "<</Subtype/Widget/T(a)/FT/Tx/V(20)/Rect[0 0 90 20]>>",
            "<</Length 1>>stream\nx\nendstream")).Fields);

        Assert.True(field.IsShownUnreadably);
    }

    [Fact]
    public void A_box_is_what_its_page_shows()
    {
        var form = Read(Page(
            "[4 0 R 5 0 R]", "4 0 R 5 0 R", "<</Subtype/Widget/T(a)/FT/Btn/V/Yes/AS/Yes/Rect[0 0 9 9]>>",
            "<</Subtype/Widget/T(b)/FT/Btn/V/Yes/AS/Off/Rect[0 0 9 9]>>"));

        Assert.Equal([null, PdfFormReader.Off], form.Fields.Select(field => field.ShownInstead));
    }

    [Theory]
    [InlineData("ASCIIHexDecode", "42542F46203920546620283230292054 6A2045 54>")]
    [InlineData("RunLengthDecode", "\u0014BT/F 9 Tf (20) Tj ET \u0080")]
    public void An_appearance_may_be_packed_in_other_ways(string filter, string data)
    {
        var field = Assert.Single(Read(Page(
            "[4 0 R]", "4 0 R", "<</Subtype/Widget/T(a)/FT/Tx/V(20)/Rect[0 0 90 20]/AP<</N 5 0 R>>>>",
            $"<</Filter/{filter}/Resources<</Font<</F 6 0 R>>>>/Length {data.Length}>>stream\n{data}\nendstream", Font)).Fields);

        Assert.Equal((null, false), (field.ShownInstead, field.IsShownUnreadably));
    }

    [Fact]
    public void Our_own_forms_show_what_they_say()
    {
        var form = Read(Samples.Form());

        Assert.DoesNotContain(form.Fields, field => field.ShownInstead is not null || field.IsShownUnreadably);
    }

    [Theory]
    [InlineData]
    [InlineData("need_appearances")]
    public void So_do_those_that_pdftk_fills_in(params string[] options)
    {
        var form = Read(Tool.FillWithPdftk(
            Samples.Form(), new Dictionary<string, string> { ["nome"] = "Niccolò D’Angelo", ["note"] = "uno\ndue" }, options));

        Assert.Equal("Niccolò D’Angelo", form.Values["nome"]);
        Assert.DoesNotContain(form.Fields, field => field.ShownInstead is not null);
    }

    private static PdfForm Read(byte[] file) => PdfFormReader.Read(file, ReadingBudget.For(file.Length));

    /// <summary>A form whose one page has these annotations; further objects are numbered from 4.</summary>
    private static byte[] Page(string fields, string annotations, params string[] objects) => Hostile.Build(
        [
            $"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields{fields}>>>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[{annotations}]>>",
            .. objects,
        ]);
}
