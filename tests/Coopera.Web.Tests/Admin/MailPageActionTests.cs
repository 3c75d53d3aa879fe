using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>What staff do about mails.</summary>
public sealed class MailPageActionTests : IDisposable
{
    private static readonly DateTimeOffset Now = MailPageFiles.Now;

    private const string Retry = "form[action$='/riprova']";

    // Each counts the mails of its site.
    private readonly CooperaSite _site = new(clock: new FakeTimeProvider(Now));

    [Fact]
    public async Task A_failed_mail_goes_back_to_the_queue_as_it_is_and_pressing_twice_queues_it_once()
    {
        var (_, mail) = await _site.ConfirmationAsync(then: MailPageFiles.GivenUp(MailPageFiles.NoServer));
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenAsync(mail);

        Assert.Equal(303, (await staff.DoAsync(page, "rispedisci")).Status);
        var second = await staff.FollowAsync(await staff.DoAsync(page, "rispedisci"));

        Assert.Contains("L’email era già in coda: parte una volta sola.", second.Text, StringComparison.Ordinal);
        Assert.Single(await _site.DeliverAsync());
        Assert.Equal(1, await _site.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.MailRetried)));
    }

    [Fact]
    public async Task A_sent_mail_goes_out_again_as_a_copy_with_an_id_of_its_own_and_pressing_twice_makes_one()
    {
        var (_, mail) = await _site.ConfirmationAsync();
        await _site.DeliverAsync();
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenAsync(mail);

        var first = await staff.DoAsync(page, "rispedisci");
        var again = await staff.FollowAsync(await staff.DoAsync(page, "rispedisci"));
        var messages = await _site.DeliverAsync();
        var afterwards = await staff.FollowAsync(await staff.DoAsync(page, "rispedisci"));

        Assert.Equal(303, first.Status);
        Assert.Contains("L’email era già in coda: parte una volta sola.", again.Text, StringComparison.Ordinal);
        Assert.Contains("era già in coda", afterwards.Text, StringComparison.Ordinal);
        Assert.Equal(2, messages.Select(m => m.MessageId).Distinct().Count());
        Assert.Equal(2, (await _site.DeliverAsync()).Count);
        var copy = await _site.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.CopyOfId == mail.Id));
        Assert.Contains("È una copia", (await staff.OpenAsync(copy)).Text, StringComparison.Ordinal);
        Assert.Contains($"/gestione/posta/{copy.Id}", (await staff.OpenAsync(mail)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_in_a_workers_hand_is_not_touched()
    {
        var (_, mail) = await _site.ConfirmationAsync(then: MailPageFiles.GivenUp(MailPageFiles.NoServer));
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenAsync(mail);
        await _site.LeaseAsync(mail.Id);

        var answers = new[] { await staff.DoAsync(page, "rispedisci"), await staff.DoAsync(page, "indirizzo", "altra@comune.example") };

        Assert.All(answers, answer =>
        {
            Assert.Equal(409, answer.Status);
            Assert.Contains("La sta spedendo proprio adesso", answer.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Null(answer.Document.QuerySelector("form[action$='/indirizzo']"));
        });
        Assert.Equal("maria.rossi@comune.example", (await _site.MailAsync(mail.Id)).Recipient.Display);
        Assert.Equal(0, await _site.ReadAsync(db => db.AuditEntries.CountAsync(e => e.SubjectKey == "posta/" + mail.Id)));
    }

    [Fact]
    public async Task A_failed_mail_that_is_needed_no_more_is_closed_and_leaves_the_list()
    {
        var (_, mail) = await _site.ConfirmationAsync(then: MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
        var staff = await _site.NewStaffMemberAsync();

        var done = await staff.FollowAsync(await staff.DoAsync(await staff.OpenAsync(mail), "chiudi"));

        Assert.Contains("chiusa senza spedire", done.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Nessuna email è rimasta indietro",
            (await staff.GetAsync("/gestione/posta?stato=non-riuscite")).Text,
            StringComparison.Ordinal);
        Assert.Empty(await _site.DeliverAsync());
        await staff.DoAsync(done, "rispedisci"); // second thoughts
        Assert.Single(await _site.DeliverAsync());
    }

    [Fact]
    public async Task Before_sending_again_it_says_that_the_registration_was_cancelled()
    {
        var (registration, mail) = await _site.ConfirmationAsync(then: MailPageFiles.Sent);
        await _site.WriteAsync(async db => (await db.Registrations.SingleAsync(r => r.Id == registration.Id)).Cancel(null, Now));

        var page = await (await _site.NewStaffMemberAsync()).OpenAsync(mail);

        Assert.Contains(
            "L’iscrizione è stata annullata il 15 gennaio 2026: questa email racconta una cosa che non vale più.",
            page.Text,
            StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("form[action$='/rispedisci']"));
    }

    [Fact]
    public async Task All_that_failed_go_back_to_the_queue_after_their_number_was_told_and_bad_addresses_only_when_asked()
    {
        await _site.ConfirmationAsync("a@comune.example", MailPageFiles.GivenUp(MailPageFiles.NoServer));
        await _site.ConfirmationAsync("b@comune.example", MailPageFiles.GivenUp(MailPageFiles.NoServer));
        await _site.ConfirmationAsync("c@comune.example", MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
        var staff = await _site.NewStaffMemberAsync();
        var ask = await staff.GetAsync("/gestione/posta/riprova");
        Assert.Contains("2 email si sono fermate per un guasto", ask.Text, StringComparison.Ordinal);
        Assert.Contains("Un’email ha un indirizzo che non esiste", ask.Text, StringComparison.Ordinal);

        var done = await staff.FollowAsync(await staff.SubmitAsync(ask, [], Retry));
        Assert.Contains("Rimesse in coda 2 email", done.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["a@comune.example", "b@comune.example"], (await _site.DeliverAsync()).Select(m => m.To.Mailboxes.Single().Address).Order());
        Assert.Contains(
            "Non c’era più nessuna email",
            (await staff.FollowAsync(await staff.SubmitAsync(ask, [], Retry))).Text,
            StringComparison.Ordinal);
        Assert.Contains(
            "Rimessa in coda un’email",
            (await staff.FollowAsync(
                await staff.SubmitAsync(await staff.GetAsync("/gestione/posta/riprova"), new() { ["anche"] = "true" }, Retry))).Text,
            StringComparison.Ordinal);
        Assert.Equal(3, (await _site.DeliverAsync()).Count);
        Assert.Equal(
            ["2 email", "1 email, anche quelle con un indirizzo che non riceve"],
            await _site.ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.MailsRetried).OrderBy(e => e.Number)
                .Select(e => e.Details).ToListAsync()));
        Assert.Contains("non c’è niente da riprovare", (await staff.GetAsync("/gestione/posta/riprova")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_reads_sees_everything_and_can_do_nothing()
    {
        var (_, mail) = await _site.ConfirmationAsync(then: MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
        var (reader, editor) = (await _site.NewStaffMemberAsync(StaffRoles.Reader), await _site.NewStaffMemberAsync(StaffRoles.Editor));
        var token = (await reader.OpenAsync(mail)).Token;

        Assert.Empty((await reader.OpenAsync(mail)).Document.QuerySelectorAll("main form[action*='/posta/']"));
        Assert.DoesNotContain("Riprova tutte", (await reader.GetAsync("/gestione/posta")).Text, StringComparison.Ordinal);
        foreach (var action in new[] { $"{mail.Id}/rispedisci", $"{mail.Id}/indirizzo", $"{mail.Id}/chiudi", "riprova" })
        {
            var answer = await reader.PostAsync(
                $"/gestione/posta/{action}",
                token,
                ("Form.Seen", ChangedMail.Version(mail)),
                ("Form.Address", "x@comune.example"));
            Assert.Equal(302, answer.Status);
            Assert.Contains("accesso-negato", answer.Location, StringComparison.Ordinal);
        }

        Assert.Equal(OutgoingMailStatus.Failed, (await _site.MailAsync(mail.Id)).Status);
        Assert.NotEmpty((await editor.OpenAsync(mail)).Document.QuerySelectorAll("main form[action*='/posta/']"));
    }

    public void Dispose() => _site.Dispose();
}
