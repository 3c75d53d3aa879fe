using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Coopera.Web.Tests.Documents;

/// <summary>What ends up in people's calendars, from the page to the mail.</summary>
public sealed class CalendarJourneyTests : IDisposable
{
    private static readonly TimeZoneInfo Rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    // Each moves the clock and reads all mails of its site.
    private readonly CooperaSite _site;

    public CalendarJourneyTests() => _site = new CooperaSite(clock: _clock, sample: true);

    public static TheoryData<DateTime, DateTime, string, string> DaysTheClocksChange() => new()
    {
        { new(2026, 3, 29, 10, 0, 0), new(2026, 3, 29, 12, 30, 0), "domenica 29 marzo 2026", "dalle 10:00 alle 12:30" },
        { new(2026, 10, 25, 10, 0, 0), new(2026, 10, 25, 12, 30, 0), "domenica 25 ottobre 2026", "dalle 10:00 alle 12:30" },
        { new(2026, 3, 29, 0, 30, 0), new(2026, 3, 29, 4, 0, 0), "domenica 29 marzo 2026", "dalle 00:30 alle 04:00" },
        { new(2026, 10, 25, 0, 30, 0), new(2026, 10, 25, 4, 0, 0), "domenica 25 ottobre 2026", "dalle 00:30 alle 04:00" },
    };

