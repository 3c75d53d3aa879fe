using Coopera.Core.Links;
using Coopera.Core.Presence;
using Coopera.Core.Registrations;
using Coopera.Core.Reminders;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Coopera.Web.Tests.Registrations;

/// <summary>The door of a webinar, as somebody with a link goes through it. It begins on 12 February 2026 at 15:00 in Rome.</summary>
public sealed class WayInTests : IDisposable
{
    private const string Platform = "https://zoom.example/j/123?pwd=segreto";

    private static readonly DateTimeOffset Start = RomeTime.FromRome(2026, 2, 12, 15);

    private readonly FakeTimeProvider _clock = new(RomeTime.FromRome(2026, 2, 1, 10));
    private readonly CooperaSite _site;
    private readonly Visitor _visitor;

    public WayInTests()
    {
        _site = new CooperaSite([], _clock);
        _visitor = _site.NewVisitor();
    }

    [Fact]
    public async Task Too_early_the_page_tells_the_hour_and_how_long_it_takes_and_has_no_button()
    {
        var door = await DoorAsync(await WebinarAsync());
        _clock.SetUtcNow(Start.AddHours(-3));

        var page = await _visitor.GetAsync(door);

        Assert.Contains("Da questa pagina si entra dal 12 febbraio 2026 alle 14:45. Mancano 2 ore e 45 minuti.", page.Text, StringComparison.Ordinal);
        Assert.Contains("prova l’audio", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("main form"));
        Assert.Equal(new Uri(door).AbsolutePath, (await EnterAsync(door)).Location);
    }

