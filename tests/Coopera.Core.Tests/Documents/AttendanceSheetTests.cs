using Coopera.Core.Documents;

namespace Coopera.Core.Tests.Documents;

public sealed class AttendanceSheetTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void It_names_the_meeting_and_has_a_row_for_everybody_and_some_to_spare()
    {
        using var file = new PdfFile(Make(3));

        var table = Assert.Single(file.Root.Kids, element => element.Type == "Table");

        Assert.Equal(["N.", "Cognome e nome", "Ente", "Firma"], table.Kids[0].Kids[0].Kids.Select(cell => cell.Text));
        Assert.Equal(3 + 8, table.Kids[1].Kids.Count);
        Assert.Equal(["1", "D’Angelo Nicolò 1", "Comune di Castroreale (ME)", ""], table.Kids[1].Kids[0].Kids.Select(cell => cell.Text));
        Assert.Equal(["4", "", "", ""], table.Kids[1].Kids[3].Kids.Select(cell => cell.Text));
        Assert.Contains("Accogliere insieme", file.Text, StringComparison.Ordinal);
        Assert.Contains("31 gennaio 2026", file.Text, StringComparison.Ordinal);
        Assert.Contains("Persone iscritte: 3", file.Text, StringComparison.Ordinal);
        Assert.Contains("Pagina 1 di 1", file.Pages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hours_of_the_talks_stand_above_the_names_where_they_are_told()
    {
        using var file = new PdfFile(AttendanceSheet.Make(
            new("Titolo", "", "oggi", "on line", [new("Rossi Maria", null)])
            {
                Programme = "15:00–15:45 Il modello Torino\n15:45 Domande",
            },
            Day));

        Assert.Contains("Programma:", file.Text, StringComparison.Ordinal);
        Assert.Contains("15:00–15:45 Il modello Torino", file.Text, StringComparison.Ordinal);
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void It_is_tagged_as_a_table_whose_names_are_heads_of_their_rows()
    {
        using var file = new PdfFile(Make(2));

        var rows = file.Elements.Where(element => element.Type == "TR").ToList();

        Assert.All(rows[0].Kids, cell => Assert.Equal("Column", cell.Entries.Dictionary("A").Name("Scope")));
        Assert.Equal(["TD", "TH", "TD", "TD"], rows[1].Kids.Select(cell => cell.Type));
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void A_long_list_goes_on_over_pages_with_its_head_on_each()
    {
        using var file = new PdfFile(Make(1_000));

        Assert.InRange(file.Pages.Count, 30, 60);
        Assert.All(file.Pages, page => Assert.Contains("Cognome e nome", page.Text, StringComparison.Ordinal));
        Assert.All(
            file.Pages.Index(),
            page => Assert.Contains($"Pagina {page.Index + 1} di {file.Pages.Count}", page.Item.Text, StringComparison.Ordinal));
        Assert.Single(file.Elements, element => element.Text == "Cognome e nome");
        Assert.Equal(1_000 + 8, file.Elements.Count(element => element.Type == "TR") - 1);
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void Names_of_every_script_and_length_find_room()
    {
        var longBody = string.Join(' ', Enumerable.Repeat("Libero Consorzio Comunale", 6));
        using var file = new PdfFile(AttendanceSheet.Make(
            new("Titolo", "", "oggi", "on line", [new("Шевченко Олена", longBody), new("De Blasi-Øster Søren", null)]), Day));

        Assert.Contains("Шевченко Олена", file.Text, StringComparison.Ordinal);
        Assert.Contains(file.Elements, element => element.Text == longBody);
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void A_name_that_the_paper_has_no_letters_for_stands_as_an_address()
    {
        using var file = new PdfFile(AttendanceSheet.Make(
            new("Titolo", "", "oggi", "on line",
            [
                new("Παπαδόπουλος Γιώργος", null, "giorgos@comune.example"), new("李 明", null, "li.ming@comune.example"),
                new("Rossi فاطمة", "جمعية الأمل", "fatima@comune.example"), new("Nguyễn Thị", null, "thi@comune.example"),
            ]),
            Day));

        var rows = file.Root.Kids.Single(element => element.Type == "Table").Kids[1].Kids.Take(4)
            .Select(row => (row.Kids[1].Text, row.Kids[2].Text));

        Assert.Equal(
        [
            ("Παπαδόπουλος Γιώργος", ""),
            ("[in caratteri che qui non si stampano] li.ming@comune.example", ""),
            ("Rossi [in caratteri che qui non si stampano] fatima@comune.example", "[in caratteri che qui non si stampano]"),
            ("Nguyễn Thị", ""),
        ], rows);
        Assert.DoesNotContain("?", file.Text, StringComparison.Ordinal);
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void The_same_list_makes_the_same_bytes() => Assert.Equal(Make(40), Make(40));

    [Fact]
    public void Another_program_finds_nothing_wrong_with_it() =>
        Assert.Contains("No syntax or stream encoding errors", Tool.Print("qpdf", Make(120), "--check"), StringComparison.Ordinal);

    private static byte[] Make(int people) => AttendanceSheet.Make(
        new AttendanceSheetContent(
            "Accogliere insieme",
            "Come leggere i bisogni del territorio",
            "sabato 31 gennaio 2026, dalle 15:00 alle 17:00 (ora italiana)",
            "on line",
            [.. Enumerable.Range(1, people).Select(n => new AttendanceSheetPerson($"D’Angelo Nicolò {n}", "Comune di Castroreale (ME)"))]),
        Day);
}
