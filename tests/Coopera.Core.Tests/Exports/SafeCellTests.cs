using Coopera.Core.Exports;
using Coopera.Core.Tests.Documents.Signatures;

namespace Coopera.Core.Tests.Exports;

[Collection(nameof(Alone))]
public sealed class SafeCellTests
{
    private const double MostTimes = 20;

    [Theory]
    [InlineData("=HYPERLINK(\"http://male.example\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("  =1+1")]
    [InlineData("\u00A0=1+1")]
    [InlineData("\"=1+1")]
    [InlineData("'=1+1")]
    [InlineData("＝1+1")]
    [InlineData("+39")]
    [InlineData("+39 -091-123")]
    [InlineData("+39 091 1234567\n=1+1")]
    [InlineData("\u0001")]
    public void What_a_spreadsheet_could_take_for_a_formula_gets_an_apostrophe(string value) =>
        Assert.Equal($"'{value}", SafeCell.Neutral(value));

    [Theory]
    [InlineData("")]
    [InlineData("Maria Rossi")]
    [InlineData("D'Angelo")]
    [InlineData("De Blasi-Øster")]
    [InlineData("日本")]
    [InlineData("maria@comune.example")]
    [InlineData("1-2=3")]
    [InlineData("+39 091 1234567")]
    [InlineData("+39 (091) 123.45.67")]
    [InlineData("+39 091-1234567")]
    [InlineData("+352 26 12 34")]
    public void Everything_else_stays_as_it_is(string value) => Assert.Equal(value, SafeCell.Neutral(value));

    [Theory]
    [InlineData("x,=1+1", "x,'=1+1")]
    [InlineData("x;=1+1", "x;'=1+1")]
    [InlineData("x\t=1+1", "x\t'=1+1")]
    [InlineData("x|@SUM(A1)", "x|'@SUM(A1)")]
    [InlineData("x\n=1+1", "x\n'=1+1")]
    [InlineData("x\r\n-2+3", "x\r\n'-2+3")]
    [InlineData("x, \"=1+1\",y", "x, \"'=1+1\",y")]
    [InlineData("x;\u00A0 +1+1;=2", "x;\u00A0 '+1+1;'=2")]
    [InlineData("x,＝1+1", "x,'＝1+1")]
    [InlineData("=1;=2", "'=1;'=2")]
    [InlineData(",=1", ",'=1")]
    [InlineData("Via Roma, 1; a-b = c, d+e", "Via Roma, 1; a-b = c, d+e")]
    [InlineData("+39 091 1234567", "+39 091 1234567")]
    [InlineData("Rossi, Maria <maria@comune.example>", "Rossi, Maria <maria@comune.example>")]
    public void Neither_is_what_another_program_would_begin_a_cell_with(string value, string written) =>
        Assert.Equal(written, SafeCell.NeutralThroughout(value));

    [Theory]
    [InlineData("00123")]
    [InlineData("3/4")]
    [InlineData("10E5")]
    [InlineData("vero")]
    [InlineData("FALSE")]
    [InlineData("1 1/2")]
    [InlineData("5 maggio 2026")]
    [InlineData("Mar 3")]
    [InlineData("10:30 PM")]
    [InlineData("€ 1.000,50")]
    [InlineData("#N/D")]
    [InlineData(" 7 ")]
    [InlineData("+39 091 1234567")]
    public void What_a_spreadsheet_would_reckon_with_is_marked_as_text(string value) =>
        Assert.Equal(value + SafeCell.TextMark, SafeCell.AsText(value));

    [Theory]
    [InlineData("")]
    [InlineData("Maria Rossi")]
    [InlineData("Marzo")]
    [InlineData("Comune di Castroreale (ME)")]
    [InlineData("COOP-2026-900001")]
    [InlineData("Delibera n. 12 del 10 gennaio 2026")]
    [InlineData("c1d4e9")]
    [InlineData("maria1@comune.example")]
    public void Words_are_left_as_they_are(string value) => Assert.Equal(value, SafeCell.AsText(value));

    [Fact]
    public void A_long_text_of_separators_and_spaces_takes_no_time()
    {
        var text = string.Concat(Enumerable.Repeat("," + new string(' ', 999), 1_000));

        var (_, times, _) = MeasuredWork.Run(() => SafeCell.NeutralThroughout(text), MostTimes);

        Assert.InRange(times, 0, MostTimes);
    }

    [Theory]
    [InlineData("+390911234567", "+39 0911234567")]
    [InlineData("0911234567", "091 1234567")]
    [InlineData("3331234567", "333 1234567")]
    [InlineData("+39 091 1234567", "+39 091 1234567")]
    [InlineData("091/1234567", "091/1234567")]
    [InlineData("112", "112")]
    public void Phone_numbers_do_not_become_numbers(string typed, string shown) => Assert.Equal(shown, SafeCell.Phone(typed));
}
