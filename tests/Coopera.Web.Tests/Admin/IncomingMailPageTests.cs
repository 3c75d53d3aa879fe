using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>What came into the mailbox, and the addresses from which mails come back.</summary>
public sealed class IncomingMailPageTests : IDisposable
{
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task Staff_see_what_came_what_became_of_it_and_why_something_was_set_aside()
    {
        await _site.WriteAsync(async db =>
        {
            var asked = Message("anna@comune.example", "Vorrei la scheda", 1);
            asked.Became(InboxOutcome.SchedaSent);
            var large = Message("enrico@comune.example", "Tutte le foto", 2);
            large.SetAside(InboxTrouble.TooLarge, "61 MB");
            await db.IncomingMessages.AddRangeAsync(asked, large);
        });
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.GetAsync("/gestione/posta/in-arrivo");
        Assert.Equal("Posta in arrivo", page.Heading);
        Assert.Contains("chiede la scheda: mandata", page.Text, StringComparison.Ordinal);
        Assert.Contains("è troppo grande per essere letta dal sito: leggila nella casella (61 MB)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Il sito non legge nessuna casella", page.Text, StringComparison.Ordinal);
        var aside = await staff.GetAsync("/gestione/posta/in-arrivo?esito=da-parte");
        Assert.DoesNotContain("Vorrei la scheda", aside.Text, StringComparison.Ordinal);
        Assert.Contains("Tutte le foto", aside.Text, StringComparison.Ordinal);
        var found = await staff.GetAsync("/gestione/posta/in-arrivo?cerca=vorrei");
        Assert.Contains("Vorrei la scheda", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tutte le foto", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        await _site.WriteAsync(db => db.IncomingMessages.AddRangeAsync(
            Enumerable.Range(1, 120).Select(i => Message("anna@comune.example", $"Lettera {i:000}.", i))));
        var staff = await _site.NewStaffMemberAsync();

