using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Domain.Words;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>
/// The one way in for all mails. What a stranger causes may be too much, and then it is dropped when the change is saved
/// (<see cref="MailBudget"/>): nobody may count on it.
/// </summary>
public static class Outbox
{
    public static void Queue(
        this CooperaDb db, MailCause cause, MailContent mail, EmailAddress recipient, string recipientName, Guid? registrationId,
        DateTimeOffset now) =>
        db.OutgoingMails.Add(Row(cause, mail, recipient, recipientName, registrationId, now));

    /// <summary>To one whose day has come nobody writes any more.</summary>
    public static void Queue(this CooperaDb db, MailCause cause, MailContent mail, Registration registration, DateTimeOffset now)
    {
        if (!registration.IsForgotten)
        {
            db.Queue(cause, mail, registration.Email, registration.FullName, registration.Id, now);
        }
    }

    /// <summary>What it tells may be taken back until it goes out: see <see cref="TakeBackAsync"/>.</summary>
    public static void QueueForLater(this CooperaDb db, MailCause cause, MailContent mail, Registration registration, DateTimeOffset now) =>
        db.OutgoingMails.Add(
            Row(cause, mail, registration.Email, registration.FullName, registration.Id, now).NotBefore(Undo.Until(now)));

    /// <summary>Takes those out of the queue that wait for their time. Returns how many; what has left, or is leaving, stays.</summary>
    public static Task<int> TakeBackAsync(this IQueryable<OutgoingMail> mails, DateTimeOffset now) => mails
        .Where(m => m.Status == OutgoingMailStatus.Queued && m.Attempts == 0 && m.NextAttemptAt > now)
        .ExecuteDeleteAsync();

    /// <summary>What overtook them is taken back: they go out after all.</summary>
    public static Task RequeueOvertakenAsync(this IQueryable<OutgoingMail> mails, MailFailureKind why, DateTimeOffset now) => mails
        .Where(m => m.Status == OutgoingMailStatus.Dismissed && m.FailureKind == why)
        .ExecuteUpdateAsync(m => m.SetProperty(x => x.Status, OutgoingMailStatus.Queued).SetProperty(x => x.NextAttemptAt, now)
            .SetProperty(x => x.FailureKind, (MailFailureKind?)null));

    /// <summary>
    /// Queues the news of an adhesion to who follows it; when it came in, was accepted or withdrawn, also a copy to the body's own address
    /// on record, and to the one the person gave when that is another. Nobody has proved those two: unless staff caused it, a stranger did.
    /// </summary>
    /// <param name="notBefore">It may be taken back until then.</param>
    /// <param name="staffNote">What staff wrote to the body. Never what the body wrote: its address may be somebody else's.</param>
    public static void QueueNews(
        this CooperaDb db, MailCause cause, Adhesion adhesion, PublicBody body, AdhesionEventKind kind, string? staffNote,
        DateTimeOffset now, DateTimeOffset? notBefore = null)
    {
        // An address that has not opened its link is told nothing but the link.
        if (!adhesion.IsProven && kind is not (AdhesionEventKind.Started or AdhesionEventKind.LinkRenewed))
        {
            return;
        }

        var facts = AdhesionFacts.Of(adhesion, body.FullName);
        if (adhesion.Email.IsGiven)
        {
            Add(cause, new AdhesionNews(facts, kind, cause == MailCause.Staff ? staffNote : null), adhesion.Email);
        }

        // A draft that is cleared away was nothing that the body could know of.
        var wasSent = adhesion.ReceiptNumber is not null || adhesion.MemberSince is not null;
        if (kind is AdhesionEventKind.SignedCopyReceived or AdhesionEventKind.Accepted || (kind == AdhesionEventKind.Withdrawn && wasSent))
        {
            var addresses = new[] { body.SuggestedPec, adhesion.Pec }
                .OfType<EmailAddress>().Where(address => address.IsGiven && address != adhesion.Email).Distinct();
            foreach (var address in addresses)
            {
                Add(
                    cause == MailCause.Staff ? cause : MailCause.Stranger, new AdhesionCopyToBody(facts, kind), address,
                    address == body.SuggestedPec ? body.Code : null);
            }
        }

        void Add(MailCause by, MailContent mail, EmailAddress to, string? copyToBody = null) =>
            db.OutgoingMails.Add(Row(by, mail, to, body.FullName, null, now, adhesion.Id, copyToBody).NotBefore(notBefore ?? now));
    }

    public static OutgoingMail Row(
        MailCause cause, MailContent mail, EmailAddress recipient, string recipientName, Guid? registrationId, DateTimeOffset now,
        Guid? adhesionId = null, string? copyToBody = null, (Guid Id, string Key)? mailing = null) =>
        new(
            cause, mail.KindId, recipient, PersonName.IsFitForMail(recipientName) ? recipientName : "",
            mail.ToJson(), registrationId, now, mail.Worth)
        {
            AdhesionId = adhesionId,
            CopyToBody = copyToBody,
            LaneId = mail.IsCertified ? MailLane.CertifiedId : MailLane.OrdinaryId,
            MailingId = mailing?.Id,
            MailingKey = mailing?.Key,
        };
}
