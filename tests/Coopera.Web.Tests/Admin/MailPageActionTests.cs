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
    public async Task A_corrected_address_is_the_registrations_with_a_new_link_and_the_old_one_opens_nothing()
    {
        var (registration, mail) = await _site.ConfirmationAsync("maria@comnue.example", MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
        var links = _site.Services.GetRequiredService<PersonalLinks>();
        var old = $"/iscrizioni/{links.Token(new PersonalLink(registration.Id, registration.LinkVersion))}";
        Assert.Equal(200, (await _site.NewVisitor().GetAsync(old)).Status);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenAsync(mail);
        Assert.Contains("di solito è un errore di battitura", page.Text, StringComparison.Ordinal);

        var done = await staff.FollowAsync(await staff.DoAsync(page, "indirizzo", " Maria@comune.example "));

        Assert.Contains(
            "Indirizzo corretto nell’iscrizione: un nuovo link parte tra poco per Maria@comune.example", done.Text,
            StringComparison.Ordinal);
        var sent = Assert.Single(await _site.DeliverAsync());
        Assert.Equal("Maria@comune.example", sent.To.Mailboxes.Single().Address);
        Assert.StartsWith("Nuovo indirizzo per la tua iscrizione", sent.Subject, StringComparison.Ordinal);
        Assert.Equal(("maria@comnue.example", OutgoingMailStatus.Dismissed), await AddressAndStatusAsync(mail.Id));
        var moved = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.Id == registration.Id));
        Assert.Equal("Maria@comune.example", moved.Email.Display);
        Assert.Equal(404, (await _site.NewVisitor().GetAsync(old)).Status);
        var key = "iscrizione/" + registration.Id;
        var line = await _site.ReadAsync(db => db.AuditEntries.AsNoTracking().SingleAsync(e => e.SubjectKey == key));
        Assert.Equal(
            (AuditAction.RegistrationCorrected, "Email: maria@comnue.example", "Email: Maria@comune.example"),
            (line.Action, line.Before, line.After));
    }

    [Fact]
    public async Task A_corrected_address_is_the_adhesions_with_a_new_link()
    {
        await _site.InScopeAsync(services => services.GetRequiredService<StartAdhesion>()
            .RunAsync(Bodies.Messina, EmailAddress.Parse("ufficio@comnue.example")));
        var adhesion = await _site.ReadAsync(
            db => db.Adhesions.Where(a => a.PublicBodyCode == Bodies.Messina).Select(a => a.Id).SingleAsync());
        var mail = await _site.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.AdhesionId == adhesion));
        await _site.WriteAsync(async db => MailPageFiles.GivenUp(MailPageFiles.NoMailbox)(
            await db.OutgoingMails.SingleAsync(m => m.Id == mail.Id)));
        var secretary = await _site.NewStaffMemberAsync(StaffRoles.Secretariat);

        var done = await secretary.FollowAsync(
            await secretary.DoAsync(await secretary.OpenAsync(mail), "indirizzo", "ufficio@comune.example"));

        Assert.Contains("Indirizzo corretto nell’adesione", done.Text, StringComparison.Ordinal);
        Assert.Equal("ufficio@comune.example", Assert.Single(await _site.DeliverAsync()).To.Mailboxes.Single().Address);
        var row = await _site.ReadAsync(db => db.Adhesions.SingleAsync(a => a.Id == adhesion));
        Assert.Equal(("ufficio@comune.example", 1), (row.Email.Display, row.LinkVersion));
        Assert.Equal(OutgoingMailStatus.Dismissed, (await _site.MailAsync(mail.Id)).Status);
    }

    [Fact]
    public async Task Who_may_not_act_on_a_registration_cannot_have_its_link_sent_elsewhere()
    {
        var (registration, mail) = await _site.ConfirmationAsync(then: MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
        var editor = await _site.NewStaffMemberAsync(StaffRoles.Editor);
        var page = await editor.OpenAsync(mail);
        Assert.Null(page.Document.QuerySelector("#Form_Address"));
        Assert.Contains("Lo fa chi ha il ruolo Segreteria", page.Text, StringComparison.Ordinal);

        var answer = await PostAddressAsync(editor, page, mail);

        Assert.Equal(403, answer.Status);
        Assert.Equal(("maria.rossi@comune.example", OutgoingMailStatus.Failed), await AddressAndStatusAsync(mail.Id));
        var same = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.Id == registration.Id));
        Assert.Equal(registration.LinkVersion, same.LinkVersion);
    }

    [Fact]
    public async Task A_copy_keeps_its_address_whatever_it_holds()
    {
        var (_, mail) = await _site.ConfirmationAsync(then: MailPageFiles.Sent);
        var staff = await _site.NewStaffMemberAsync();
        await staff.DoAsync(await staff.OpenAsync(mail), "rispedisci");
        var copy = await _site.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.CopyOfId == mail.Id));
        await _site.WriteAsync(async db => MailPageFiles.GivenUp(MailPageFiles.NoMailbox)(
            await db.OutgoingMails.SingleAsync(m => m.Id == copy.Id)));
        var page = await staff.OpenAsync(copy);
        Assert.Null(page.Document.QuerySelector("#Form_Address"));

        var answer = await PostAddressAsync(staff, page, await _site.MailAsync(copy.Id));

        Assert.Equal(409, answer.Status);
        Assert.Contains("è una copia", answer.Text, StringComparison.Ordinal);
        Assert.Equal(("maria.rossi@comune.example", OutgoingMailStatus.Failed), await AddressAndStatusAsync(copy.Id));
    }

    [Fact]
    public async Task A_mail_that_opens_nothing_goes_to_the_right_address_itself()
    {
        var mail = MailSamples.Row(MailSamples.All["blank scheda"], recipient: "ufficio@comnue.example");
        MailPageFiles.GivenUp(MailPageFiles.NoMailbox)(mail);
        await _site.WriteAsync(db => db.OutgoingMails.AddAsync(mail).AsTask());
        var editor = await _site.NewStaffMemberAsync(StaffRoles.Editor);

        await editor.FollowAsync(await editor.DoAsync(await editor.OpenAsync(mail), "indirizzo", "ufficio@comune.example"));

        Assert.Equal("ufficio@comune.example", Assert.Single(await _site.DeliverAsync()).To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task Every_mail_with_a_personal_link_says_that_it_opens_something()
    {
        var links = _site.Services.GetRequiredService<MailLinks>();
        await _site.NewVisitor().GetAsync("/");
        foreach (var (name, content) in MailSamples.All)
        {
            var text = string.Join('\n', content.Text(links));
            var opens = text.Contains("/iscrizioni/CfDJ8", StringComparison.Ordinal)
                || text.Contains("/coordinamento/adesione/CfDJ8", StringComparison.Ordinal);
            Assert.Equal((name, opens), (name, content.OpensSomething));
        }
    }

    [Theory]
    [InlineData("", "Inserisci un indirizzo email valido")]
    [InlineData("maria@", "Inserisci un indirizzo email valido")]
    [InlineData("maria.rossi@comune.example", "È lo stesso indirizzo di prima")]
    public async Task A_wrong_address_is_told_and_what_was_typed_stays(string address, string error)
    {
        var (_, mail) = await _site.ConfirmationAsync(then: MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
        var staff = await _site.NewStaffMemberAsync();

        var answer = await staff.DoAsync(await staff.OpenAsync(mail), "indirizzo", address);

        Assert.Equal(422, answer.Status);
        Assert.StartsWith(error, answer.ErrorOf("Form_Address"), StringComparison.Ordinal);
        Assert.Equal(address, (answer.Document.QuerySelector("#Form_Address") as AngleSharp.Html.Dom.IHtmlInputElement)!.Value);
        Assert.Equal(OutgoingMailStatus.Failed, (await _site.MailAsync(mail.Id)).Status);
    }

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
    public async Task Who_was_overtaken_changes_nothing_and_keeps_what_they_typed()
    {
        var (_, mail) = await _site.ConfirmationAsync(then: MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
        var (first, second) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync(StaffRoles.Secretariat));
        var page = await second.OpenAsync(mail);
        await first.DoAsync(await first.OpenAsync(mail), "indirizzo", "giusta@comune.example");

        var answer = await second.DoAsync(page, "indirizzo", "altra@comune.example");

        Assert.Equal(409, answer.Status);
        Assert.Contains("Nel frattempo questa email è cambiata", answer.Text, StringComparison.Ordinal);
        Assert.Equal("giusta@comune.example", (await _site.ReadAsync(db => db.Registrations.SingleAsync())).Email.Display);
    }

    [Fact]
    public async Task A_mail_that_opens_an_account_goes_to_nobody_else()
    {
        var mail = MailSamples.Row(MailSamples.All["password reset"], recipient: "direttrice@anci.example");
        MailPageFiles.GivenUp(MailPageFiles.NoMailbox)(mail);
        await _site.WriteAsync(db =>
        {
            db.OutgoingMails.Add(mail);
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Editor);
        var page = await staff.OpenAsync(mail);
        Assert.Null(page.Document.QuerySelector("#Form_Address"));
        Assert.Contains("/gestione/password/…", page.Html, StringComparison.Ordinal);

        var token =
            (page.Document.QuerySelector("main input[name=__RequestVerificationToken]") as AngleSharp.Html.Dom.IHtmlInputElement)!.Value;
        var answer = await staff.PostAsync(
            $"/gestione/posta/{mail.Id}/indirizzo", ("__RequestVerificationToken", token),
            ("Form.Seen", ChangedMail.Version(mail)), ("Form.Address", "ladro@comune.example"));

        Assert.Equal(409, answer.Status);
        Assert.Contains("può andare solo al suo indirizzo", answer.Text, StringComparison.Ordinal);
        Assert.Equal("direttrice@anci.example", (await _site.MailAsync(mail.Id)).Recipient.Display);
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
        var token =
            ((await reader.OpenAsync(mail)).Document.QuerySelector(
                "input[name=__RequestVerificationToken]") as AngleSharp.Html.Dom.IHtmlInputElement)!.Value;

        Assert.Empty((await reader.OpenAsync(mail)).Document.QuerySelectorAll("main form[action*='/posta/']"));
        Assert.DoesNotContain("Riprova tutte", (await reader.GetAsync("/gestione/posta")).Text, StringComparison.Ordinal);
        foreach (var action in new[] { $"{mail.Id}/rispedisci", $"{mail.Id}/indirizzo", $"{mail.Id}/chiudi", "riprova" })
        {
            var answer = await reader.PostAsync(
                $"/gestione/posta/{action}",
                ("__RequestVerificationToken", token),
                ("Form.Seen", ChangedMail.Version(mail)),
                ("Form.Address", "x@comune.example"));
            Assert.Equal(302, answer.Status);
            Assert.Contains("accesso-negato", answer.Location, StringComparison.Ordinal);
        }

        Assert.Equal(OutgoingMailStatus.Failed, (await _site.MailAsync(mail.Id)).Status);
        Assert.NotEmpty((await editor.OpenAsync(mail)).Document.QuerySelectorAll("main form[action*='/posta/']"));
    }

    public void Dispose() => _site.Dispose();

    private async Task<(string Recipient, OutgoingMailStatus Status)> AddressAndStatusAsync(Guid id)
    {
        var mail = await _site.MailAsync(id);
        return (mail.Recipient.Display, mail.Status);
    }

    private static Task<Page> PostAddressAsync(Visitor staff, Page page, OutgoingMail mail)
    {
        var token = page.Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return staff.PostAsync(
            $"/gestione/posta/{mail.Id}/indirizzo", ("__RequestVerificationToken", token),
            ("Form.Seen", ChangedMail.Version(mail)), ("Form.Address", "ladro@comune.example"));
    }
}
