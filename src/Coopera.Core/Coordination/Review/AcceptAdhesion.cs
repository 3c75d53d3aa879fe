using Coopera.Core.Changes;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

public sealed class AcceptAdhesion(ChangedAdhesion changed)
{
    /// <param name="anyway">They have seen what is not ticked.</param>
    /// <param name="checks">The list as they have just ticked it; null: as it was saved.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, bool anyway, ReviewChecks? checks = null, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Adhesion.Status == AdhesionStatus.Accepted,
            change =>
            {
                var adhesion = change.Thing.Adhesion;
                var found = checks ?? adhesion.Checks;
                var missing = found.Missing();
                if (missing.Count > 0 && !anyway && adhesion.Status is AdhesionStatus.Submitted or AdhesionStatus.InReview)
                {
                    return ChangeResult.Refused(
                        "La verifica non è completa: se va bene così, conferma che accogli l’adesione comunque.", "AcceptAnyway");
                }

                adhesion.Accept(found, change.Actor(), change.Now);
                change.Notify(AdhesionEventKind.Accepted);
                return change.Done(
                    AuditAction.AdhesionAccepted, missing.Count == 0 ? "" : $"senza aver verificato: {string.Join("; ", missing)}");
            },
            cancellationToken);
}
