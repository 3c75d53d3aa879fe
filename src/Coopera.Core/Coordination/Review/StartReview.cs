using Coopera.Core.Changes;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

public sealed class StartReview(ChangedAdhesion changed)
{
    /// <param name="checks">What they have ticked already.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, ReviewChecks checks = ReviewChecks.None,
        CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.Adhesion.Status == AdhesionStatus.InReview,
        change =>
        {
            change.Thing.Adhesion.StartReview(change.Actor(), change.Now);
            change.Thing.Adhesion.Check(checks, change.Actor(), change.Now);
            change.Notify(AdhesionEventKind.ReviewStarted);
            return change.Done(AuditAction.AdhesionReviewStarted);
        },
        cancellationToken);
}
