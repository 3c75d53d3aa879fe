using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Web.Data;

namespace Coopera.Web.Mail;

/// <summary>Mails are rows first: use cases queue them inside the transaction that causes them.</summary>
public static class Outbox
{
    public static void Queue(this CooperaDb db, MailContent mail, EmailAddress recipient, string recipientName, Guid? registrationId, DateTimeOffset now) =>
        db.OutgoingMails.Add(new OutgoingMail(mail.GetType().Name, recipient, recipientName, mail.ToJson(), registrationId, now));

    /// <summary>Queues a mail to the person of a registration.</summary>
    public static void Queue(this CooperaDb db, MailContent mail, Registration registration, DateTimeOffset now) =>
        db.Queue(mail, EmailAddress.Parse(registration.Email), registration.FullName, registration.Id, now);
}