    [Fact]
    public async Task Entering_leads_to_the_platform_and_leaving_is_written_down_beside_it()
    {
        var webinar = await WebinarAsync();
        var door = await DoorAsync(webinar);
        _clock.SetUtcNow(Start.AddMinutes(-15));
        var page = await _visitor.GetAsync(door);
        Assert.Contains("Questo link è di Maria Rossi, Comune di Castroreale (ME).", page.Text, StringComparison.Ordinal);
        Assert.Equal("_blank", page.Document.QuerySelector("form[action$='/entra']")!.GetAttribute("target"));
        Assert.Contains(
            "form-action 'self' https:;", page.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("segreto", page.Html, StringComparison.Ordinal);

        _clock.SetUtcNow(Start.AddMinutes(2));
        var entered = await EnterAsync(door);
        Assert.Equal((303, Platform), (entered.Status, entered.Location));
        Assert.Equal("no-referrer, strict-origin", entered.Response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("Ingresso segnato alle 15:02", (await _visitor.GetAsync(door)).Text, StringComparison.Ordinal);

        _clock.SetUtcNow(Start.AddMinutes(121));
        var over = await _visitor.GetAsync(door);
        Assert.Contains("Il webinar si è concluso", over.Heading, StringComparison.Ordinal);
        var left = await _visitor.FollowAsync(await _visitor.SubmitAsync(over, [], "form[action$='/esci']"));
        Assert.Contains("Uscita segnata alle 17:01", left.Text, StringComparison.Ordinal);

        var staff = await _site.NewStaffMemberAsync();
        var id = await _site.ReadAsync(db => db.Registrations.Select(r => r.Id).SingleAsync());
        Assert.Contains(
            "ingresso 15:02 · uscita 17:01", (await staff.GetAsync($"/gestione/iscrizioni/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_may_change_while_the_page_is_open_and_is_waited_for_when_it_is_not_there_yet()
    {
        var webinar = await WebinarAsync(link: null);
        var door = await DoorAsync(webinar);
        _clock.SetUtcNow(Start);
        var page = await _visitor.GetAsync(door);
        Assert.Contains("Il collegamento non è ancora pronto", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='/entra']"));

        await EditAsync(webinar, content => content with { JoinLink = Platform });
        page = await _visitor.GetAsync(door);
        await EditAsync(webinar, content => content with { JoinLink = "https://teams.example/altrove" });

        Assert.Equal(
            "https://teams.example/altrove", (await _visitor.SubmitAsync(page, [], "form[action$='/entra']")).Location);
    }

    [Fact]
    public async Task Who_waits_or_has_cancelled_is_told_what_to_do_and_does_not_get_in()
    {
        var webinar = await WebinarAsync(capacity: 1);
        var first = await DoorAsync(webinar);
        var second = await DoorAsync(webinar, People.Number(2));
        _clock.SetUtcNow(Start.AddMinutes(-10));

        Assert.Contains("Per entrare serve un posto", (await _visitor.GetAsync(second)).Text, StringComparison.Ordinal);
        Assert.Equal(new Uri(second).AbsolutePath, (await EnterAsync(second)).Location);

        await _visitor.SubmitAsync(await _visitor.GetAsync(first[..^"/entra".Length]), [], "form[action$='/annulla']");
        Assert.Contains("Questa iscrizione è annullata", (await _visitor.GetAsync(first)).Text, StringComparison.Ordinal);
        Assert.Equal(new Uri(first).AbsolutePath, (await EnterAsync(first)).Location);
        Assert.Equal(0, await _site.ReadAsync(db => db.PresenceIntervals.CountAsync()));
        Assert.Equal(404, (await _visitor.GetAsync("/iscrizioni/non-valido/entra")).Status);
    }

    [Fact]
    public async Task A_page_of_another_site_lets_nobody_in_and_a_link_is_not_knocked_at_without_end()
    {
        var door = await DoorAsync(await WebinarAsync());
        _clock.SetUtcNow(Start);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, door) { Content = new FormUrlEncodedContent([]) };
        foreign.Headers.Add("Origin", "https://altrove.example");
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(403, (int)(await _visitor.Client.SendAsync(foreign)).StatusCode);

        var statuses = new List<int>();
        for (var time = 0; time < 31; time++)
        {
            statuses.Add((await _visitor.PostAsync(door.Replace("/entra", "/presente", StringComparison.Ordinal))).Status);
        }

        Assert.Equal((204, 429), (statuses[0], statuses[^1]));
    }

    [Fact]
    public async Task Somebody_else_with_the_link_signs_up_also_while_it_takes_place_as_long_as_a_place_is_left()
    {
        var webinar = await WebinarAsync(capacity: 2);
        var door = await DoorAsync(webinar);
        _clock.SetUtcNow(Start.AddMinutes(5));
        var closed = await _visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
        Assert.Equal("In questo momento non è possibile iscriversi", closed.Heading);
        var other = (await _visitor.GetAsync(door)).Document.QuerySelector("a[href$='/iscriviti']")!.GetAttribute("href")!;
        var form = await _visitor.GetAsync(other);
        Assert.Equal("Comune di Castroreale (ME)", form.ValueOf("OtherBody"));
        Assert.Equal("", form.ValueOf("FirstName"));
        Assert.Equal(422, (await _visitor.SubmitAsync(form, new() { ["FirstName"] = "Anna" })).Status);

        var sent = await _visitor.SubmitAsync(form, SignUpPageTests.Form("anna@comune.example"));

        Assert.Equal($"/webinar/{webinar.Slug}/iscrizione/inviata", sent.Onward);
        Assert.Equal(
            [RegistrationStatus.Confirmed, RegistrationStatus.Confirmed],
            await _site.ReadAsync(db => db.Registrations.Select(r => r.Status).ToListAsync()));
        var mail = (await _site.DeliverAsync()).Single(m => m.To.ToString().Contains("anna@", StringComparison.Ordinal));
        Assert.Equal("Sì, entra nel webinar", (await _visitor.GetAsync(Entra(mail))).Document.QuerySelector("form button")!.TextContent.Trim());
        Assert.Equal("Adesso non puoi iscriverti", (await _visitor.GetAsync(other)).Heading);
    }

    [Fact]
    public async Task The_platforms_address_stands_in_no_mail_and_in_no_calendar()
    {
        var webinar = await WebinarAsync(capacity: 2);
        var door = await DoorAsync(webinar);
        await DoorAsync(webinar, People.Number(2));
        await DoorAsync(webinar, People.Number(3));
        await _site.DeliverAsync();
        await EditAsync(webinar, content => content with { Title = "Un altro titolo", Platform = "Microsoft Teams" });
        await _site.WriteAsync(async db =>
        {
            var stored = await db.Webinars.SingleAsync(w => w.Id == webinar.Id);
            var announcement = new WebinarAnnouncement(webinar.Id);
            announcement.Add(KnownWebinar.Of(webinar.Content), _clock.GetUtcNow(), _clock.GetUtcNow());
            await TellEverybody.OfAsync(db, stored, announcement, _clock.GetUtcNow());
        });
        await _visitor.PostAsync("/iscrizioni/recupera", ("Email", "maria.rossi@comune.example"));
        await _site.DeliverAsync();
        var personal = door[..^"/entra".Length];
        var page = await _visitor.GetAsync(personal);
        var calendar = (await _visitor.GetAsync($"{personal}/calendario.ics")).Html;
        foreach (var moment in new[] { Start.AddDays(-7).AddHours(-6), Start.AddDays(-1).AddHours(-6), Start.AddHours(-1) })
        {
            _clock.SetUtcNow(moment);
            await PlanAsync();
            await _site.DeliverAsync();
        }

        _clock.SetUtcNow(Start.AddDays(1).AddHours(-6));
        await PlanAsync();
        var mails = await _site.DeliverAsync();

        Assert.InRange(mails.Select(mail => mail.Subject!.Split(':')[0]).Distinct().Count(), 8, 99);
        var parts = mails.SelectMany(mail => mail.BodyParts.OfType<MimePart>()).Select(MailReading.Content)
            .Append(calendar).Append(page.Html).ToList();
        Assert.All(
            parts.Select(part => part.Replace("\r\n ", "", StringComparison.Ordinal)),
            part => Assert.DoesNotContain("zoom.example", part, StringComparison.Ordinal));
        Assert.Contains("/entra", calendar.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(mails, mail => Assert.DoesNotContain("zoom.example", mail.Subject!, StringComparison.Ordinal));
    }

    public void Dispose() => _site.Dispose();

    private static string Entra(MimeMessage mail) =>
        mail.Plain().Split('\n').First(line => line.EndsWith("/entra", StringComparison.Ordinal));

    private Task<Webinar> WebinarAsync(int? capacity = null, string? link = Platform) => _site.WebinarAsync(
        () => new Webinar("prova", "Accogliere insieme", Start, Start.AddHours(2)) { Capacity = capacity, JoinLink = link, Platform = "Zoom" });

    /// <summary>Somebody signs up; the address of their way in.</summary>
    private async Task<string> DoorAsync(Webinar webinar, Participant? person = null)
    {
        person ??= People.Person();
        await _site.InScopeAsync(services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, person, People.Notice));
        var registration = await _site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.EmailKey == person.Email.Key));
        var token = _site.Services.GetRequiredService<PersonalLinks>().Token(new(registration.Id, registration.LinkVersion));
        return _site.Services.GetRequiredService<SiteAddresses>().Enter(token);
    }

    private Task<Page> EnterAsync(string door) => _visitor.PostAsync(door);

    private Task PlanAsync() => _site.InScopeAsync(services => services.GetRequiredService<PlanReminders>().RunAsync());

    private Task EditAsync(Webinar webinar, Func<WebinarContent, WebinarContent> change) => _site.WriteAsync(async db =>
    {
        var stored = await db.Webinars.Include(w => w.Talks).SingleAsync(w => w.Id == webinar.Id);
        stored.Edit(change(stored.Content), [], _clock.GetUtcNow());
    });
}
