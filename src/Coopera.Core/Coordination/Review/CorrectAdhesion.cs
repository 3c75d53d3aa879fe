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
            change => Changes(change.Thing.Adhesion.Data(), data).Length == 0,
            change =>
            {
                var (adhesion, fields) = (change.Thing.Adhesion, Changes(change.Thing.Adhesion.Data(), data));
                adhesion.Correct(change.Thing.Body, data, why.Length == 0 ? fields : $"{fields}. {why}", change.Actor(), change.Now);
                return change.Done(AuditAction.AdhesionCorrected, fields, why);
            },
            cancellationToken);

    private static string Changes(AdhesionData before, AdhesionData after) => string.Join(", ", new[]
    {
        before.Pec.Display == after.Pec.Display ? null : "PEC",
        before.LegalRepresentative == after.LegalRepresentative ? null : "legale rappresentante",
        IsTheSame(before.PoliticalContact, after.PoliticalContact) ? null : "referente politico",
        IsTheSame(before.TechnicalContact, after.TechnicalContact) ? null : "referente tecnico",
        before.Network == after.Network ? null : "progetto SAI",
        before.Act == after.Act ? null : "atto di adesione",
    }.OfType<string>());

    private static bool IsTheSame(ContactPerson before, ContactPerson after) =>
        before == after && before.Email.Display == after.Email.Display; // two spellings of one address are equal
}
