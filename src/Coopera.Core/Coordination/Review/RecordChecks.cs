using Coopera.Core.Changes;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

public sealed class RecordChecks(ChangedAdhesion changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, ReviewChecks checks, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Adhesion.Status == AdhesionStatus.InReview && change.Thing.Adhesion.Checks == checks,
            change =>
            {
                var takesUp = change.Thing.Adhesion.Status == AdhesionStatus.Submitted;
                change.Thing.Adhesion.Check(checks, change.Actor(), change.Now);
                if (takesUp)
                {
                    change.Notify(AdhesionEventKind.ReviewStarted);
                }

                var missing = checks.Missing();
                return change.Done(AuditAction.AdhesionChecked, missing.Count == 0 ? "completa" : $"manca: {string.Join("; ", missing)}");
            },
            cancellationToken);
}
