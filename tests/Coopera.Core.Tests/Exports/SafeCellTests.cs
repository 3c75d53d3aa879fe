using Coopera.Core.Exports;

namespace Coopera.Core.Tests.Exports;

public sealed class SafeCellTests
{
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
    [InlineData("+390911234567", "+39 0911234567")]
    [InlineData("0911234567", "091 1234567")]
    [InlineData("3331234567", "333 1234567")]
    [InlineData("+39 091 1234567", "+39 091 1234567")]
    [InlineData("091/1234567", "091/1234567")]
    [InlineData("112", "112")]
    public void Phone_numbers_do_not_become_numbers(string typed, string shown) => Assert.Equal(shown, SafeCell.Phone(typed));
}
