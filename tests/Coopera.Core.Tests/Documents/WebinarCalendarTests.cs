using System.Text;
using Coopera.Core.Documents;
using Coopera.Domain;
using Ical.Net;

namespace Coopera.Core.Tests.Documents;

/// <summary>Calendar objects as other programs read them.</summary>
public sealed class WebinarCalendarTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);
    private static readonly CalendarOrganizer Organizer = new("www.anci.example", EmailAddress.Parse("webinar@anci.example"));
    private static readonly CalendarGuest Guest = new(
        Guid.Parse("0199a5b0-6f5c-7000-8000-0123456789ab"), "Nicolò D'Angelo", EmailAddress.Parse("nicolo@forlì.example"));
    private static readonly CalendarEntry Entry = new(
        7, "Accogliere insieme; oggi, domani", "Dall’emergenza al welfare", RomeTime.FromRome(2026, 1, 29, 15),
        RomeTime.FromRome(2026, 1, 29, 17), 4, "https://www.anci.example/webinar/accogliere");

    [Fact]
    public void An_invitation_has_all_that_calendars_need()
    {
        var calendar = Read(WebinarCalendar.Invitation(Entry, Guest, Organizer, Now));

        Assert.Equal(("REQUEST", "2.0"), (calendar.Method, calendar.Version));
        var item = Assert.Single(calendar.Events)!;
        Assert.Equal("0199a5b06f5c700080000123456789ab@www.anci.example", item.Uid);
        Assert.Equal((4, "CONFIRMED"), (item.Sequence, item.Status));
        Assert.Equal("Accogliere insieme; oggi, domani", item.Summary);
        Assert.Equal("On line", item.Location);
        Assert.Equal(new Uri("https://www.anci.example/webinar/accogliere"), item.Url);
        Assert.Equal(new DateTime(2026, 1, 29, 14, 0, 0), item.Start!.AsUtc);
        Assert.Equal(new DateTime(2026, 1, 29, 16, 0, 0), item.End!.AsUtc);
        Assert.Equal(Now.UtcDateTime, item.DtStamp!.AsUtc);
        Assert.Equal(
            ("mailto:webinar@anci.example", "Coopera – ANCI Sicilia"), (item.Organizer!.Value!.ToString(), item.Organizer.CommonName));
        var attendee = Assert.Single(item.Attendees);
        Assert.Equal(("Nicolò D'Angelo", "ACCEPTED", false), (attendee.CommonName, attendee.ParticipationStatus, attendee.Rsvp));
        Assert.Equal("mailto:nicolo@xn--forl-tpa.example", attendee.Value!.ToString());
        var alarm = Assert.Single(item.Alarms);
        Assert.Equal(("DISPLAY", "-PT1H"), (alarm.Action, alarm.Trigger!.Duration.ToString()));
    }

    [Fact]
    public void A_cancellation_is_of_the_same_event_and_rings_no_more()
    {
        var calendar = Read(WebinarCalendar.Cancellation(Entry with { Sequence = 5 }, Guest, Organizer, Now));

        Assert.Equal("CANCEL", calendar.Method);
        var item = Assert.Single(calendar.Events)!;
        Assert.Equal(("0199a5b06f5c700080000123456789ab@www.anci.example", 5, "CANCELLED"), (item.Uid, item.Sequence, item.Status));
        Assert.Single(item.Attendees);
        Assert.Empty(item.Alarms);
    }

    [Fact]
    public void An_invitation_to_a_cancelled_webinar_takes_it_out_of_the_calendar() =>
        Assert.Equal("CANCEL", Read(WebinarCalendar.Invitation(Entry with { IsCancelled = true }, Guest, Organizer, Now)).Method);

    [Fact]
    public void What_everybody_may_see_names_no_guest_and_only_the_feed_names_a_calendar()
    {
        var one = WebinarCalendar.Published(Entry, Organizer, Now);
        var feed = WebinarCalendar.Feed([(Entry, Now), (Entry with { WebinarId = 8, IsCancelled = true }, Now.AddDays(1))], Organizer);

        Assert.Equal(["webinar-7@www.anci.example", "webinar-8@www.anci.example"], Read(feed).Events.Select(e => e!.Uid).Order());
        Assert.Equal(["CANCELLED", "CONFIRMED"], Read(feed).Events.Select(e => e!.Status).Order());
        Assert.All([one, feed], bytes => Assert.Equal("PUBLISH", Read(bytes).Method));
        Assert.All([one, feed], bytes => Assert.DoesNotContain("ATTENDEE", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal));
        Assert.Contains("X-WR-CALNAME:Webinar Coopera\r\n", Encoding.UTF8.GetString(feed), StringComparison.Ordinal);
        Assert.DoesNotContain("X-WR-", Encoding.UTF8.GetString(one), StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_takes_for_oneself_is_the_event_of_the_mails_and_invites_nobody()
    {
        var entry = Entry with
        {
            Own = new OwnPages("https://www.anci.example/iscrizioni/abc/entra", "https://www.anci.example/iscrizioni/abc"),
        };
        var calendar = Read(WebinarCalendar.ForOneself(entry, Guest.RegistrationId, Organizer, Now));

        Assert.Equal("PUBLISH", calendar.Method);
        var (mine, mailed) = (calendar.Events.Single()!, Read(WebinarCalendar.Invitation(entry, Guest, Organizer, Now)).Events.Single()!);
        Assert.Equal((mailed.Uid, mailed.Sequence, mailed.Location), (mine.Uid, mine.Sequence, mine.Location));
        Assert.Empty(mine.Attendees);
    }

    [Fact]
    public void The_event_of_one_person_opens_the_way_in_and_says_how_to_cancel()
    {
        var own = new OwnPages("https://www.anci.example/iscrizioni/abc/entra", "https://www.anci.example/iscrizioni/abc");

        var item = Read(WebinarCalendar.Invitation(Entry with { Own = own }, Guest, Organizer, Now)).Events.Single()!;

        Assert.Equal((own.Enter, new Uri(own.Enter)), (item.Location, item.Url));
        Assert.Contains($"pagina d’ingresso:\n{own.Enter}\n", item.Description, StringComparison.Ordinal);
        Assert.Contains($"annulla da qui, così il posto va a un’altra persona:\n{own.Registration}\n", item.Description, StringComparison.Ordinal);
        Assert.EndsWith(Entry.Address, item.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Titolo breve")]
    [InlineData(
        "Come rafforzare la struttura organizzativa dell’Ente locale per una più efficace gestione del Progetto SAI: perché, come, quando "
        + "e con chi")]
    [InlineData("日本語のとても長い題名がここにありますので折り返しが必要です日本語のとても長い題名がここにあります")]
    [InlineData("🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂")]
    public void Lines_end_in_crlf_and_are_folded_at_75_octets_between_characters(string title)
    {
        var bytes = WebinarCalendar.Invitation(Entry with { Title = title }, Guest with { Name = title }, Organizer, Now);

        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Equal(title, Assert.Single(Read(bytes).Events)!.Summary);
        Assert.Equal(title, Assert.Single(Read(bytes).Events)!.Attendees.Single().CommonName);
    }

    [Fact]
    public void Quotes_and_line_breaks_in_a_name_do_not_break_the_calendar()
    {
        var calendar = Read(WebinarCalendar.Invitation(
            Entry, Guest with { Name = "Maria \"Mimì\": Rossi;\r\nATTENDEE:mailto:altri@comune.example" }, Organizer, Now));

        Assert.Equal(
            "Maria 'Mimì': Rossi;  ATTENDEE:mailto:altri@comune.example", Assert.Single(calendar.Events.Single()!.Attendees).CommonName);
    }

    private static Calendar Read(byte[] ics) => Calendar.Load(Encoding.UTF8.GetString(ics))!;
}
