using Coopera.Core.Changes;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

public sealed class RefuseAdhesion(ChangedAdhesion changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, string reason, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Stands(AdhesionStatus.Refused, AdhesionEventKind.Refused, reason),
            change =>
            {
                change.Thing.Adhesion.Refuse(reason, change.Actor(), change.Now);
                change.Notify(AdhesionEventKind.Refused, reason);
                return change.Done(AuditAction.AdhesionRefused, reason: reason);
            },
            cancellationToken);
}
