using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;

namespace Coopera.Browser.Tests.Pages;

/// <summary>Messages to many, in the states that have a page of their own.</summary>
internal static class KeptMailings
{
    private const int Mails = 12;

    public static async Task<Guid> MailingAsync(this CooperaSite site, int? webinar, MailingStatus status)
    {
        var now = DateTimeOffset.UtcNow;
        var audience = new Audience(AudienceKind.People, webinar, PeopleStates.Confirmed | PeopleStates.Waiting, "ME");
        var content = new MailingContent("{{titolo}}: i documenti", "Ciao {{nome}},\n\n- porta **un documento**\n- e una penna", audience);
        var mailing = new Mailing(content, status == MailingStatus.Model, CooperaSite.AdministratorEmail, now);
        await site.WriteAsync(async db =>
        {
            db.Mailings.Add(mailing);
            if (status == MailingStatus.Queued)
            {
                mailing.Queue(CooperaSite.AdministratorEmail, now);
                mailing.Advance("z", Mails);
                mailing.Finish();
                db.OutgoingMails.AddRange(Enumerable.Range(1, Mails).Select(i => Row(mailing, i, now)));
            }

            await db.SaveChangesAsync();
        });
        return mailing.Id;
    }

    private static OutgoingMail Row(Mailing mailing, int number, DateTimeOffset now)
    {
        var address = EmailAddress.Parse($"messaggio{number}@comune.example");
        var message = new SecretariatMessage(
            mailing.Id, mailing.Subject, mailing.Body, mailing.Audience, new MessageReader(address.Key, "Ida", "Lo Bue", ""), null, null);
        var mail = Outbox.Row(MailCause.Staff, message, address, "Ida Lo Bue", null, now, mailing: (mailing.Id, address.Key));
        switch (number)
        {
            case < 6:
                mail.MarkSent(now);
                break;
            case 6:
                mail.MarkFailedAttempt(new MailFailure(MailFailureKind.NoSuchMailbox), now, isFinal: true);
                break;
            case 7:
                mail.MarkOvertaken(MailFailureKind.RegistrationCancelled);
                break;
            default:
                mail.NotBefore(now.AddHours(1));
                break;
        }

        return mail;
    }
}
