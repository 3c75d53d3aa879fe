using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Coopera.Web.Tests.Admin;

/// <summary>What people who signed up are told when a webinar changes, and what the editor is told before.</summary>
public sealed class WebinarEditorNewsTests : IDisposable
{
    private readonly CooperaSite _site = Editors.Site();

    [Fact]
    public async Task A_new_hour_is_told_to_everybody_active_once_after_the_editor_has_agreed()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 2);
        await _site.SignUpAsync(webinar, 4);
        await CancelAsync(webinar, 1);
        await _site.WriteAsync(db => db.OutgoingMails.ExecuteDeleteAsync());
        var staff = await _site.NewStaffMemberAsync();

        var asked = await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Start.Time", "11:00"), ("End.Time", "13:00"));

        Assert.Equal(200, asked.Status);
        Assert.Contains(
            "3 persone riceveranno un’email", asked.Document.QuerySelector("#prima-di-salvare")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(webinar.StartsAt, (await _site.FindWebinarAsync(webinar.Id)).StartsAt);
        Assert.Empty(await _site.QueuedAsync());

        var button = asked.Document.QuerySelector("#prima-di-salvare button")!;
        Assert.Equal("Salva e avvisa 3 persone", button.TextContent);
        var answers =
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => staff.SendAsync(asked, ("Agreed", button.GetAttribute("value")))));

        Assert.All(answers, answer => Assert.Equal(303, answer.Status));
        Assert.Contains("10:15", asked.Document.QuerySelector("#prima-di-salvare")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await _site.QueuedAsync());
        await _site.TellAsync();
        await _site.TellAsync();
        Assert.Equal([MailKinds.WebinarChanged, MailKinds.WebinarChanged, MailKinds.WebinarChanged], await _site.QueuedAsync());
        Assert.Equal(["modifica il webinar | quando; 3 persone da avvisare per email alle 10:15"], await _site.RegisterLinesAsync());
        Assert.Equal(1, (await _site.FindWebinarAsync(webinar.Id)).CalendarSequence);
    }

    [Fact]
    public async Task A_closing_date_that_stays_behind_when_the_webinar_moves_is_told_before_it_is_saved()
    {
        var closes = Editors.Now.AddDays(13);
        var webinar = await _site.WebinarAsync(() => new Webinar(
            "chiude-prima", "Chiude prima", Editors.Now.AddDays(14), Editors.Now.AddDays(14).AddHours(2))
        { RegistrationClosesAt = closes });
        var staff = await _site.NewStaffMemberAsync();

        var asked = await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Start.Date", "2026-02-12"));

        Assert.Equal(200, asked.Status);
        Assert.Contains(
            "la chiusura delle iscrizioni resta al 28 gennaio 2026 alle 10:00.",
            asked.Document.QuerySelector("#prima-di-salvare")!.TextContent, StringComparison.Ordinal);
        var button = asked.Document.QuerySelector("#prima-di-salvare button")!;
        Assert.Equal("Salva e lascia la chiusura com’è", button.TextContent);
        Assert.Equal(303, (await staff.SendAsync(asked, ("Agreed", button.GetAttribute("value")))).Status);
        Assert.Equal(closes, (await _site.FindWebinarAsync(webinar.Id)).RegistrationClosesAt);

        var moved = await staff.SendAsync(
            await staff.OpenEditorAsync(webinar.Id), ("Start.Date", "2026-02-19"), ("Closes.Date", "2026-02-18"));
        Assert.Equal(303, moved.Status);
    }

    [Fact]
    public async Task The_calendar_object_is_the_same_one_moved_and_who_waits_gets_none()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 1);
        await using (var scope = _site.Services.CreateAsyncScope())
        {
            var signUp = scope.ServiceProvider.GetRequiredService<SignUp>();
            await signUp.RunAsync(webinar.Id, People.Number(1), People.Notice);
            await signUp.RunAsync(webinar.Id, People.Number(2), People.Notice);
        }

        var before = (await _site.DeliverAsync())
            .Single(mail => mail.Subject!.StartsWith("Iscrizione confermata", StringComparison.Ordinal));
        var staff = await _site.NewStaffMemberAsync();

        await AgreeAsync(staff, webinar, ("Title", "Accogliere meglio"), ("Start.Date", "2026-01-30"));
        await _site.TellAsync();

        var mails = (await _site.DeliverAsync()).Where(mail => mail.Subject == "Che cosa è cambiato: Accogliere meglio").ToList();
        Assert.Equal(2, mails.Count);
        var moved = mails.Single(mail => mail.To.ToString().Contains("persona1", StringComparison.Ordinal));
        var (old, now) = (Calendar(before), Calendar(moved));
        Assert.Equal(Line(old, "UID"), Line(now, "UID"));
        Assert.Equal(("SEQUENCE:0", "SEQUENCE:1"), (Line(old, "SEQUENCE"), Line(now, "SEQUENCE")));
        Assert.Equal("METHOD:REQUEST", Line(now, "METHOD"));
        Assert.Equal("DTSTART:20260130T090000Z", Line(now, "DTSTART"));
        Assert.Contains("Titolo: Accogliere meglio (prima: Accogliere insieme)", moved.Plain(), StringComparison.Ordinal);
        Assert.Contains(
            "Quando: venerdì 30 gennaio 2026, dalle 10:00 alle 12:00 (prima: giovedì 29 gennaio 2026, dalle 10:00 alle 12:00)",
            moved.Plain(),
            StringComparison.Ordinal);
        var waiting = mails.Single(mail => mail.To.ToString().Contains("persona2", StringComparison.Ordinal));
        Assert.Empty(waiting.Attachments);
        Assert.Contains("Sei ancora in lista d’attesa", waiting.Plain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_platforms_address_is_changed_without_a_mail_and_stands_on_no_page()
    {
        const string Link = "https://zoom.example/j/segreto";
        var webinar = await _site.OpenWebinarAsync(capacity: 1);
        await _site.SignUpAsync(webinar, 2);
        var staff = await _site.NewStaffMemberAsync();

        var saved = await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Platform", "Zoom"), ("JoinLink", Link));
        Assert.Equal(303, saved.Status);
        await _site.TellAsync();

        Assert.Empty(await _site.DeliverAsync());
        Assert.Equal(Link, (await _site.FindWebinarAsync(webinar.Id)).JoinLink);
        var anybody = _site.NewVisitor();
        foreach (var address in new[]
        {
            $"/webinar/{webinar.Slug}", $"/webinar/{webinar.Slug}/iscrizione", $"/webinar/{webinar.Slug}/calendario.ics",
            await PersonalAddressAsync(1), $"{await PersonalAddressAsync(1)}/calendario.ics", $"{await PersonalAddressAsync(1)}/entra",
            await PersonalAddressAsync(2),
        })
        {
            Assert.DoesNotContain("segreto", (await anybody.GetAsync(address)).Html, StringComparison.Ordinal);
        }

        Assert.Contains("On line, con Zoom", (await anybody.GetAsync($"/webinar/{webinar.Slug}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_may_be_put_right_without_a_word_but_not_an_hour()
    {
        var webinar = await _site.OpenWebinarAsync();
        await _site.SignUpAsync(webinar, 1);
        var staff = await _site.NewStaffMemberAsync();
        Assert.Equal(303, (await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Platform", "Zomm"))).Status);
        var asked = await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Platform", "Zoom"));
        Assert.Equal(
            ["Salva e avvisa 1 persona", "Salva senza avvisare"],
            asked.Document.QuerySelectorAll("#prima-di-salvare button").Select(button => button.TextContent));
        var silently = asked.Document.QuerySelectorAll("#prima-di-salvare button")[1].GetAttribute("value");

        Assert.Equal(200, (await staff.SendAsync(asked, ("Start.Time", "09:00"), ("Agreed", silently))).Status);
        Assert.Equal(303, (await staff.SendAsync(asked, ("Agreed", silently))).Status);

        Assert.Empty(await _site.QueuedAsync());
        Assert.Equal("Zoom", (await _site.FindWebinarAsync(webinar.Id)).Platform);
    }

    [Fact]
    public async Task Who_signs_up_is_told_the_platform_and_the_way_in_but_not_its_address()
    {
        var webinar = await _site.WebinarAsync(() => new Webinar(
            "con-link",
            "Con il link",
            Editors.Now.AddDays(3),
            Editors.Now.AddDays(3).AddHours(1))
        { JoinLink = "https://teams.example/1", Platform = "Microsoft Teams" });
        await using var scope = _site.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Person(), People.Notice);

        var mail = Assert.Single(await _site.DeliverAsync());
        Assert.DoesNotContain("teams.example", mail.ToString(), StringComparison.Ordinal);
        Assert.Contains("/entra\n", mail.Plain(), StringComparison.Ordinal);
        Assert.Contains("Dove: on line, con Microsoft Teams", mail.Plain(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Theme", "Un altro tema")]
    [InlineData("Description", "Un’altra descrizione")]
    [InlineData("Slug", "un-altro-indirizzo")]
    public async Task What_people_need_not_know_is_saved_without_a_question(string field, string value)
    {
        var webinar = await _site.OpenWebinarAsync();
        await _site.SignUpAsync(webinar, 1);
        var staff = await _site.NewStaffMemberAsync();

        Assert.Equal(303, (await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), (field, value))).Status);

        Assert.Empty(await _site.QueuedAsync());
        Assert.Equal(0, (await _site.FindWebinarAsync(webinar.Id)).CalendarSequence);
    }

    [Fact]
    public async Task Fewer_places_than_people_are_agreed_to_and_nobody_loses_theirs()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 5);
        await _site.SignUpAsync(webinar, 3);
        var staff = await _site.NewStaffMemberAsync();

        var asked = await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Capacity", "2"));
        Assert.Contains(
            "le iscrizioni già confermate sono 3",
            asked.Document.QuerySelector("#prima-di-salvare")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(5, (await _site.FindWebinarAsync(webinar.Id)).Capacity);
        await staff.FollowAsync(
            await staff.SendAsync(asked, ("Agreed", asked.Document.QuerySelector("#prima-di-salvare button")!.GetAttribute("value"))));

        Assert.Equal(2, (await _site.FindWebinarAsync(webinar.Id)).Capacity);
        Assert.Equal(3, await ConfirmedAsync(webinar));
        Assert.Empty(await _site.QueuedAsync());
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("", 4)]
    public async Task More_places_go_at_once_to_who_has_waited_longest(string places, int confirmed)
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 1);
        await _site.SignUpAsync(webinar, 4);
        var staff = await _site.NewStaffMemberAsync();

        Assert.Equal(303, (await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Capacity", places))).Status);

        Assert.Equal(confirmed, await ConfirmedAsync(webinar));
        Assert.Equal(Enumerable.Repeat(MailKinds.PlaceAssigned, confirmed - 1), await _site.QueuedAsync());
        Assert.Equal(
            Enumerable.Range(1, confirmed).Select(number => $"persona{number}@comune.example"),
            (await _site.ReadAsync(db => db.Registrations.Where(r => r.Status == RegistrationStatus.Confirmed).OrderBy(r => r.Number)
                .Select(r => r.Email).ToListAsync())).Select(email => email.Display));
    }

    [Fact]
    public async Task The_editor_is_told_that_a_mail_waits_that_another_takes_its_place_and_that_none_goes_when_all_is_as_before()
    {
        var webinar = await _site.OpenWebinarAsync();
        await _site.SignUpAsync(webinar, 1);
        var staff = await _site.NewStaffMemberAsync();
        await AgreeAsync(staff, webinar, ("Title", "Per sbaglio"));
        Assert.Contains("parte alle 10:15", (await staff.GetAsync($"/gestione/webinar/{webinar.Id}")).Text, StringComparison.Ordinal);

        var more = await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Start.Time", "08:15"));
        var notice = more.Document.QuerySelector("#prima-di-salvare")!.TextContent;
        Assert.Contains("questa prende il suo posto", notice, StringComparison.Ordinal);
        Assert.Contains("Titolo: da «Accogliere insieme» a «Per sbaglio»", notice, StringComparison.Ordinal);
        var back = await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Title", "Accogliere insieme"));
        Assert.Contains(
            "non parte più", back.Document.QuerySelector("#prima-di-salvare")!.TextContent, StringComparison.Ordinal);
        await staff.SendAsync(back, ("Agreed", back.Document.QuerySelector("#prima-di-salvare button")!.GetAttribute("value")));
        await _site.TellAsync();

        Assert.Empty(await _site.QueuedAsync());
        Assert.Equal("Accogliere insieme", (await _site.FindWebinarAsync(webinar.Id)).Title);
    }

    [Fact]
    public async Task Who_gets_a_place_with_the_new_hour_is_told_the_new_hour()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 1);
        await _site.SignUpAsync(webinar, 2);
        var staff = await _site.NewStaffMemberAsync();

        await AgreeAsync(staff, webinar, ("Capacity", "2"), ("Start.Time", "08:15"));
        await _site.TellAsync();

        var mails = await _site.DeliverAsync();
        Assert.Equal(
            ["Che cosa è cambiato: Accogliere insieme", "Che cosa è cambiato: Accogliere "
                + "insieme", "Si è liberato un posto: Accogliere insieme"], mails.Select(mail => mail.Subject).Order());
        Assert.All(mails, mail => Assert.Contains("dalle 08:15", mail.Plain(), StringComparison.Ordinal));
    }

    public void Dispose() => _site.Dispose();

    private static async Task AgreeAsync(Visitor staff, Webinar webinar, params (string, string?)[] fields)
    {
        var asked = await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), fields);
        Assert.Equal(303, (await staff.SendAsync(
            asked, ("Agreed", asked.Document.QuerySelector("#prima-di-salvare button")!.GetAttribute("value")))).Status);
    }

    private static string Calendar(MimeMessage mail) =>
        MailReading.Content((MimePart)mail.Attachments.Single()).Replace("\r\n ", "", StringComparison.Ordinal);

    private static string Line(string calendar, string name) =>
        calendar.Split("\r\n").First(line => line.StartsWith(name, StringComparison.Ordinal));

    private async Task CancelAsync(Webinar webinar, int number)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var registration = await _site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(
            r => r.WebinarId == webinar.Id && r.EmailKey == $"persona{number}@comune.example"));
        await scope.ServiceProvider.GetRequiredService<CancelRegistration>().RunAsync(registration, null);
    }

    private Task<int> ConfirmedAsync(Webinar webinar) => _site.ReadAsync(db => Places.TakenAsync(db, webinar.Id));

    private async Task<string> PersonalAddressAsync(int number)
    {
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.EmailKey == $"persona{number}@comune.example"));
        return $"/iscrizioni/{_site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(registration.Id, registration.LinkVersion))}";
    }
}
