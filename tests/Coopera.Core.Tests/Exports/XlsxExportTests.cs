using Coopera.Core.Exports;

namespace Coopera.Core.Tests.Exports;

public sealed class XlsxExportTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task Any_number_of_rows_makes_a_valid_file_with_its_head_in_sight_and_a_filter_over_all_of_it(int count)
    {
        var sheet = await WriteAsync(
            [.. Enumerable.Range(1, count).Select(i => new object?[] { $"Persona {i}", "091 1234567", ExportRows.Moment, i })]);

        Assert.Empty(sheet.Faults());
        Assert.Equal(count, sheet.Rows().Count);
        Assert.Equal(count + 1, sheet.Elements("row").Count());
        Assert.Equal($"A1:D{count + 1}", sheet.Element("autoFilter").Attribute("ref")!.Value);
        Assert.Equal(("1", "frozen"), (sheet.Element("pane").Attribute("ySplit")!.Value, sheet.Element("pane").Attribute("state")!.Value));
    }

    [Fact]
    public async Task Dates_and_numbers_are_typed_and_text_is_text()
    {
        var sheet = await WriteAsync(["083016", "+390911234567", ExportRows.Moment, 7L]);

        var row = Assert.Single(sheet.Rows());
        Assert.Equal("083016", row["Testo"]);
        Assert.Equal("+39 0911234567", row["Telefono"]);
        Assert.Equal(ExportRows.Moment, row["Quando"]);
        Assert.Equal(7d, row["N."]);
        Assert.Equal(@"dd/mm/yyyy\ hh:mm", sheet.NumberFormat(sheet.Elements("c").Single(c => c.Attribute("r")!.Value == "C2")));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    public async Task No_cell_is_a_formula_nor_becomes_one_when_it_is_edited(string value)
    {
        var sheet = await WriteAsync(ExportRows.Text(value));

        Assert.Empty(sheet.Elements("f"));
        var cell = sheet.Elements("c").Single(c => c.Attribute("r")!.Value == "A2");
        Assert.Equal("inlineStr", cell.Attribute("t")!.Value);
        Assert.Equal(value, cell.Value);
        Assert.Equal("49", sheet.NumberFormat(cell)); // "@", text
    }

    [Theory]
    [InlineData("D'Angelo & <De Blasi-Øster> \"日本\" 🙂", null)]
    [InlineData("  due spazi  ", null)]
    [InlineData("prima\nseconda", null)]
    [InlineData("a\u0001b\uFFFFc\uFFFE", "abc")]
    [InlineData("_x000D_", "_x005F_x000D_")]
    public async Task Any_text_makes_a_valid_file(string value, string? written)
    {
        var sheet = await WriteAsync(ExportRows.Text(value));

        Assert.Empty(sheet.Faults());
        Assert.Equal(written ?? value, sheet.Elements("c").Single(c => c.Attribute("r")!.Value == "A2").Value);
    }

    [Fact]
    public async Task Half_a_character_is_left_out()
    {
        var sheet = await WriteAsync(ExportRows.Text("mezza\uD83D faccina\uDE42"));

        Assert.Equal("mezza faccina", sheet.Elements("c").Single(c => c.Attribute("r")!.Value == "A2").Value);
    }

    [Fact]
    public async Task A_text_longer_than_a_cell_is_cut_where_the_cell_ends()
    {
        var sheet = await WriteAsync(ExportRows.Text(new string('&', 40_000)));

        Assert.Equal(32_767, sheet.Elements("c").Single(c => c.Attribute("r")!.Value == "A2").Value.Length);
    }

    [Fact]
    public async Task More_columns_than_letters_are_named_as_spreadsheets_do()
    {
        var stream = new MemoryStream();
        await XlsxExport.WriteAsync(
            stream, "Tutto & altro", [.. Enumerable.Range(1, 28).Select(i => new ExportColumn($"Colonna {i}"))], ExportRows.Of());

        var sheet = new Spreadsheet(stream.ToArray());
        Assert.Empty(sheet.Faults());
        Assert.Equal(["Z1", "AA1", "AB1"], sheet.Elements("c").Select(c => c.Attribute("r")!.Value).TakeLast(3));
    }

    private static async Task<Spreadsheet> WriteAsync(params object?[][] rows)
    {
        var stream = new MemoryStream();
        await XlsxExport.WriteAsync(stream, "Iscritti", ExportRows.Columns, ExportRows.Of(rows));
        return new Spreadsheet(stream.ToArray());
    }
}