    [Theory]
    [MemberData(nameof(DaysTheClocksChange))]
    public async Task On_the_days_when_the_clocks_change_page_mail_and_calendar_show_the_right_hour(
        DateTime start, DateTime end, string day, string hours)
    {
        var webinar =
            await _site.WebinarAsync(() => new Webinar("ora-legale", "Ora legale", RomeTime.FromRome(start), RomeTime.FromRome(end)));
        var visitor = _site.NewVisitor();

        var page = await visitor.GetAsync("/webinar/ora-legale");
        Assert.Contains(day, page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(hours, page.Text, StringComparison.Ordinal);
        var mail = await SignUpAsync(visitor, webinar);
        Assert.Contains($"Quando: {day}, {hours} (ora italiana)", mail.Plain(), StringComparison.Ordinal);
        Assert.Contains($"{day}, {hours} (ora italiana)", mail.Html().Body!.TextContent, StringComparison.Ordinal);
        var personal = new Uri(mail.PersonalLink()).AbsolutePath;
        var own = (await visitor.GetAsync(personal)).Text;
        Assert.Contains(day, own, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(hours, own, StringComparison.Ordinal);
        foreach (var calendar in new[]
        {
            mail.Calendar(),
            await CalendarAsync(visitor, "/webinar/ora-legale/calendario.ics"),
            await CalendarAsync(visitor, $"{personal}/calendario.ics"),
        })
        {
            var item = Assert.Single(calendar.Events)!;
            Assert.Equal(start, TimeZoneInfo.ConvertTimeFromUtc(item.Start!.AsUtc, Rome));
            Assert.Equal(end, TimeZoneInfo.ConvertTimeFromUtc(item.End!.AsUtc, Rome));
        }
    }

    [Fact]
    public async Task One_person_keeps_one_event_through_every_change_and_each_is_newer_than_the_last()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var invitation = await SignUpAsync(visitor, webinar);

        var moved = await ActAsync(visitor, invitation, "modifica", new() { ["Email"] = "nuova@comune.example" }, "Nuovo indirizzo");
        var cancelled = await ActAsync(visitor, moved, "annulla", [], "Iscrizione annullata");

        MimeMessage[] mails = [invitation, moved, cancelled];
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], mails.Select(mail => mail.Calendar().Method));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CANCELLED"], mails.Select(mail => Event(mail).Status));
        Assert.Single(mails.Select(mail => Event(mail).Uid).Distinct());
        var sequences = mails.Select(mail => Event(mail).Sequence).ToList();
        Assert.True(sequences[0] < sequences[1] && sequences[1] < sequences[2], $"SEQUENCE must rise: {string.Join(", ", sequences)}.");
        Assert.Equal("mailto:nuova@comune.example", Event(cancelled).Attendees.Single().Value!.ToString());
    }

    [Fact]
    public async Task Who_moves_up_from_the_waiting_list_is_invited()
    {
        var webinar = await _site.WebinarAsync(
            () => new Webinar("pieno", "Pieno", _clock.GetUtcNow().AddDays(9), _clock.GetUtcNow().AddDays(9).AddHours(1)) { Capacity = 1 });
        var first = await SignUpAsync(_site.NewVisitor(), webinar, "prima@comune.example");
        var waiting = await SignUpAsync(_site.NewVisitor(), webinar, "seconda@comune.example");
        Assert.DoesNotContain(waiting.BodyParts, part => part.ContentType.IsMimeType("text", "calendar"));

        await ActAsync(_site.NewVisitor(), first, "annulla", [], "Iscrizione annullata");

        var assigned = (await _site.DeliverAsync()).Single(mail => mail.Subject == "Si è liberato un posto: Pieno");
        Assert.Equal("REQUEST", assigned.Calendar().Method);
        Assert.Equal("mailto:seconda@comune.example", Event(assigned).Attendees.Single().Value!.ToString());
        Assert.True(Event(assigned).Sequence > 0);
    }

    [Fact]
    public async Task The_feed_holds_every_published_webinar_and_no_draft()
    {
        await _site.WebinarAsync(() => new Webinar("uno", "Primo", _clock.GetUtcNow().AddDays(3), _clock.GetUtcNow().AddDays(4)));
        var cancelled =
            await _site.WebinarAsync(() => new Webinar("due", "Secondo", _clock.GetUtcNow().AddDays(5), _clock.GetUtcNow().AddDays(6)));
        await _site.WriteAsync(db =>
        {
            db.Webinars.Add(new Webinar("bozza", "Bozza", _clock.GetUtcNow().AddDays(7), _clock.GetUtcNow().AddDays(8)));
            db.Attach(cancelled);
            cancelled.Cancel("Rimandato.");
            return Task.CompletedTask;
        });

        var visitor = _site.NewVisitor();
        var answer = await visitor.Client.GetAsync("/webinar/calendario.ics");

        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var events = Calendar.Load(await answer.Content.ReadAsStringAsync())!.Events.ToDictionary(e => e!.Summary!, e => e!);
        Assert.Equal(
            ["2° Tavolo tecnico del Coordinamento dei Comuni della Rete "
                + "SAI", "Esempio: Tavolo tecnico sull’accoglienza diffusa", "Primo", "Secondo"],
            events.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("CANCELLED", 1), (events["Secondo"].Status, events["Secondo"].Sequence));
        Assert.Equal(
            new DateTime(2022, 1, 31, 14, 0, 0), events["2° Tavolo tecnico del Coordinamento dei Comuni della Rete SAI"].Start!.AsUtc);
        Assert.Equal(new Uri("http://localhost/webinar/uno"), events["Primo"].Url);
    }

    [Fact]
    public async Task Read_again_the_feed_is_the_same_until_a_webinar_changes()
    {
        var webinar =
            await _site.WebinarAsync(() => new Webinar("uno", "Primo", _clock.GetUtcNow().AddDays(3), _clock.GetUtcNow().AddDays(4)));
        var (visitor, staff) = (_site.NewVisitor(), await _site.NewStaffMemberAsync());
        var first = await visitor.Client.GetStringAsync("/webinar/calendario.ics");
        var alone = await visitor.Client.GetStringAsync("/webinar/uno/calendario.ics");

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(first, await visitor.Client.GetStringAsync("/webinar/calendario.ics"));
        Assert.Equal(alone, await visitor.Client.GetStringAsync("/webinar/uno/calendario.ics"));
        await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/webinar/{webinar.Id}/modifica"), new() { ["Form.Theme"] = "Un tema" },
            "main form:has([name='Form.Seen'])");

        var events = Calendar.Load(await visitor.Client.GetStringAsync("/webinar/calendario.ics"))!.Events;
        var changed = events.Single(e => e!.Summary == "Primo")!;
        Assert.Equal(_clock.GetUtcNow().UtcDateTime, changed.DtStamp!.AsUtc);
        Assert.Equal(_clock.GetUtcNow().UtcDateTime, changed.LastModified!.AsUtc);
        Assert.Equal(
            Calendar.Load(first)!.Events.Where(e => e!.Summary != "Primo").Select(e => e!.DtStamp).Order(),
            events.Where(e => e!.Summary != "Primo").Select(e => e!.DtStamp).Order());
    }

    [Fact]
    public async Task What_a_person_downloads_is_published_and_what_is_mailed_invites()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var mail = await SignUpAsync(visitor, webinar);
        var link = mail.PersonalLink();

        var own = await CalendarAsync(visitor, $"{new Uri(link).AbsolutePath}/calendario.ics");

        Assert.Equal(("REQUEST", "PUBLISH"), (mail.Calendar().Method, own.Method));
        Assert.Equal((Event(mail).Uid, Event(mail).Sequence), (own.Events.Single()!.Uid, own.Events.Single()!.Sequence));
    }

    public void Dispose() => _site.Dispose();

    private static CalendarEvent Event(MimeMessage mail) => mail.Calendar().Events.Single()!;

    private static async Task<Calendar> CalendarAsync(Visitor visitor, string address) =>
        Calendar.Load(await visitor.Client.GetStringAsync(address))!;

    private async Task<MimeMessage> SignUpAsync(Visitor visitor, Webinar webinar, string email = "maria.rossi@comune.example")
    {
        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), SignUpPageTests.Form(email));
        Assert.Equal(303, answer.Status);
        return (await _site.DeliverAsync()).Single(mail => mail.To.Mailboxes.Single().Address == email);
    }

    /// <summary>Opens the personal page by the link of a mail, submits one of its forms and returns the mail that causes.</summary>
    private async Task<MimeMessage> ActAsync(
        Visitor visitor, MimeMessage mail, string form, Dictionary<string, string?> fields, string subject)
    {
        var link = mail.PersonalLink();
        await visitor.SubmitAsync(await visitor.GetAsync(new Uri(link).AbsolutePath), fields, $"form[action$='/{form}']");
        await _site.NobodyThinksAgainAsync();
        return (await _site.DeliverAsync()).Single(m => m.Subject!.StartsWith(subject, StringComparison.Ordinal));
    }
}
