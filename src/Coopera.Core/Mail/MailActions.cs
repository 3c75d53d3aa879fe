using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>
/// One that failed, or waits for its next attempt, goes back to the queue as it is. One that went out, or was let be, goes out once more as
/// a copy.
/// </summary>
public sealed class SendMailAgain(ChangedMail changed)
{
    /// <param name="copyId">Of the copy, if one is made: the form carries it, so that pressing twice makes one.</param>
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, Guid copyId, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            async change => (change.Thing is { Status: OutgoingMailStatus.Queued, Attempts: 0 } && !change.Thing.IsInHand(change.Now))
                || (CanBeCopied(change.Thing) && await change.Db.OutgoingMails.AnyAsync(
                    m => m.Id == copyId || (m.CopyOfId == change.Thing.Id && m.Status == OutgoingMailStatus.Queued))),
            change => Task.FromResult(change.Thing.IsInHand(change.Now) ? ChangedMail.InHand : CanBeCopied(change.Thing) ? Copy(change,
                copyId) : Requeue(change)),
            null,
            cancellationToken);

    private static bool CanBeCopied(OutgoingMail mail) =>
        mail.Status is OutgoingMailStatus.Sent or OutgoingMailStatus.Dismissed && mail.Recipient.IsGiven;

    private static ChangeResult Copy(Change<OutgoingMail> change, Guid id)
    {
        if (id == Guid.Empty)
        {
            return ChangeResult.Stale;
        }

        change.Db.OutgoingMails.Add(change.Thing.Copy(id, change.Now));
        return change.Done(AuditAction.MailSentAgain, $"a {change.Thing.Recipient}, con una copia; la prima era {State(change.Thing)}");
    }

    private static ChangeResult Requeue(Change<OutgoingMail> change)
    {
        var mail = change.Thing;
        var (attempts, state, failure) = (mail.Attempts, State(mail), mail.Failure);
        if (mail.Requeue(change.Now) != MailVerdict.Done)
        {
            return ChangeResult.Stale;
        }

        var was = failure is null ? (FieldChange[])[] : [new("Motivo", MailReason.Line(failure), null)];
        return change.Done(
            AuditAction.MailRetried, $"a {mail.Recipient}, dopo {MailPhrases.Attempts(attempts)}",
            changes: [new FieldChange("Stato", state, "in coda"), .. was]);
    }

    private static string State(OutgoingMail mail) => MailPhrases.GroupOf(mail.Status, mail.LastAttemptAt is not null).State();
}

public sealed class CorrectMailAddress(ChangedMail changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, EmailAddress address, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Recipient.Display == address.Display,
            change =>
            {
                if (change.Thing.IsInHand(change.Now))
                {
                    return ChangedMail.InHand;
                }

                if (change.Thing.CopyOfId is not null)
                {
                    return ChangeResult.Stale with { Sentence = MailPhrases.CopyStays };
                }

                if (ChangedMail.TetherOf(change.Thing) is var tether and not MailTether.None)
                {
                    return ChangeResult.Stale with { Sentence = tether.Sentence() };
                }

                var before = change.Thing.Recipient.Display;
                return change.Thing.CorrectRecipient(address, change.Now) switch
                {
                    MailVerdict.Done => change.Done(
                        AuditAction.MailAddressCorrected, "rimessa in coda",
                        changes: [new("Indirizzo", before, change.Thing.Recipient.Display)]),
                    MailVerdict.InHand => ChangedMail.InHand,
                    _ => ChangeResult.Stale,
                };
            },
            cancellationToken);
}

public sealed class CloseMail(ChangedMail changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.Status == OutgoingMailStatus.Dismissed,
        change => MailPhrases.GroupOf(change.Thing.Status, tried: true) is var was && change.Thing.Dismiss() == MailVerdict.Done
            ? change.Done(
                AuditAction.MailClosed, $"a {change.Thing.Recipient}",
                changes: [new("Stato", was.State(), MailGroup.Dismissed.State())])
            : ChangeResult.Stale,
        cancellationToken);
}

/// <summary>Certified mail that somebody sent from their own mailbox: it is done when the date and the number are written.</summary>
public sealed class RecordSentByHand(ChangedMail changed)
{
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, DateOnly day, string number, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing is { Status: OutgoingMailStatus.Sent } && change.Thing.ProofNumber == number,
        change => change.Thing.RecordSentByHand(RomeTime.StartOf(day), number) == MailVerdict.Done
            ? change.Done(
                AuditAction.MailSentByHand, $"a {change.Thing.Recipient}, {RomeTime.Date("il", day)}, n. {number}",
                changes: [new("Stato", MailGroup.ByHand.State(), MailGroup.Sent.State())])
            : ChangeResult.Stale,
        cancellationToken);
}

public sealed class RetryFailedMails(CooperaDb database, TimeProvider clock)
{
    public static async Task<(int BadAddress, int Other)> CountAsync(CooperaDb db)
    {
        var all = await db.OutgoingMails.CountAsync(m => m.Status == OutgoingMailStatus.Failed);
        var other = await Failed(db, evenBadAddresses: false).CountAsync();
        return (all - other, other);
    }

    /// <param name="evenBadAddresses">Also those whose address takes no mail.</param>
    /// <returns>How many.</returns>
    public Task<int> RunAsync(bool evenBadAddresses, string staff, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            var now = clock.GetUtcNow();
            var count = await Failed(db, evenBadAddresses).ExecuteUpdateAsync(mail => mail
                .SetProperty(m => m.Status, OutgoingMailStatus.Queued)
                .SetProperty(m => m.Attempts, 0)
                .SetProperty(m => m.BouncedAt, (DateTimeOffset?)null)
                .SetProperty(m => m.NextAttemptAt, now));
            if (count > 0)
            {
                var details = $"{count} email{(evenBadAddresses ? ", anche quelle con un indirizzo che non riceve" : "")}";
                Register.Add(db, staff, "posta in uscita", null, new RegisterLine(AuditAction.MailsRetried, details), now);
                await db.SaveChangesAsync();
            }

            return count;
        },
        cancellationToken);

    private static IQueryable<OutgoingMail> Failed(CooperaDb db, bool evenBadAddresses)
    {
        var failed = db.OutgoingMails.Where(m => m.Status == OutgoingMailStatus.Failed);
        return evenBadAddresses ? failed : failed.Where(
            m => m.FailureKind != MailFailureKind.NoSuchMailbox && m.FailureKind != MailFailureKind.AddressRests);
    }
}
