using System.IO.Compression;
using System.Text;
using Coopera.Core.Presence.Reports;
using Coopera.Core.Tables;
using Coopera.Domain;
using Coopera.Domain.Presence;

namespace Coopera.Core.Tests.Presence.Reports;

/// <summary>Reports with something odd in them, and files that are none.</summary>
public sealed class OddReportTests
{
    private const string Zoom = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room\n";

    private static readonly TimeWindow Morning = Window(2026, 3, 21, 10, 12);

    [Fact]
    public void One_header_may_name_two_columns_alike()
    {
        var report = Read(
            "Topic,Meeting ID,User Name,User Email,Has Zoom Rooms?,Creation Time,Start Time,End Time,Duration (Minutes),Participants,"
            + "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room\n"
            + "Tavolo,852,ANCI,anci@x.example,No,15/01/2026 01:27,21/03/2026 09:45,21/03/2026 12:10,145,2,Maria Rossi,maria@x.example,21/03/2026 09:50,"
            + "21/03/2026 11:00,71,Yes,,No\n"
            + "Tavolo,852,ANCI,anci@x.example,No,15/01/2026 01:27,21/03/2026 09:45,21/03/2026 12:10,145,2,Ugo Bianchi,,21/03/2026 10:00,21/03/2026 12:00,"
            + "120,Yes,,No\n",
            Morning);

        Assert.Equal("Tavolo", report.Title);
        Assert.Equal(["Maria Rossi <maria@x.example> 09:50–11:00", "Ugo Bianchi <> 10:00–12:00"], Show(report));
    }

    [Fact]
    public void The_waiting_room_and_who_did_not_come_are_left_out_with_their_row()
    {
        var report = Read(
            Zoom + "Maria (Rossi Maria),m@x.example,21/03/2026 09:40,21/03/2026 09:50,10,Yes,,Yes\n"
            + "Maria (Rossi Maria),m@x.example,21/03/2026 09:50,21/03/2026 12:00,130,Yes,,No\n,,21/03/2026 09:50,,,,,\n", Morning);

        Assert.Equal(["Maria <m@x.example> 09:50–12:00"], Show(report));
        Assert.Equal(["Rossi Maria"], report.People[0].OtherNames);
        Assert.Equal([(2, LeftOut.WaitingRoom), (4, LeftOut.NoTimes)], report.LeftOut.Select(row => (row.Line, row.Why)));
    }

    [Fact]
    public void Dates_that_can_be_read_in_two_ways_are_asked_for_once_when_the_webinars_day_does_not_tell()
    {
        var file = Encoding.UTF8.GetBytes(Zoom + "Maria Rossi,,04/05/2026 09:50,04/05/2026 12:00,130,Yes,,No\n");

        Assert.True(ReportReaderTests.Read(file, Morning).AsksOrder);
        Assert.False(ReportReaderTests.Read(file, Morning, DateOrder.MonthDay).AsksOrder);
        Assert.Equal(4, Month(ReportReaderTests.Read(file, Morning, DateOrder.MonthDay)));
        Assert.Equal(5, Month(ReportReaderTests.Read(file, Window(2026, 5, 4, 10, 12))));
        Assert.Equal(4, Month(ReportReaderTests.Read(file, Window(2026, 4, 5, 10, 12))));

        static int Month(ReadReport read) => RomeTime.Day(read.Report!.People[0].Stays[0].From).Month;
    }

    [Fact]
    public void Times_without_a_day_are_of_the_webinar_also_after_midnight()
    {
        var night = new TimeWindow(RomeTime.FromRome(2026, 3, 21, 22), RomeTime.FromRome(2026, 3, 22, 1));

        var report = Read("Nome,Cognome,Email,Durata,Ora di ingresso,Ora di uscita\nMaria,Rossi,,2 ore 30 min,21:50,00:20\nUgo,Verdi,,40 min,00:10,00:50\n", night);

        Assert.Equal(ReportFamily.GoogleMeet, report.Family);
        Assert.Equal(TimeSpan.FromMinutes(140), night.CoveredBy([Of(report.People[0])]));
        Assert.Equal(TimeSpan.FromMinutes(40), night.CoveredBy([Of(report.People[1])]));
    }

    [Theory]
    [InlineData("25/10/2026 01:45:00", "25/10/2026 02:15:00", 90)] // out in the second of the two hours
    [InlineData("25/10/2026 01:45:00", "25/10/2026 02:15:00", 30)]
    [InlineData("25/10/2026 02:50:00", "25/10/2026 02:10:00", 20)] // the clocks went back in between
    [InlineData("25/10/2026 01:30:00", "25/10/2026 03:30:00", 180)]
    [InlineData("29/03/2026 01:30:00", "29/03/2026 03:30:00", 60)]
    public void An_hour_that_clocks_show_twice_is_told_by_the_duration(string join, string leave, int minutes)
    {
        var day = join[..2] == "25" ? new DateTime(2026, 10, 25) : new DateTime(2026, 3, 29);
        var planned = new TimeWindow(RomeTime.FromRome(day.AddHours(1)), RomeTime.FromRome(day.AddHours(4)));

        var report = Read($"{Zoom}Maria Rossi,,{join},{leave},{minutes},Yes,,No\n", planned);

        Assert.Equal(TimeSpan.FromMinutes(minutes), Of(report.People[0]).Length);
    }

