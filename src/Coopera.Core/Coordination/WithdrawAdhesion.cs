using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;

namespace Coopera.Core.Coordination;

/// <summary>The body withdraws its adhesion. For ten minutes it may think again, and nobody is written to before.</summary>
public sealed class WithdrawAdhesion(ChangeAdhesion change)
{
    public const string TooLate = "Sono passati più di dieci minuti: il ritiro non si può più annullare. L’ente può presentare una nuova adesione.";
    public const string BodyTaken = "Nel frattempo è arrivata un’altra scheda firmata dello stesso ente: vale quella, e questa resta ritirata.";

    public Task<ChangeAdhesionOutcome> RunAsync(Guid id, string? reason, CancellationToken cancellationToken = default) => change.RunAsync(
        id,
        seenRevision: null,
        (db, adhesion, body, now) =>
        {
            adhesion.Withdraw(reason, Actor.Body, now);
            db.QueueNews(MailCause.Stranger, adhesion, body, AdhesionEventKind.Withdrawn, null, now, Undo.Until(now));
            return Task.CompletedTask;
        },
        cancellationToken: cancellationToken);

    /// <summary>What staff withdrew is restored by staff: then, and when it is too late, it is not allowed.</summary>
    public Task<ChangeAdhesionOutcome> TakeBackAsync(Guid id, CancellationToken cancellationToken = default) => change.RunAsync(
        id,
        seenRevision: null,
        async (db, adhesion, _, now) =>
        {
            if (adhesion.Status != AdhesionStatus.Withdrawn && adhesion.WasRestored)
            {
                return; // the second of two clicks
            }

            if (adhesion.WasWithdrawnByStaff)
            {
                throw new AdhesionStateException(adhesion.Status, nameof(TakeBackAsync));
            }

            await TakeBackAsync(db, adhesion, Actor.Body, now);
        },
        cancellationToken: cancellationToken);

    internal static async Task TakeBackAsync(CooperaDb db, Adhesion adhesion, Actor actor, DateTimeOffset now)
    {
        var withdrawnAt = adhesion.LastMovedAt;
        adhesion.TakeWithdrawalBack(actor, now);
        await db.OutgoingMails
            .Where(m => m.AdhesionId == adhesion.Id && m.CreatedAt >= withdrawnAt
                && (m.Kind == MailKinds.AdhesionNews || m.Kind == MailKinds.AdhesionCopyToBody))
            .TakeBackAsync(now);
    }
}
