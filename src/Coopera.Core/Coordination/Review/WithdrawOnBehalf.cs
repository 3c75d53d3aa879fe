using Coopera.Core.Changes;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

public sealed class WithdrawOnBehalf(ChangedAdhesion changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, string reason, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Stands(AdhesionStatus.Withdrawn, AdhesionEventKind.Withdrawn, reason),
            change =>
            {
                var was = change.Thing.Adhesion.Status;
                change.Thing.Adhesion.Withdraw(reason, change.Actor(), change.Now);
                change.Notify(AdhesionEventKind.Withdrawn, reason, Undo.Until(change.Now));
                return change.Done(AuditAction.AdhesionWithdrawn, $"era {was.Label().ToLower(RomeTime.Italian)}", reason);
            },
            cancellationToken);
}
