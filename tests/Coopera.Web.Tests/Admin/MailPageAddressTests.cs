using Coopera.Core.Changes;
using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>A mail went to a wrong address, and staff put it right.</summary>
public sealed class MailPageAddressTests : IDisposable
{
    private static readonly DateTimeOffset Now = MailPageFiles.Now;

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
    public async Task A_mail_to_somebody_without_a_name_is_opened_by_the_address()
    {
        var mail = MailSamples.Row(MailSamples.All["blank scheda"], recipientName: "", recipient: "capo@anci.example");
        await _site.WriteAsync(db => db.OutgoingMails.AddAsync(mail).AsTask());
        var staff = await _site.NewStaffMemberAsync();

        var list = await staff.GetAsync("/gestione/posta");
        var page = await staff.OpenAsync(mail);

        Assert.Equal("capo@anci.example", list.Document.QuerySelector($"tbody th a[href$='{mail.Id}']")!.TextContent);
        Assert.Contains("A capo@anci.example", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("Email a capo@anci.example", page.Document.Title, StringComparison.Ordinal);
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task News_without_a_link_are_readdressed_and_the_registration_too_when_it_is_wanted(bool too)
    {
        var lost = await LostNewsAsync();
        var secretary = await _site.NewStaffMemberAsync(StaffRoles.Secretariat);
        var page = await secretary.OpenAsync(lost);
        Assert.Contains("Correggilo anche nell’iscrizione di Nicolò D’Angelo", page.Text, StringComparison.Ordinal);
        Assert.True(page.Document.QuerySelector("#Form_AlsoInRegistration")!.HasAttribute("checked"));

        await secretary.FollowAsync(await secretary.SubmitAsync(
            page, new() { ["Form.Address"] = "maria@comune.example", ["Form.AlsoInRegistration"] = too ? "true" : "false" },
            "main form[action$='/indirizzo']"));

        var sent = await _site.DeliverAsync();
        Assert.All(sent, message => Assert.Equal("maria@comune.example", message.To.Mailboxes.Single().Address));
        Assert.Single(sent); // the news; a new link to what is cancelled is none
        var same = await _site.ReadAsync(db => db.Registrations.SingleAsync());
        Assert.Equal(too ? "maria@comune.example" : "maria@comnue.example", same.Email.Display);
    }

    [Fact]
    public async Task Who_may_not_act_on_registrations_readdresses_the_news_alone()
    {
        var lost = await LostNewsAsync();
        var editor = await _site.NewStaffMemberAsync(StaffRoles.Editor);
        var page = await editor.OpenAsync(lost);
        Assert.Null(page.Document.QuerySelector("#Form_AlsoInRegistration"));

        Assert.Equal(303, (await editor.DoAsync(page, "indirizzo", "maria@comune.example")).Status);
        Assert.Equal("maria@comnue.example", (await _site.ReadAsync(db => db.Registrations.SingleAsync())).Email.Display);
    }

    [Theory]
    [InlineData("", "Inserisci un indirizzo email valido")]
    [InlineData("maria@", "Manca la parte dopo la chiocciola")]
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
    public async Task The_same_correction_twice_is_done_and_another_one_in_between_is_told()
    {
        var (registration, mail) = await _site.ConfirmationAsync(then: MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenAsync(mail);

        var answers = new[]
        {
            await staff.DoAsync(page, "indirizzo", "a@comune.example"),
            await staff.DoAsync(page, "indirizzo", "a@comune.example"),
        };
        var other = await _site.InScopeAsync(services => services.GetRequiredService<CorrectAddress>().RunAsync(
            new ChangeRequest<Guid>(registration.Id, null, "collega@anci.example"), mail.Id, EmailAddress.Parse("b@comune.example")));

        Assert.All(answers, answer => Assert.Equal(303, answer.Status));
        Assert.Equal(ChangeVerdict.Stale, other.Verdict);
        Assert.Equal("a@comune.example", (await _site.ReadAsync(db => db.Registrations.SingleAsync())).Email.Display);
        Assert.Equal("a@comune.example", Assert.Single(await _site.DeliverAsync()).To.Mailboxes.Single().Address);
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

        var answer = await PostAddressAsync(staff, page, mail);

        Assert.Equal(409, answer.Status);
        Assert.Contains("può andare solo al suo indirizzo", answer.Text, StringComparison.Ordinal);
        Assert.Equal("direttrice@anci.example", (await _site.MailAsync(mail.Id)).Recipient.Display);
    }

    public void Dispose() => _site.Dispose();

    /// <summary>Of a cancelled webinar, to somebody whose address was always wrong.</summary>
    private async Task<OutgoingMail> LostNewsAsync()
    {
        var (registration, mail) = await _site.ConfirmationAsync(
            "maria@comnue.example", MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
        var webinar = await _site.ReadAsync(db => db.Webinars.AsNoTracking().SingleAsync(w => w.Id == registration.WebinarId));
        var news = new WebinarCancelled(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration), "La relatrice è malata.");
        var lost = new OutgoingMail(
            MailCause.Schedule, MailKinds.WebinarCancelled, mail.Recipient, registration.FullName, news.ToJson(), registration.Id, Now);
        MailPageFiles.GivenUp(MailPageFiles.NoMailbox)(lost);
        await _site.WriteAsync(async db =>
        {
            (await db.Webinars.SingleAsync(w => w.Id == webinar.Id)).Cancel(news.Message, Now);
            db.OutgoingMails.Add(lost);
            await db.SaveChangesAsync();
        });
        return lost;
    }

    private async Task<(string Recipient, OutgoingMailStatus Status)> AddressAndStatusAsync(Guid id)
    {
        var mail = await _site.MailAsync(id);
        return (mail.Recipient.Display, mail.Status);
    }

    private static Task<Page> PostAddressAsync(Visitor staff, Page page, OutgoingMail mail) => staff.PostAsync(
        $"/gestione/posta/{mail.Id}/indirizzo", page.Token, ("Form.Seen", ChangedMail.Version(mail)),
        ("Form.Address", "ladro@comune.example"));
}
