using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Mail;

/// <summary>The whole way, with a real mail server at its end.</summary>
public sealed class SmtpTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task The_confirmation_arrives_as_it_was_written()
    {
        using var server = await SmtpServer.StartedAsync();
        using var site = SiteOn(server);

        await SignUpAsync(site, "maria.rossi@comune.example");
        await site.DeliverAsync();

        var message = Assert.Single(server.Messages);
        Assert.Equal("Iscrizione confermata: Accogliere insieme", message.Subject);
        Assert.Equal("Maria Rossi", Assert.Single(message.To.Mailboxes).Name);
        Assert.Contains("Quando: ", message.Plain(), StringComparison.Ordinal);
        Assert.Equal("La tua iscrizione è confermata", message.Html().Title);
        Assert.Equal("REQUEST", message.Calendar().Method);
        Assert.Equal("invito.ics", message.Attachments.Single().ContentDisposition!.FileName);
        Assert.Equal(200, (await site.NewVisitor().GetAsync(message.PersonalLink())).Status);
        Assert.Equal(OutgoingMailStatus.Sent, Assert.Single(await RowsAsync(site)).Status);
    }

    [Fact]
    public async Task One_connection_serves_many_mails_and_a_refused_one_between_them()
    {
        using var server = await SmtpServer.StartedAsync();
        using var site = SiteOn(server);

        await SignUpAsync(site, "prima@comune.example", "full@comune.example", "dopo@comune.example");
        await site.DeliverAsync();

        Assert.Equal(["dopo@comune.example", "prima@comune.example"], server.Messages.Select(m => m.To.Mailboxes.Single().Address).Order());
        Assert.Equal(
            new MailFailure(MailFailureKind.MailboxFull, "452 4.2.2 Mailbox full"),
            (await RowAsync(site, "full@comune.example")).Failure);
    }

    [Fact]
    public async Task With_the_server_away_the_sign_up_succeeds_and_the_mail_goes_later()
    {
        using var server = await SmtpServer.StartedAsync();
        using var site = SiteOn(server);
        server.Stop();

        await SignUpAsync(site, "maria.rossi@comune.example");
        await site.DeliverAsync();

        var waiting = Assert.Single(await RowsAsync(site));
        Assert.Equal((OutgoingMailStatus.Queued, 0), (waiting.Status, waiting.Attempts));
        Assert.Equal(MailFailureKind.Unreachable, waiting.FailureKind);
        await server.StartAsync();
        await site.DeliverAsync();
        Assert.Empty(server.Messages); // not before its time
        _clock.Advance(MailLane.Pauses[0]);
        await site.DeliverAsync();
        Assert.Single(server.Messages);
        Assert.Equal(OutgoingMailStatus.Sent, Assert.Single(await RowsAsync(site)).Status);
    }

    [Fact]
    public async Task A_server_that_was_started_again_between_two_mails_is_no_trouble()
    {
        using var server = await SmtpServer.StartedAsync();
        using var site = SiteOn(server);
        await SignUpAsync(site, "prima@comune.example");
        await site.DeliverAsync();

        server.Stop();
        await server.StartAsync();
        await SignUpAsync(site, "dopo@comune.example");
        await site.DeliverAsync();

        Assert.Equal(2, server.Messages.Count);
        Assert.All(await RowsAsync(site), mail => Assert.Equal((OutgoingMailStatus.Sent, 1), (mail.Status, mail.Attempts)));
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_given_up_at_once_with_the_servers_words()
    {
        using var server = await SmtpServer.StartedAsync();
        using var site = SiteOn(server);

        await SignUpAsync(site, "unknown@comune.example");
        await site.DeliverAsync();

        var mail = Assert.Single(await RowsAsync(site));
        Assert.Equal((OutgoingMailStatus.Failed, 1), (mail.Status, mail.Attempts));
        Assert.Equal(
            new MailFailure(MailFailureKind.NoSuchMailbox, "550 5.1.1 <unknown@comune.example>: Recipient address rejected: User unknown"),
            mail.Failure);
        _clock.Advance(TimeSpan.FromDays(2));
        await site.DeliverAsync();
        Assert.Equal(1, Assert.Single(await RowsAsync(site)).Attempts);
    }

    [Theory]
    [InlineData("full@comune.example", MailFailureKind.MailboxFull, "452 ")]
    [InlineData("policy@comune.example", MailFailureKind.RecipientRefused, "550 ")]
    public async Task What_time_or_the_recipients_server_may_put_right_is_tried_again(
        string recipient, MailFailureKind kind, string answer)
    {
        using var server = await SmtpServer.StartedAsync();
        using var site = SiteOn(server);

        await SignUpAsync(site, recipient);
        await site.DeliverAsync();

        var mail = Assert.Single(await RowsAsync(site));
        Assert.Equal((OutgoingMailStatus.Queued, _clock.GetUtcNow() + OutgoingMail.Backoff[0]), (mail.Status, mail.NextAttemptAt));
        Assert.Equal(kind, mail.FailureKind);
        Assert.StartsWith(answer, mail.FailureDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_not_wanted_is_given_up_at_once()
    {
        using var server = await SmtpServer.StartedAsync();
        using var site = SiteOn(server);

        await SignUpAsync(site, "spam@comune.example");
        await site.DeliverAsync();

        var mail = Assert.Single(await RowsAsync(site));
        Assert.Equal(
            (OutgoingMailStatus.Failed, MailFailureKind.ContentRefused, "554 5.6.0 Message content rejected"),
            (mail.Status, mail.FailureKind!.Value, mail.FailureDetail));
    }

    [Fact]
    public async Task What_is_set_up_wrong_stops_the_lane_and_staff_read_what_to_do()
    {
        using var server = await SmtpServer.StartedAsync();
        using var site = SiteOn(server, ("Mail:User", "coopera"), ("Mail:Password", "segreto"));

        await SignUpAsync(site, "prima@comune.example", "seconda@comune.example");
        await site.DeliverAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));
        await site.DeliverAsync();

        Assert.All(await RowsAsync(site), mail => Assert.Equal((OutgoingMailStatus.Queued, 0), (mail.Status, mail.Attempts)));
        var staff = await site.NewStaffMemberAsync();
        var page = await staff.GetAsync("/gestione/posta");
        Assert.Contains("La posta è ferma da 10 minuti", page.Text, StringComparison.Ordinal);
        Assert.Contains("Il collegamento con il server di posta è impostato male", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("errore del sito", page.Text, StringComparison.Ordinal);
        Assert.Contains("La posta è ferma da 10 minuti", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        Assert.Contains("mail:Setup", (await staff.GetAsync("/health/ready")).Html, StringComparison.Ordinal);
        Assert.Equal(303, (await staff.SubmitAsync(page, [], "form[action$='/posta/prova-adesso']")).Status);
        Assert.True((await site.ReadAsync(db => db.MailLanes.AsNoTracking().SingleAsync())).MayTry(_clock.GetUtcNow()));
    }

    private static async Task SignUpAsync(CooperaSite site, params string[] addresses)
    {
        var webinar = await site.WebinarAsync();
        foreach (var address in addresses)
        {
            var visitor = site.NewVisitor();
            var answer = await visitor.SubmitAsync(
                await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), SignUpPageTests.Form(address));
            Assert.Equal(303, answer.Status);
        }
    }

    private static Task<List<OutgoingMail>> RowsAsync(CooperaSite site) =>
        site.ReadAsync(db => db.OutgoingMails.AsNoTracking().ToListAsync());

    private static Task<OutgoingMail> RowAsync(CooperaSite site, string recipient) =>
        site.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.Recipient == EmailAddress.Parse(recipient)));

    private CooperaSite SiteOn(SmtpServer server, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Mail:Transport"] = "Smtp",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Security"] = "None",
            ["Mail:From"] = "webinar@anci.example",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return new(all, _clock);
    }
}