    [Fact]
    public void Minutes_without_times_are_put_where_the_room_was_opened_and_say_so()
    {
        var report = Read("Argomento,ID riunione,Ora di inizio,Ora di fine,Durata (minuti),Partecipanti\nTavolo,8,21/03/2026 09:45,21/03/2026 12:10,145,2\n\n"
            + "Nome (Nome originale),E-mail utente,Durata totale (minuti),Ospite\nMaria Rossi,,71,Sì\nUgo Bianchi,,120,Sì\n", Morning);

        Assert.Equal(ReportFamily.ZoomUniqueUsers, report.Family);
        Assert.Equal(2, report.Placed);
        Assert.Equal(["Maria Rossi <> 09:45–10:56*", "Ugo Bianchi <> 09:45–11:45*"], Show(report));
    }

    [Fact]
    public void Who_has_not_left_when_the_list_was_taken_was_there_until_then()
    {
        var report = Read("Full Name\tUser Action\tTimestamp\nMaria Rossi\tJoined before\t3/21/2026, 9:55:00 AM\nUgo Verdi\tJoined\t3/21/2026, 10:01:00 AM\n"
            + "Ugo Verdi\tLeft\t3/21/2026, 11:01:00 AM\n", Morning);

        Assert.Equal(["Maria Rossi <> 09:55–11:01*", "Ugo Verdi <> 10:01–11:01"], Show(report));
    }

    [Fact]
    public void A_name_that_looks_like_a_formula_is_a_name()
    {
        var report = Read($"{Zoom}\"=HYPERLINK(\"\"http://x.example\"\")\",,21/03/2026 09:50,21/03/2026 12:00,130,Yes,,No\n", Morning);

        Assert.Equal("=HYPERLINK", report.People[0].Name);
    }

    [Fact]
    public void Numbers_of_a_spreadsheet_are_its_dates()
    {
        var file = Xlsx(("A", "Nome (Nome originale)"), ("B", "Ora di ingresso"), ("C", "Ora di uscita"), ("D", "Durata (minuti)"))
            .Replace("</sheetData>", """<row r="2"><c r="A2" t="inlineStr"><is><t>Maria Rossi</t></is></c><c r="B2"><v>46102.416666666664</v></c><c r="C2"><v>46102.5</v></c><c r="D2"><v>120</v></c></row></sheetData>""", StringComparison.Ordinal);

        var report = ReportReader.Read(ReportFile.Read(Zip(file)).Table!, Morning).Report!;

        Assert.Equal(["Maria Rossi <> 10:00–12:00"], Show(report));
    }

    [Theory]
    [InlineData("", TableFault.Empty)]
    [InlineData("  \n\n ", TableFault.Empty)]
    [InlineData("Nome,Ora\0di,ingresso\0", TableFault.NotText)]
    [InlineData("%PDF-1.7 qualcosa", TableFault.NotText)]
    public void What_is_no_table_is_told(string text, TableFault fault) =>
        Assert.Equal(fault, ReportFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Fault);

    [Fact]
    public void What_is_too_large_is_not_read()
    {
        using var huge = new MemoryStream(new byte[50 * 1024 * 1024]);
        var rows = string.Concat(Enumerable.Repeat("a,b,c\n", ReportFile.Limits.Rows + 5));

        Assert.Equal(TableFault.TooLarge, ReportFile.Read(huge).Fault);
        Assert.Equal(TableFault.TooManyRows, ReportFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(rows))).Fault);
    }

    [Theory]
    [InlineData("uno;due;tre\nciao;come;va\n")]
    [InlineData("Nome;Cognome;Email\nMaria;Rossi;maria@x.example\n")]
    [InlineData("Nome;Email;Data di iscrizione\nMaria Rossi;maria@x.example;10/03/2026 10:00\nUgo Verdi;ugo@x.example;11/03/2026 11:00\n")]
    [InlineData("Comune;Abitanti\nPatti;13000\nEnna;25000\n")]
    public void A_table_that_does_not_say_who_was_there_when_is_no_report(string text) =>
        Assert.Null(ReportReaderTests.Read(Encoding.UTF8.GetBytes(text), Morning).Report);

    private static TimeWindow Window(int year, int month, int day, int from, int until) =>
        new(RomeTime.FromRome(year, month, day, from), RomeTime.FromRome(year, month, day, until));

    private static PlatformReport Read(string text, TimeWindow planned) =>
        ReportReaderTests.Read(Encoding.UTF8.GetBytes(text), planned).Report!;

    private static TimeWindow Of(ReportPerson person) => new(person.Stays[0].From, person.Stays[0].Until);

    private static IEnumerable<string> Show(PlatformReport report) => report.People.Select(person => $"{person.Name} <{person.Email}> "
        + string.Join(", ", person.Stays.Select(stay => $"{RomeTime.Time(stay.From)}–{RomeTime.Time(stay.Until)}{(stay.IsPlaced ? "*" : "")}")));

    private static string Xlsx(params (string Column, string Text)[] head) => "<worksheet><sheetData><row r=\"1\">"
        + string.Concat(head.Select(
        cell => $"""<c r="{cell.Column}1" t="inlineStr"><is><t>{cell.Text}</t></is></c>""")) + "</row></sheetData></worksheet>";

    private static MemoryStream Zip(string sheet)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in new[]
            {
                ("xl/workbook.xml", """<workbook xmlns:r="x"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>"""),
                ("xl/worksheets/sheet1.xml", sheet),
            })
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(xml);
            }
        }

        file.Position = 0;
        return file;
    }
}
