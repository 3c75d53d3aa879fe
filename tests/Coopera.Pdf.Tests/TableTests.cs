namespace Coopera.Pdf.Tests;

public sealed class TableTests
{
    private static readonly PdfColumn[] Columns = [new("Cognome e nome", 2), new("Ente", 2), new("Firma")];

    [Fact]
    public void The_head_is_told_once_and_drawn_on_every_page()
    {
        using var file = new PdfFile(Samples.AttendanceSheet(100));

        var table = file.Root.Kids.Single(element => element.Type == "Table");

        Assert.Equal(["THead", "TBody"], table.Kids.Select(kid => kid.Type));
        Assert.Equal(["N.", "Cognome e nome", "Ente", "Firma"], table.Kids[0].Kids[0].Kids.Select(cell => cell.Text));
        Assert.Equal(100, table.Kids[1].Kids.Count);
        Assert.Equal("D’Angelo Maria Concetta 100", table.Kids[1].Kids[^1].Kids[1].Text);
        Assert.True(file.Pages.Count > 3);
        Assert.All(file.Pages, page => Assert.Contains("N.Cognome e nomeEnteFirma", page.Text, StringComparison.Ordinal));
        Assert.Single(file.Elements, element => element.Text == "Cognome e nome");
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void Head_cells_say_what_they_head()
    {
        using var file = new PdfFile(Samples.AttendanceSheet(2));

        var rows = file.Elements.Where(element => element.Type == "TR").ToList();

        Assert.All(rows[0].Kids, cell => Assert.Equal("Column", cell.Entries.Dictionary("A").Name("Scope")));
        Assert.Equal(["TD", "TH", "TD", "TD"], rows[1].Kids.Select(cell => cell.Type));
        Assert.Equal("Row", rows[1].Kids[1].Entries.Dictionary("A").Name("Scope"));
    }

    [Fact]
    public void Long_cells_wrap_inside_their_column()
    {
        var longName = string.Join(' ', Enumerable.Repeat("Libero Consorzio Comunale", 8));
        using var file =
            new PdfFile(Samples.New().Table(new PdfTable(Columns, Samples.Text), [["Uno", longName, ""], ["Due", "x", null]]).ToBytes());

        var cell = file.Elements.Single(element => element.Text == longName);
        var column = PdfPageSetup.A4.MarginX + ((PdfPageSetup.A4.Width - (2 * PdfPageSetup.A4.MarginX)) * 4 / 5);

        Assert.Equal("TD", cell.Type);
        Assert.All(file.Pages[0].Letters.Where(letter => letter.Value is "b"), letter => Assert.True(letter.EndBaseLine.X < column));
    }

    [Fact]
    public void A_row_higher_than_a_page_goes_on_in_the_next_one_and_is_still_one_row()
    {
        var endless = string.Join(' ', Enumerable.Range(1, 1500));
        using var file =
            new PdfFile(Samples.New().Paragraph("Prima", Samples.Text)
                .Table(new PdfTable(Columns, Samples.Text), [["Uno", endless, "a"], ["Due", "b", "c"]]).ToBytes());

        Assert.True(file.Pages.Count > 2);
        Assert.Equal(3, file.Elements.Count(element => element.Type == "TR"));
        Assert.Equal(endless, file.Elements.Single(element => element.Contents.Count > 1).Text);
        Assert.Empty(Accessibility.Faults(file));
        Assert.All(
            file.Pages.SelectMany(page => page.Letters), letter => Assert.True(letter.StartBaseLine.Y > PdfPageSetup.A4.MarginBottom));
    }

    [Fact]
    public void A_row_stays_together_when_a_page_can_hold_it()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 30).Select(n => $"riga {n}"));
        using var file = new PdfFile(
            Samples.New().Table(new PdfTable(Columns, Samples.Text), [[lines, "a", ""], [lines, "b", ""], [lines, "c", ""]]).ToBytes());

        Assert.Equal(3, file.Pages.Count);
        Assert.All(
            file.Elements.Where(element => element.Text.StartsWith("riga 1 ", StringComparison.Ordinal)),
            cell => Assert.Single(cell.Contents));
    }

    [Fact]
    public void A_table_without_rows_has_its_head_and_a_row_of_another_width_is_refused()
    {
        using var file = new PdfFile(Samples.New().Table(new PdfTable(Columns, Samples.Text), []).ToBytes());

        Assert.Equal(3, file.Elements.Count(element => element.Type == "TH"));
        Assert.Throws<ArgumentException>(() => Samples.New().Table(new PdfTable(Columns, Samples.Text), [["uno", "due"]]));
    }

    [Fact]
    public void Hundreds_of_rows_fit_in_a_small_file_on_either_paper()
    {
        foreach (var setup in new[] { PdfPageSetup.A4, PdfPageSetup.A4Landscape })
        {
            var bytes = Samples.AttendanceSheet(500, setup);
            using var file = new PdfFile(bytes);

            Assert.Equal(500, file.Elements.Count(element => element.Type == "TR") - 1);
            Assert.Equal(setup.Width, file.Pages[0].Width, 0.01);
            Assert.True(bytes.Length < 600_000);
        }
    }
}
