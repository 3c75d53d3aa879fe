using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail.Inbox.Bounces;

/// <summary>
/// Mails of ours that come back: found by their Message-ID alone, which nobody can guess, and marked with the reason. What says three times
/// that an address does not exist lets it rest.
/// </summary>
internal sealed class TakeBounce(TimeProvider clock) : IInboxReader
{
    public InboxTurn Turn => InboxTurn.Bounce;

    public async Task<InboxFinding?> ReadAsync(IncomingMail mail, CooperaDb db, CancellationToken cancellationToken)
    {
        if (Bounce.Read(mail) is not { } bounce)
        {
            return null;
        }

        var mailId = await db.OutgoingMails.Where(m => bounce.MailIds.Contains(m.Id)).OrderByDescending(m => m.CreatedAt)
            .Select(m => (Guid?)m.Id).FirstOrDefaultAsync(cancellationToken);
        return mailId is not { } id
            ? new InboxFinding(bounce.Failure is null && !bounce.IsDelay ? InboxOutcome.Automatic : InboxOutcome.BounceOfNothing)
            {
                Detail = bounce.Failure?.Detail ?? "",
            }
            : new InboxFinding(
                bounce.Failure is null ? bounce.IsDelay ? InboxOutcome.Delayed : InboxOutcome.Automatic
                    : IsHard(bounce.Failure) ? InboxOutcome.Bounced : InboxOutcome.BouncedSoftly,
                (data, row) => MarkAsync(data, row, id, bounce))
            {
                Detail = bounce.Failure?.Detail ?? "",
            };
    }

    private static bool IsHard(MailFailure failure) => failure.Kind == MailFailureKind.NoSuchMailbox;

    private async Task MarkAsync(CooperaDb db, IncomingMessage row, Guid id, Bounce bounce)
    {
        var mail = await db.LockMailAsync(id) ?? throw new InvalidOperationException("The mail that came back is gone.");
        row.Concerns(mail);
        var now = clock.GetUtcNow();
        if (bounce.Failure is not { } failure || IsOfAnotherAddress(bounce, mail) || !mail.MarkBounced(failure, now) || !IsHard(failure)
            || mail.IsCertified)
        {
            return;
        }

        var key = mail.Recipient.Key;
        var address = await db.BouncingAddresses.SingleOrDefaultAsync(a => a.Key == key)
            ?? db.BouncingAddresses.Add(new BouncingAddress(mail.Recipient, now)).Entity;
        address.Bounced(failure, now);
    }

    /// <summary>Staff may have put the address right since.</summary>
    private static bool IsOfAnotherAddress(Bounce bounce, OutgoingMail mail) =>
        EmailAddress.TryParse(bounce.Recipient, out var recipient) && recipient != mail.Recipient;
}
