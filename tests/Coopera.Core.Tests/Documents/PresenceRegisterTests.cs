using Coopera.Core.Documents;

namespace Coopera.Core.Tests.Documents;

public sealed class PresenceRegisterTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void It_names_everybody_with_each_connection_and_is_closed_by_a_statement_to_sign()
    {
        using var file = new PdfFile(Make(3));

        var tables = file.Root.Kids.Where(element => element.Type == "Table").ToList();

        Assert.Equal(2, tables.Count);
        Assert.Equal(["N.", "Cognome e nome", "Ente", "Minuti", "Parte", "Soglia"], Head(tables[0]));
        Assert.Equal(["1", "D’Angelo Nicolò 1", "Comune di Castroreale (ME)", "118", "98 %", "raggiunta"], Row(tables[0], 0));
        Assert.Equal(["Cognome e nome", "Entrata", "Uscita", "Fonte", "Minuti"], Head(tables[1]));
        Assert.Equal(6, tables[1].Kids[1].Kids.Count);
        Assert.Equal(["D’Angelo Nicolò 1", "15:02", "16:20", "Pagina d’ingresso", "78"], Row(tables[1], 0));
        Assert.Equal(["D’Angelo Nicolò 1", "16:20", "non segnata", "Parola chiave", "40"], Row(tables[1], 1));
        Assert.Contains(
            "3 persone, di cui 3 oltre la soglia; senza traccia di presenza 2 persone iscritte", file.Text, StringComparison.Ordinal);
        Assert.Contains("1 rilevazione tolta con motivo è nel registro in formato elettronico", file.Text, StringComparison.Ordinal);
        Assert.Contains("Dichiarazione di chiusura", file.Text, StringComparison.Ordinal);
        Assert.Contains("firma di chi è responsabile", file.Text, StringComparison.Ordinal);
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void Names_are_heads_of_their_rows_and_the_parts_have_headings()
    {
        using var file = new PdfFile(Make(2));

        var rows = file.Elements.Where(element => element.Type == "TR").ToList();

        Assert.Equal(["TD", "TH", "TD", "TD", "TD", "TD"], rows[1].Kids.Select(cell => cell.Type));
        Assert.Equal(
            ["Persone presenti", "Entrate e uscite, connessione per connessione", "Dichiarazione di chiusura"],
            file.Elements.Where(element => element.Type == "H2").Select(element => element.Text));
    }

    [Fact]
    public void A_long_register_goes_on_over_pages_with_its_head_on_each_and_nobody_is_missing()
    {
        using var file = new PdfFile(Make(400));

        Assert.InRange(file.Pages.Count, 20, 60);
        Assert.Equal((2 * 400) + 400 + 2, file.Elements.Count(element => element.Type == "TR"));
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void Of_nobody_it_says_so_and_a_name_without_letters_stands_as_an_address()
    {
        using var none = new PdfFile(Make(0));
        Assert.Contains("Di nessuna persona risulta la presenza.", none.Text, StringComparison.Ordinal);
        Assert.Empty(Accessibility.Faults(none));

        using var other = new PdfFile(PresenceRegister.Make(
            Content(0) with
            {
                People =
                [
                    new(
                        new AttendanceSheetPerson("李 明", null, "li.ming@comune.example"),
                        [new("15:00", "17:00", "Segreteria", 120)], 120, 100, true),
                ],
            },
            Day));
        Assert.Contains("li.ming@comune.example", other.Text, StringComparison.Ordinal);
        Assert.Empty(Accessibility.Faults(other));
    }

    [Fact]
    public void The_same_register_makes_the_same_bytes_and_another_program_finds_nothing_wrong_with_it()
    {
        Assert.Equal(Make(40), Make(40));
        Assert.Contains("No syntax or stream encoding errors", Tool.Print("qpdf", Make(40), "--check"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Head(PdfFile.Element table) => table.Kids[0].Kids[0].Kids.Select(cell => cell.Text);

    private static IEnumerable<string> Row(PdfFile.Element table, int row) => table.Kids[1].Kids[row].Kids.Select(cell => cell.Text);

    private static byte[] Make(int people) => PresenceRegister.Make(Content(people), Day);

    private static PresenceRegisterContent Content(int people) => new(
        "Accogliere insieme",
        "Come leggere i bisogni del territorio",
        "sabato 31 gennaio 2026, dalle 15:00 alle 17:00 (ora italiana)",
        "il 31 gennaio 2026 dalle 15:00 alle 17:00",
        "on line, con Zoom",
        "80 % sulla durata effettiva, cioè 96 minuti su 120 minuti",
        [.. Enumerable.Range(1, people).Select(n => new PresenceRegisterPerson(
            new AttendanceSheetPerson($"D’Angelo Nicolò {n}", "Comune di Castroreale (ME)"),
            [
                new PresenceRegisterLine("15:02", "16:20", "Pagina d’ingresso", 78),
                new PresenceRegisterLine("16:20", "non segnata", "Parola chiave", 40),
            ],
            118, 98, true))],
        Absent: 2,
        TakenAway: 1);
}
