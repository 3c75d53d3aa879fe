using System.Text;
using Coopera.Core.Tables;

namespace Coopera.Core.Tests.Tables;

public sealed class TableTextTests
{
    [Theory]
    [InlineData("Nome\tEmail\nMaria\tm@x.it")]
    [InlineData("Nome;Email\r\nMaria;m@x.it\r\n")]
    [InlineData("Nome,Email\nMaria,m@x.it\n\n\n")]
    [InlineData("sep=|\nNome|Email\nMaria|m@x.it")]
    [InlineData("\"Nome\";\"Email\"\n\"Maria\"; \"m@x.it\"")]
    public void Any_usual_separator_is_found(string text) => Assert.Equal("Nome|Email / Maria|m@x.it", Read(text));

    [Fact]
    public void Separators_quotation_marks_and_line_breaks_may_stand_in_a_quoted_cell() => Assert.Equal(
        "Rossi; Maria|Ufficio \"Casa\"|Via Roma 1 Messina / Lo Bue|x|y",
        Read("\"Rossi; Maria\";\"Ufficio \"\"Casa\"\"\";\"Via Roma 1\nMessina\"\nLo Bue;x;y"));

    [Fact]
    public void A_cell_of_nothing_but_marks_costs_what_its_length_is_worth()
    {
        var text = "a" + new string('"', 300_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.NotNull(TableText.Read(text).Table);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    [Fact]
    public void A_quotation_that_is_never_closed_swallows_nothing() =>
        Assert.Equal("\"Maria|m@x.it / Luca|l@x.it", Read("\"Maria;m@x.it\nLuca;l@x.it"));

    [Theory]
    [InlineData("Maria Rossi <maria@x.it>; Luca Lo Bue <luca@x.it>;")]
    [InlineData("Maria Rossi <maria@x.it>, Luca Lo Bue <luca@x.it>")]
    [InlineData("\"Rossi, Maria\" <maria@x.it>\nLo Bue, Luca <luca@x.it>")]
    public void Addresses_of_a_mail_are_a_table_of_names_and_addresses(string text) =>
        Assert.Equal("Maria Rossi|maria@x.it / Luca Lo Bue|luca@x.it", Read(text));

    [Fact]
    public void Rows_keep_the_numbers_of_the_file_and_what_is_written_out_is_read_again_alike()
    {
        var table = TableText.Read("Nome;Email;Ente\n\nMaria;m@x.it\n\"\"\"Ditta\";d@x.it;Messina, ME").Table!;

        Assert.Equal(4, table.Rows.Count);
        Assert.True(ReadTable.IsEmpty(table.Rows[1]));
        var again = TableText.Read(table.ToText()).Table!;
        Assert.Equal(table.ToText(), again.ToText());
        Assert.Equal("\"Ditta", again.Rows[3][0]);
    }

    [Theory]
    [InlineData("", TableFault.Empty)]
    [InlineData(" \n \n", TableFault.Empty)]
    public void What_holds_nothing_is_said_to(string text, TableFault fault) => Assert.Equal(fault, TableText.Read(text).Fault);

    [Fact]
    public void More_rows_than_can_be_imported_at_once_are_refused()
    {
        var rows = string.Join('\n', Enumerable.Range(0, ReadTable.MostRows + 1).Select(i => $"Persona {i};p{i}@x.it"));

        Assert.NotNull(TableText.Read(rows).Table);
        Assert.Equal(TableFault.TooManyRows, TableText.Read($"{rows}\nUna;una@x.it").Fault);
    }

    [Fact]
    public void A_cell_of_our_own_export_loses_what_was_put_before_it() =>
        Assert.Equal("+39 091 1|00123", Read("'+39 091 1;00123\u200C"));

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE", "utf-16-bare", "windows-1252"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_file_is_read_in_whatever_encoding_an_office_writes_it(string name)
    {
        const string Text = "Nome;Città\r\nNiccolò;Forlì";
        var bytes = name switch
        {
            "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)],
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)],
            "utf-16BE" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)],
            "utf-16-bare" => Encoding.Unicode.GetBytes(Text),
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text),
            _ => Encoding.UTF8.GetBytes(Text),
        };

        Assert.Equal("Nome|Città / Niccolò|Forlì", Show(TableFile.Read(new MemoryStream(bytes)).Table!));
    }

    [Theory]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1 }, TableFault.OldOrLocked)]
    [InlineData(new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D }, TableFault.NotText)]
    [InlineData(new byte[] { 1, 0, 0, 0, 7 }, TableFault.NotText)]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 9, 9 }, TableFault.Damaged)]
    [InlineData(new byte[0], TableFault.Empty)]
    public void Another_kind_of_file_is_called_by_its_name(byte[] bytes, TableFault fault) =>
        Assert.Equal(fault, TableFile.Read(new MemoryStream(bytes)).Fault);

    private static string Read(string text) => Show(TableText.Read(text).Table!);

    internal static string Show(ReadTable table) => string.Join(" / ", table.Rows.Select(row => string.Join('|', row)));
}
