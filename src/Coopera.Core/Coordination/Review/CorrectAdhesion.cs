using Coopera.Core.Changes;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

public sealed class CorrectAdhesion(ChangedAdhesion changed)
{
    /// <param name="why">Empty: not told.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, AdhesionData data, string why, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Adhesion.Data() == data,
            change =>
            {
                var (adhesion, fields) = (change.Thing.Adhesion, Changes(change.Thing.Adhesion.Data(), data));
                adhesion.Correct(change.Thing.Body, data, why.Length == 0 ? fields : $"{fields}. {why}", change.Actor(), change.Now);
                return change.Done(AuditAction.AdhesionCorrected, fields, why);
            },
            cancellationToken);

    private static string Changes(AdhesionData before, AdhesionData after) => string.Join(", ", new[]
    {
        before.Pec == after.Pec ? null : "PEC",
        before.LegalRepresentative == after.LegalRepresentative ? null : "legale rappresentante",
        before.PoliticalContact == after.PoliticalContact ? null : "referente politico",
        before.TechnicalContact == after.TechnicalContact ? null : "referente tecnico",
        before.Network == after.Network ? null : "progetto SAI",
        before.Act == after.Act ? null : "atto di adesione",
    }.OfType<string>());
}