        var seen = new List<string>();
        for (var address = "/gestione/posta/in-arrivo"; address is not null;)
        {
            var page = await staff.GetAsync(address);
            seen.AddRange(page.Document.QuerySelectorAll("tbody td.second").Select(cell => cell.TextContent.Trim()));
            address = page.Document.QuerySelectorAll("a")
                .FirstOrDefault(a => a.TextContent.Contains("Email più vecchie", StringComparison.Ordinal))
                ?.GetAttribute("href")!;
        }

        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(i => $"Lettera {i:000}."), seen);
    }

    [Fact]
    public async Task The_mail_the_person_and_their_own_page_say_that_mails_come_back()
    {
        var (registration, address) = await ComeBackAsync(3);
        var staff = await _site.NewStaffMemberAsync();

        var person = await staff.GetAsync($"/gestione/iscrizioni/{registration.Id}");
        Assert.Contains("Il sito non scrive più a questo indirizzo", person.Text, StringComparison.Ordinal);
        Assert.Contains("l’indirizzo non esiste o non riceve posta", person.Text, StringComparison.Ordinal);
        Assert.Contains("tornata indietro, da sbagliata@comune.example", person.Text, StringComparison.Ordinal);
        var mail = await _site.ReadAsync(db => db.OutgoingMails.FirstAsync(m => m.BouncedAt != null));
        var page = await staff.GetAsync($"/gestione/posta/{mail.Id}");
        Assert.Contains("Perché è tornata indietro", page.Text, StringComparison.Ordinal);
        Assert.Contains("user unknown", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/gestione/posta/indirizzi/{address}", page.Html, StringComparison.Ordinal);
        Assert.Contains("tornata indietro il", (await staff.GetAsync("/gestione/posta?stato=non-riuscite")).Text, StringComparison.Ordinal);
        Assert.Contains("a riposo", (await staff.GetAsync("/gestione/posta/indirizzi")).Text, StringComparison.Ordinal);
        Assert.Contains("Un indirizzo è a riposo", (await staff.GetAsync("/gestione/posta/in-arrivo")).Text, StringComparison.Ordinal);
        var own = await _site.NewVisitor().GetAsync(Link(registration));
        Assert.Contains("Le nostre email non ti arrivano", own.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_step_puts_the_address_right_everywhere_and_sends_what_waited()
    {
        var (registration, address) = await ComeBackAsync(3);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync($"/gestione/posta/indirizzi/{address}");
        Assert.Contains("Dove c’è questo indirizzo", page.Text, StringComparison.Ordinal);
        Assert.Contains("Che cosa aspetta", page.Text, StringComparison.Ordinal);

        var same = await staff.SubmitAsync(page, new() { ["Address"] = "Sbagliata@comune.example" }, "form[action$='/correggi']");
        Assert.Equal(422, same.Status);
        var answer = await staff.SubmitAsync(page, new() { ["Address"] = "giusta@comune.example" }, "form[action$='/correggi']");

        Assert.Equal(303, answer.Status);
        Assert.Contains(
            "Indirizzo corretto: quello che aspettava parte tra poco per giusta@comune.example.",
            (await staff.FollowAsync(answer)).Text, StringComparison.Ordinal);
        var stored = await _site.ReadAsync(db => db.Registrations.AsNoTracking().Where(r => r.ActiveKey != null).ToListAsync());
        Assert.Equal(2, stored.Count);
        Assert.All(stored, r => Assert.Equal("giusta@comune.example", r.Email.Display));
        await _site.DeliverAsync();
        var mails = await _site.ReadAsync(db => db.OutgoingMails.AsNoTracking().ToListAsync());
        Assert.Equal(2, mails.Count(m => m is { Kind: MailKinds.RegistrationMoved, Status: OutgoingMailStatus.Sent }
            && m.Recipient.Display == "giusta@comune.example"));
        Assert.DoesNotContain(mails, m => m.Status == OutgoingMailStatus.Failed && m.Kind != MailKinds.AddressReplaced);
    }

    [Fact]
    public async Task Who_knows_that_the_address_is_right_lifts_its_rest_and_what_waited_goes_out()
    {
        var (_, address) = await ComeBackAsync(3);
        await _site.WriteAsync(db => db.OutgoingMails.AddAsync(
            MailSamples.Row(MailSamples.All["blank scheda"], recipient: "sbagliata@comune.example")).AsTask());
        await _site.DeliverAsync();
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync($"/gestione/posta/indirizzi/{address}");

        var done = await staff.FollowAsync(await staff.SubmitAsync(page, [], "form[action$='/riattiva']"));

        Assert.Contains("Un’email che aspettava parte tra poco.", done.Text, StringComparison.Ordinal);
        await _site.DeliverAsync();
        Assert.Equal(
            OutgoingMailStatus.Sent,
            await _site.ReadAsync(db => db.OutgoingMails
                .Where(m => m.Kind == MailKinds.BlankSchedaSent).Select(m => m.Status).SingleAsync()));
        Assert.True(await _site.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Action == "mail.address-lifted")));
    }

    [Fact]
    public async Task The_health_and_the_state_of_the_site_name_the_mailbox_that_cannot_be_read()
    {
        using var site = new CooperaSite(new()
        {
            ["Mailbox:Host"] = "imap.anci.example",
            ["Mailbox:User"] = "webinar@anci.example",
            ["Mailbox:Password"] = "segreto",
        });
        await site.WriteAsync(async db =>
        {
            var state = new MailboxState("webinar@anci.example@imap.anci.example/inbox");
            state.Fail(new(MailFailureKind.CredentialsRefused, "NO [AUTHENTICATIONFAILED]"), DateTimeOffset.UtcNow);
            await db.MailboxStates.AddAsync(state);
        });
        var staff = await site.NewStaffMemberAsync();

        var health = await staff.GetAsync("/health/ready");
        Assert.Equal(200, health.Status);
        Assert.Contains("mailbox:Credentials", health.Html, StringComparison.Ordinal);
        Assert.Contains("La casella rifiuta le credenziali", (await staff.GetAsync("/gestione/stato")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "La casella rifiuta le credenziali", (await staff.GetAsync("/gestione/posta/in-arrivo")).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private string Link(Registration registration) => "/iscrizioni/"
        + _site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(registration.Id, registration.LinkVersion));

    private static IncomingMessage Message(string from, string subject, int uid) => new(
        "webinar@anci.example", 7, uid, $"{uid}@comune.example", from, subject,
        DateTimeOffset.UnixEpoch.AddMinutes(uid), DateTimeOffset.UtcNow);

    /// <summary>Somebody signed up twice with a mistyped address, and mails to it came back.</summary>
    private async Task<(Registration Registration, Guid Address)> ComeBackAsync(int times)
    {
        for (var i = 0; i < 2; i++)
        {
            var webinar = await _site.WebinarAsync();
            await _site.InScopeAsync(services => services.GetRequiredService<SignUp>()
                .RunAsync(webinar.Id, People.Person("sbagliata@comune.example"), People.Notice));
        }

        await _site.DeliverAsync();
        var address = new BouncingAddress(EmailAddress.Parse("sbagliata@comune.example"), DateTimeOffset.UtcNow);
        var failure = new MailFailure(MailFailureKind.NoSuchMailbox, "550 5.1.1 <sbagliata@comune.example>: user unknown");
        for (var i = 0; i < times; i++)
        {
            address.Bounced(failure, DateTimeOffset.UtcNow);
        }

        await _site.WriteAsync(async db =>
        {
            db.BouncingAddresses.Add(address);
            foreach (var mail in await db.OutgoingMails.ToListAsync())
            {
                Assert.True(mail.MarkBounced(failure, DateTimeOffset.UtcNow));
            }
        });
        return (await _site.ReadAsync(db => db.Registrations.AsNoTracking().FirstAsync()), address.Id);
    }
}
