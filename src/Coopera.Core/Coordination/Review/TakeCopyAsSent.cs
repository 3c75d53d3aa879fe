using Coopera.Core.Changes;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

/// <summary>
/// A body uploaded its scheda and stopped before the last button: the secretariat takes the copy as sent, so that nobody is lost one step
/// before the end.
/// </summary>
public sealed class TakeCopyAsSent(ChangedAdhesion changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        _ => false,
        async change =>
        {
            if (change.Thing.Adhesion.IsOver)
            {
                return ChangeResult.Stale;
            }

            if (await change.IsTakenAsync())
            {
                return AdhesionChanges.BodyTaken;
            }

            var receipt = await change.ReceiptAsync();
            change.Thing.Adhesion.SubmitAttachedCopy(receipt, change.Actor(), change.Now);
            change.Notify(AdhesionEventKind.SignedCopyReceived);
            return change.Done(AuditAction.AdhesionCopyTakenAsSent, receipt);
        },
        cancellationToken);
}
