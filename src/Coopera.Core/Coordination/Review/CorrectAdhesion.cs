using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>The secretariat puts right, or completes, what the body told. The diary says what was changed, for the body to see.</summary>
public sealed class CorrectAdhesion(Desk desk)
{
    /// <param name="why">Empty: not told.</param>
    public Task<DeskOutcome> RunAsync(DeskCall call, AdhesionData data, string why, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                var changed = Changes(turn.Adhesion.Told(), data);
                if (changed.Length == 0)
                {
                    return DeskOutcome.NothingToDo;
                }

                turn.Adhesion.Correct(turn.Body, data, why.Length == 0 ? changed : $"{changed}. {why}", turn.Actor, turn.Now);
                turn.Register("corregge i dati dell’adesione", changed, why);
                return DeskOutcome.Done;
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
