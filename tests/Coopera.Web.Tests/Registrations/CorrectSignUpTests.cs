using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Registrations;

/// <summary>Page, row and mail say the same: of a form sent twice, and of one that is put right by going back.</summary>
public sealed class CorrectSignUpTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public CorrectSignUpTests() => _site = new CooperaSite(clock: _clock, services: FromAddress.Join);

    [Fact]
    public async Task The_last_place_sent_twice_is_confirmed_both_times()
    {
        var webinar = await WebinarAsync(capacity: 1);
        var visitor = _site.NewVisitor();

        var first = await SignUpAsync(visitor, webinar);
        var second = await SignUpAsync(visitor, webinar);
        var withoutCookie = await SignUpAsync(_site.NewVisitor(), webinar);

        Assert.Equal("Abbiamo ricevuto la tua iscrizione", first.Heading);
        Assert.All([second, withoutCookie], again => Assert.Equal(first.Heading, again.Heading));
        Assert.Equal(RegistrationStatus.Confirmed, (await RowAsync(webinar)).Status);
        Assert.Equal("Iscrizione confermata: Accogliere insieme", Assert.Single(await _site.DeliverAsync()).Subject);
        Assert.Equal(1, await _site.ReadAsync(db => db.SignUpAttempts.CountAsync()));
    }

    [Fact]
    public async Task Who_waits_waits_both_times_and_who_must_confirm_must_both_times()
    {
        var webinar = await WebinarAsync(capacity: 1);
        await SignUpAsync(_site.NewVisitor(), webinar, ("Email", "prima@comune.example"));
        using var crowded = new CooperaSite(new() { ["RateLimits:SignUpsPerHour"] = "1" }, _clock);
        var other = await crowded.WebinarAsync();
        await SignUpAsync(crowded.NewVisitor(), other, ("Email", "prima@comune.example"));

        foreach (var (site, held, heading) in new[]
        {
            (_site, webinar, "Sei in lista d’attesa"), (crowded, other, "Manca un passo: conferma dalla tua email"),
        })
        {
            var visitor = site.NewVisitor();
            Assert.Equal(heading, (await SignUpAsync(visitor, held)).Heading);
            Assert.Equal(heading, (await SignUpAsync(visitor, held)).Heading);
            Assert.Equal(heading, (await SignUpAsync(site.NewVisitor(), held)).Heading);
            Assert.Equal(2, await site.ReadAsync(db => db.Registrations.CountAsync(r => r.WebinarId == held.Id)));
            Assert.Equal(2, await site.ReadAsync(db => db.OutgoingMails.CountAsync()));
        }
    }

    [Fact]
    public async Task Who_goes_back_and_corrects_a_name_has_the_corrected_name_on_page_row_and_mail()
    {
        var webinar = await WebinarAsync();
        var visitor = _site.NewVisitor();

        await SignUpAsync(visitor, webinar, ("LastName", "Rosi"));
        var corrected = await SignUpAsync(visitor, webinar, ("LastName", "Rossi"), ("Role", "Assessora"));

        Assert.Equal("Abbiamo ricevuto la tua iscrizione", corrected.Heading);
        Assert.Contains("Maria Rossi", corrected.Text, StringComparison.Ordinal);
        var row = await RowAsync(webinar);
        Assert.Equal(("Rossi", "Assessora"), (row.LastName, row.Role));
        var mail = Assert.Single(await _site.DeliverAsync());
        Assert.Equal(("Iscrizione confermata: Accogliere insieme", "Maria Rossi"), (mail.Subject, mail.To.Mailboxes.Single().Name));
    }

    [Fact]
    public async Task When_the_first_mail_has_left_a_second_one_tells_what_is_on_file_now()
    {
        var webinar = await WebinarAsync();
        var visitor = _site.NewVisitor();

        await SignUpAsync(visitor, webinar, ("LastName", "Rosi"));
        await _site.DeliverAsync();
        await SignUpAsync(visitor, webinar, ("LastName", "Rossi"));
        await SignUpAsync(visitor, webinar, ("LastName", "Rossi"));

        Assert.Equal(
            ["Maria Rosi", "Maria Rossi"], (await _site.DeliverAsync()).Select(mail => mail.To.Mailboxes.Single().Name).Order());
    }

    [Fact]
    public async Task Who_mistyped_the_address_takes_the_registration_to_the_right_one_and_both_mailboxes_are_told()
    {
        var webinar = await WebinarAsync(capacity: 1);
        var visitor = _site.NewVisitor();

        await SignUpAsync(visitor, webinar, ("Email", "maria.rosi@comune.example"));
        await _site.DeliverAsync();
        var corrected = await SignUpAsync(visitor, webinar, ("Email", "maria.rossi@comune.example"));
        var again = await SignUpAsync(visitor, webinar, ("Email", "maria.rossi@comune.example"));

        Assert.Equal("Abbiamo ricevuto la tua iscrizione", corrected.Heading);
        Assert.Equal(corrected.Text, again.Text);
        var row = await RowAsync(webinar);
        Assert.Equal(("maria.rossi@comune.example", RegistrationStatus.Confirmed), (row.Email.Display, row.Status));
        Assert.Equal(
            [
                "maria.rosi@comune.example: Il tuo indirizzo è stato sostituito: Accogliere insieme",
                "maria.rosi@comune.example: Iscrizione confermata: Accogliere insieme",
                "maria.rossi@comune.example: Nuovo indirizzo per la tua iscrizione: Accogliere insieme",
            ],
            (await _site.DeliverAsync()).Select(mail => $"{mail.To.Mailboxes.Single().Address}: {mail.Subject}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(2, await _site.ReadAsync(db => db.SignUpAttempts.CountAsync()));
    }

    [Fact]
    public async Task A_colleague_signed_up_from_the_same_browser_is_another_registration()
    {
        var webinar = await WebinarAsync();
        var visitor = _site.NewVisitor();

        await SignUpAsync(visitor, webinar);
        await SignUpAsync(
            visitor, webinar, ("FirstName", "Giovanni"), ("LastName", "Bianchi"), ("Email", "giovanni.bianchi@comune.example"));

        Assert.Equal(
            ["Giovanni Bianchi", "Maria Rossi"],
            await _site.ReadAsync(async db => (await db.Registrations.ToListAsync()).Select(r => r.FullName).Order().ToList()));
    }

    [Fact]
    public async Task A_colleague_with_the_address_of_the_first_does_not_take_her_registration_and_the_mail_says_whose_it_is()
    {
        var webinar = await WebinarAsync();
        var visitor = _site.NewVisitor();

        await SignUpAsync(visitor, webinar);
        var second = await SignUpAsync(visitor, webinar, ("FirstName", "Giovanni"), ("LastName", "Bianchi"));

        Assert.Contains("Se con questo indirizzo c’era già un’iscrizione", second.Text, StringComparison.Ordinal);
        Assert.Equal("Maria Rossi", (await RowAsync(webinar)).FullName);
        Assert.Contains(await _site.DeliverAsync(), mail => mail.Subject == "La tua iscrizione c’è già: Accogliere insieme");
    }

    [Fact]
    public async Task Without_the_cookie_nobody_changes_a_registration_and_reads_the_same_page_as_for_a_new_address()
    {
        var webinar = await WebinarAsync();
        await SignUpAsync(_site.NewVisitor(), webinar);
        var stranger = FromAddress.Visitor(_site, "203.0.113.9");

        var known = await SignUpAsync(stranger, webinar, ("LastName", "Rossini"));
        var once = await SendAsync(stranger, webinar, ("LastName", "Rossini"));
        var fresh = await SendAsync(
            FromAddress.Visitor(_site, "203.0.113.10"), webinar, ("LastName", "Rossini"), ("Email", "nuova.rossi@comune.example"));

        Assert.Equal("Maria Rossi", (await RowAsync(webinar, "maria.rossi@comune.example")).FullName);
        Assert.Contains("Maria Rossini", known.Text, StringComparison.Ordinal);
        Assert.Contains("Che cosa hai inviato", known.Text, StringComparison.Ordinal);
        Assert.Equal(CookieOf(fresh).Length, CookieOf(once).Length);
        Assert.Contains(await _site.DeliverAsync(), mail => mail.Subject == "La tua iscrizione c’è già: Accogliere insieme");
    }

    [Fact]
    public async Task The_proof_ends_after_three_hours_and_with_every_change_from_elsewhere()
    {
        var webinar = await WebinarAsync();
        var (late, overtaken) = (_site.NewVisitor(), _site.NewVisitor());
        await SignUpAsync(late, webinar, ("Email", "tardi@comune.example"));
        await SignUpAsync(overtaken, webinar, ("Email", "cambiata@comune.example"));
        await _site.WriteAsync(async db =>
        {
            var row = await db.Registrations.SingleAsync(r => r.EmailKey == "cambiata@comune.example");
            row.Substitute(People.Person("cambiata@comune.example", "Anna"), People.Notice, _clock.GetUtcNow());
        });

        await SignUpAsync(overtaken, webinar, ("Email", "cambiata@comune.example"), ("Role", "Altro"));
        _clock.Advance(TimeSpan.FromHours(3));
        await SignUpAsync(late, webinar, ("Email", "tardi@comune.example"), ("Role", "Altro"));

        Assert.Equal("Anna Rossi", (await RowAsync(webinar, "cambiata@comune.example")).FullName);
        Assert.Equal("Assistente sociale", (await RowAsync(webinar, "tardi@comune.example")).Role);
    }

    [Fact]
    public async Task The_same_content_tells_a_stranger_nothing_once_some_minutes_are_over()
    {
        var webinar = await WebinarAsync(capacity: 1);
        await SignUpAsync(_site.NewVisitor(), webinar);
        _clock.Advance(TimeSpan.FromMinutes(11));

        var known = await SignUpAsync(_site.NewVisitor(), webinar);
        var fresh = await SignUpAsync(_site.NewVisitor(), webinar, ("Email", "altra@comune.example"));

        Assert.Equal("Sei in lista d’attesa", known.Heading);
        Assert.Equal(known.Heading, fresh.Heading);
    }

    [Fact]
    public async Task Everything_works_for_a_browser_that_keeps_no_cookies()
    {
        var webinar = await WebinarAsync(capacity: 1);
        using var client = _site.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        var visitor = new Visitor(client);

        var first = await SignUpAsync(visitor, webinar);
        var waiting = await SignUpAsync(visitor, webinar, ("Email", "altra@comune.example"), ("LastName", "Verdi"));
        var asked = await visitor.FollowAsync(await visitor.SubmitAsync(
            await visitor.GetAsync("/coordinamento/richiesta-scheda"),
            new() { ["Email"] = "ufficio@comune.example", ["PrivacyNoticeRead"] = "true" }));
        var mails = await _site.DeliverAsync();
        var personal = mails.First(mail => mail.Subject!.StartsWith("Iscrizione confermata", StringComparison.Ordinal))
            .PersonalLink();
        var page = await visitor.GetAsync(new Uri(personal).AbsolutePath);
        var saved = await visitor.FollowAsync(await visitor.SubmitAsync(page, new() { ["Role"] = "Sindaca" }, "form[action$=modifica]"));

        Assert.Equal(("Abbiamo ricevuto la tua iscrizione", "Sei in lista d’attesa"), (first.Heading, waiting.Heading));
        Assert.DoesNotContain("Torna indietro", first.Text, StringComparison.Ordinal);
        Assert.Contains("ufficio@comune.example", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Modifiche salvate", saved.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private Task<Webinar> WebinarAsync(int? capacity = null) => _site.WebinarAsync(() => new Webinar(
        $"prova-{Guid.NewGuid():N}", "Accogliere insieme", _clock.GetUtcNow().AddDays(3), _clock.GetUtcNow().AddDays(3).AddHours(2))
    {
        Capacity = capacity,
    });

    private static async Task<Page> SendAsync(Visitor visitor, Webinar webinar, params (string Name, string Value)[] fields)
    {
        var form = SignUpPageTests.Form();
        foreach (var (name, value) in fields)
        {
            form[name] = value;
        }

        return await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);
    }

    private static async Task<Page> SignUpAsync(Visitor visitor, Webinar webinar, params (string Name, string Value)[] fields) =>
        await visitor.FollowAsync(await SendAsync(visitor, webinar, fields));

    private static string CookieOf(Page answer) => answer.Response.Headers.GetValues("Set-Cookie").Single();

    private Task<Registration> RowAsync(Webinar webinar, string? email = null) => _site.ReadAsync(db => db.Registrations.AsNoTracking()
        .SingleAsync(r => r.WebinarId == webinar.Id && (email == null || r.EmailKey == email)));
}
