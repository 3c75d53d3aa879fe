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
            "Testo;Telefono;Quando;N.\r\nPerché no;+39 091 1234567;29/03/2026 15:30;1000\r\n", Encoding.UTF8.GetString(bytes[3..]));
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
    [InlineData("\t=1+1", "'\t=1+1")]
    [InlineData("-1;2", "\"'-1;2\"")]
    public async Task No_cell_is_a_formula(string value, string written) =>
        Assert.StartsWith(
            $"{written};", Encoding.UTF8.GetString(await WriteAsync(ExportRows.Text(value))).Split("\r\n")[1], StringComparison.Ordinal);

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
