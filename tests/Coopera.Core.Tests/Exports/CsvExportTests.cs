using System.Text;
using Coopera.Core.Exports;

namespace Coopera.Core.Tests.Exports;

public sealed class CsvExportTests
{
    [Fact]
    public async Task An_italian_spreadsheet_program_finds_its_mark_its_semicolons_its_line_ends_and_its_dates()
    {
        var bytes = await WriteAsync(["Perché no", "+39 091 1234567", ExportRows.Moment, 1_000L]);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            "Testo;Telefono;Quando;N.\r\nPerché no;+39 091 1234567\u200C;29/03/2026 15:30;1000\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public async Task Separators_quotes_and_line_breaks_stay_inside_their_cell()
    {
        var bytes = await WriteAsync(ExportRows.Text("uno; due \"tre\"\nquattro"));

        Assert.Equal("\"uno; due \"\"tre\"\"\nquattro\";;;", Encoding.UTF8.GetString(bytes).Split("\r\n")[1]);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1+1", "\"'\t'=1+1\"")]
    [InlineData("-1;2", "\"'-1;2\"")]
    [InlineData("x,=1+1", "\"x,'=1+1\"")]
    [InlineData("x;=1+1", "\"x;'=1+1\"")]
    [InlineData("x\t=1+1", "\"x\t'=1+1\"")]
    [InlineData("x\n=1+1", "\"x\n'=1+1\"")]
    [InlineData("Messina, Palermo", "\"Messina, Palermo\"")]
    public async Task No_cell_is_a_formula(string value, string written) =>
        Assert.StartsWith(
            $"{written};", Encoding.UTF8.GetString(await WriteAsync(ExportRows.Text(value))).Split("\r\n")[1], StringComparison.Ordinal);

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Whatever_a_program_parts_cells_by_none_of_them_begins_a_formula(char separator)
    {
        string[] hostile = ["x,=1+1", "x;=1+1", "x\t=1+1", "x|=1+1", "x\n=1+1", "x\",=1+1,\"", "\";=1+1", ",\"=1+1", "a\r=1+1", "=1+1"];
        var stream = new MemoryStream();
        await CsvExport.WriteAsync(
            stream, [new("x,=1+1"), new("=1+1")], ExportRows.Of([.. hostile.Select(text => new object?[] { text, text })]));

        // As the most careless of programs: quotes part nothing.
        var cells = Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF').Split([separator, '\r', '\n']);

        Assert.All(cells, cell => Assert.DoesNotMatch("^[ \"]*[=+@-]", cell));
    }

    [Fact]
    public async Task What_is_read_back_is_what_was_written_but_for_the_apostrophes()
    {
        string[] texts = ["Messina, Palermo", "uno; \"due\"", "riga\ndi sotto", "tab\tqui", "a|b", "\"", ""];
        var stream = new MemoryStream();
        await CsvExport.WriteAsync(stream, [new("Testo"), new("N.")], ExportRows.Of([.. texts.Select(text => new object?[] { text, 1 })]));
        stream.Position = 0;

        using var reader = CsvHelper.CsvReader.Create(stream, new CsvHelper.CsvReaderOptions { Separator = ';' });
        reader.ReadHeader();
        var read = new List<string>();
        while (reader.Read())
        {
            read.Add(reader.GetString(0));
        }

        Assert.Equal(texts, read);
    }

    [Theory]
    [InlineData(CsvFor.People, "00123\u200C;=SUM(A1);VERO\u200C")]
    [InlineData(CsvFor.Programs, "00123;=SUM(A1);VERO")]
    public async Task Texts_are_marked_for_people_and_bare_for_programs(CsvFor reader, string written)
    {
        var stream = new MemoryStream();
        await CsvExport.WriteAsync(stream, [new("a"), new("b"), new("c")], ExportRows.Of(["00123", "=SUM(A1)", "VERO"]), reader);

        Assert.Equal(written.Replace("=", "'=", StringComparison.Ordinal), Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n")[1]);
    }

    [Fact]
    public async Task A_list_of_nobody_has_its_head_only() =>
        Assert.Equal("Testo;Telefono;Quando;N.\r\n", Encoding.UTF8.GetString(await WriteAsync()).TrimStart('\uFEFF'));

    private static async Task<byte[]> WriteAsync(params object?[][] rows)
    {
        var stream = new MemoryStream();
        await CsvExport.WriteAsync(stream, ExportRows.Columns, ExportRows.Of(rows));
        return stream.ToArray();
    }
}
