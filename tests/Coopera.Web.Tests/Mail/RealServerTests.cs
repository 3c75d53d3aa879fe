using Coopera.Core.Mail.Inbox;
using Coopera.Domain.Mail;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Mail;

/// <summary>From the form to a real mailbox and back: Postfix takes the mail, Dovecot shows what came back.</summary>
public sealed class RealServerTests
{
    [Fact]
    public async Task The_confirmation_of_a_sign_up_lies_in_the_persons_mailbox()
    {
        var server = MailServer.Running();
        var person = MailServer.NewAddress("maria.rossi");
        using var site = new CooperaSite(server.MailSettings(MailServer.NewAddress()));

        await SignUpAsync(site, person);
        await site.DeliverAsync();

        var message = Assert.Single(await server.MessagesAsync(person));
        Assert.Equal("Iscrizione confermata: Accogliere insieme", message.Subject);
        Assert.Equal("REQUEST", message.Calendar().Method);
        var link = message.PersonalLink();
        Assert.Equal(200, (await site.NewVisitor().GetAsync(link)).Status);
    }

    [Fact]
    public async Task A_mail_to_nobody_comes_back_and_staff_read_why()
    {
        var server = MailServer.Running();
        var ours = MailServer.NewAddress();
        var nobody = MailServer.NewAddress("gone");
        using var site = new CooperaSite(server.MailSettings(ours));
        var settings = site.Services.GetRequiredService<Core.Settings>().Mailbox!;
        var mailbox = site.Services.GetRequiredService<ReadMailbox>();
        await mailbox.RunAsync(settings, TimeSpan.Zero, TestContext.Current.CancellationToken);

        await SignUpAsync(site, nobody);
        await site.DeliverAsync();
        Assert.Equal(OutgoingMailStatus.Sent, (await MailAsync(site)).Status);
        await server.MessagesAsync(ours); // the bounce has arrived
        var counts = await mailbox.RunAsync(settings, TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.Equal(1, counts[InboxOutcome.Bounced]);
        var mail = await MailAsync(site);
        Assert.Equal((OutgoingMailStatus.Failed, MailFailureKind.NoSuchMailbox), (mail.Status, mail.FailureKind));
        var staff = await site.NewStaffMemberAsync();
        Assert.Contains(
            "tornata indietro", (await staff.GetAsync($"/gestione/iscrizioni/{mail.RegistrationId}")).Text, StringComparison.Ordinal);
        Assert.Contains("l’indirizzo non esiste", (await staff.GetAsync("/gestione/posta/in-arrivo")).Text, StringComparison.Ordinal);
    }

    private static Task<OutgoingMail> MailAsync(CooperaSite site) => site.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync());

    private static async Task SignUpAsync(CooperaSite site, string address)
    {
        var webinar = await site.WebinarAsync();
        var visitor = site.NewVisitor();
        var answer = await visitor.SubmitAsync(
            await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), SignUpPageTests.Form(address));
        Assert.Equal(303, answer.Status);
    }
}
