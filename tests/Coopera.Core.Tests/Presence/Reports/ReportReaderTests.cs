using Coopera.Core.Presence.Reports;
using Coopera.Domain.Presence;
using Coopera.Domain.Words;

namespace Coopera.Core.Tests.Presence.Reports;

/// <summary>Whatever platform a report is of, whatever language it speaks and whatever it went through: who was there, and when.</summary>
public sealed class ReportReaderTests
{
    private static readonly DateTime[] Days =
    [
        new(2026, 3, 21, 10, 0, 0), new(2026, 6, 5, 15, 0, 0), new(2026, 12, 11, 9, 30, 0), new(2026, 7, 7, 10, 0, 0),
            new(2026, 11, 12, 22, 40, 0),
    ];

    public static TheoryData<ReportFamily> Families => [.. Enum.GetValues<ReportFamily>().Where(family => family != ReportFamily.Other)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_row_is_accounted_for_and_the_minutes_are_those_that_were(ReportFamily family)
    {
        var looked = 0;
        foreach (var tongue in Enum.GetValues<Tongue>().Where(tongue => tongue != Tongue.German || family == ReportFamily.TeamsMeeting))
        {
            foreach (var (saved, monthFirst, day) in from saved in Enum.GetValues<Saved>()
                                                     from monthFirst in new[] { false, true }
                                                     from day in Days
                                                     select (saved, monthFirst, day))
            {
                var story = MeetingStory.Of(looked++, day);
                var written = new ReportWriter(story, tongue, monthFirst, saved).Write(family);
                var name = $"{family} {tongue} {saved} {(monthFirst ? "month first" : "day first")} {day:yyyy-MM-dd} #{looked - 1}";

                var (table, fault) = ReportFile.Read(new MemoryStream(written.Bytes));
                Assert.True(fault is null, $"{name}: {fault}");
                var read = ReportReader.Read(table!, story.Planned);

                Assert.True(read.Report is not null, $"{name}: not a report");
                Assert.False(read.AsksOrder, name);
                Assert.True(family == read.Report.Family, $"{name}: {read.Report.Family}");
                Assert.True(written.Rows == read.Report.Rows, $"{name}: {written.Rows} rows, {read.Report.Rows} accounted for");
                Compare(story, written, read.Report, name);
            }
        }

        Assert.InRange(looked, 80, 1_000);
    }

    [Theory]
    [InlineData("Qui", "Quo", "Qua", "Cip", "Ciop", "Bip", "Bop", "Zip")]
    public void Columns_with_names_that_nobody_knows_are_found_by_what_stands_in_them(params string[] names)
    {
        var story = MeetingStory.Of(7, Days[0]);
        var rows = new List<string[]> { names[..6] };
        foreach (var guest in story.Guests)
        {
            rows.AddRange(guest.Stays.Select(stay => new[]
            {
                $"{story.Starts.AddDays(-4):dd/MM/yyyy HH:mm:ss}", $"{stay.Until:dd/MM/yyyy HH:mm:ss}", guest.Email ?? "",
                    $"{stay.From:dd/MM/yyyy HH:mm:ss}",
                guest.Name, $"{Math.Ceiling((stay.Until - stay.From).TotalMinutes)}",
            }));
        }

        var report = Read(WrittenReport.BytesOf(rows, ';', Saved.AsItCame), story.Planned).Report!;

        Assert.Equal(ReportFamily.Other, report.Family);
        Assert.Equal(rows.Count, report.Rows);
        foreach (var guest in story.Guests.Where(guest => guest.Came))
        {
            var person = Assert.Single(report.People, person => person.Name == guest.Name);
            Assert.Equal(story.SecondsOf(guest.Stays), Seconds(story, person));
        }
    }

    private static void Compare(MeetingStory story, WrittenReport written, PlatformReport report, string name)
    {
        Assert.True(written.Stays.Count == report.People.Count, $"{name}: {written.Stays.Count} people, {report.People.Count} read");
        foreach (var (guest, stays) in written.Stays)
        {
            var person = report.People.SingleOrDefault(one => PersonName.AreSame(one.Name, guest));
            Assert.True(person is not null, $"{name}: {guest} is missing");
            var (expected, found) = (story.SecondsOf(stays), Seconds(story, person));
            Assert.True(expected == found, $"{name}: {guest} {expected} s, read {found} s");
        }

        var host = story.Guests[0];
        if (report.Family is ReportFamily.ZoomWebinar or ReportFamily.TeamsMeeting or ReportFamily.Webex)
        {
            Assert.True(report.People.Single(one => PersonName.AreSame(one.Name, host.Name)).Part == ReportPart.Host, $"{name}: no host");
            Assert.True(report.People.Count(one => one.Part == ReportPart.Host) == 1, $"{name}: hosts");
        }

        if (report.Family is ReportFamily.ZoomMeeting or ReportFamily.ZoomWebinar or ReportFamily.TeamsMeeting or ReportFamily.GoToWebinar)
        {
            Assert.True(story.Title == report.Title, $"{name}: {report.Title}");
        }
    }

    internal static ReadReport Read(byte[] bytes, TimeWindow planned, DateOrder? order = null) =>
        ReportReader.Read(ReportFile.Read(new MemoryStream(bytes)).Table!, planned, order);

    private static int Seconds(MeetingStory story, ReportPerson person) =>
        (int)Math.Round(story.Planned.CoveredBy(person.Stays.Select(stay => new TimeWindow(stay.From, stay.Until))).TotalSeconds);
}
