using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;

namespace Coopera.Core.Mail;

public static class Outbox
{
    public static void Queue(
        this CooperaDb db, MailContent mail, EmailAddress recipient, string recipientName, Guid? registrationId, DateTimeOffset now) =>
        db.OutgoingMails.Add(new OutgoingMail(mail.KindId, recipient, recipientName, mail.ToJson(), registrationId, now));

    public static void Queue(this CooperaDb db, MailContent mail, Registration registration, DateTimeOffset now) =>
        db.Queue(mail, registration.Email, registration.FullName, registration.Id, now);

    /// <summary>
    /// Queues the news of an adhesion to who follows it; when it came in, was accepted or withdrawn, also a copy to the body's own address
    /// on record, and to the one the person gave when that is another.
    /// </summary>
    public static void QueueNews(
        this CooperaDb db, Adhesion adhesion, PublicBody body, AdhesionEventKind kind, string? note, DateTimeOffset now)
    {
        var facts = AdhesionFacts.Of(adhesion, body.FullName);
        if (adhesion.Email.IsGiven)
        {
            Add(new AdhesionNews(facts, kind, note), adhesion.Email);
        }

        // A draft that is cleared away was nothing that the body could know of.
        var wasSent = adhesion.ReceiptNumber is not null || adhesion.MemberSince is not null;
        if (kind is AdhesionEventKind.SignedCopyReceived or AdhesionEventKind.Accepted || (kind == AdhesionEventKind.Withdrawn && wasSent))
        {
            var addresses = new[] { body.SuggestedPec, adhesion.Pec }
                .OfType<EmailAddress>().Where(address => address.IsGiven && address != adhesion.Email).Distinct();
            foreach (var address in addresses)
            {
                Add(new AdhesionCopyToBody(facts, kind), address);
            }
        }

        void Add(MailContent mail, EmailAddress to) =>
            db.OutgoingMails.Add(new OutgoingMail(mail.KindId, to, body.FullName, mail.ToJson(), null, now) { AdhesionId = adhesion.Id });
    }
}
