using Coopera.Core.Changes;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

public sealed class RequestChanges(ChangedAdhesion changed)
{
    /// <param name="what">In the words that the body reads.</param>
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, string what, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Stands(AdhesionStatus.ChangesRequested, AdhesionEventKind.ChangesRequested, what),
            change =>
            {
                change.Thing.Adhesion.RequestChanges(what, change.Actor(), change.Now);
                change.Notify(AdhesionEventKind.ChangesRequested, what);
                return change.Done(AuditAction.AdhesionChangesRequested, reason: what);
            },
            cancellationToken);
}
