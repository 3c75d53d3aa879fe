using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>What the secretariat has looked at so far. Who ticks before taking the scheda up takes it up.</summary>
public sealed class RecordChecks(Desk desk)
{
    public Task<DeskOutcome> RunAsync(DeskCall call, ReviewChecks checks, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                var takesUp = turn.Adhesion.Status == AdhesionStatus.Submitted;
                turn.Adhesion.Check(checks, turn.Actor, turn.Now);
                if (takesUp)
                {
                    turn.Tell(AdhesionEventKind.ReviewStarted);
                }

                var missing = turn.Adhesion.Checks.Missing();
                turn.Register("aggiorna la lista di controllo", missing.Count == 0 ? "completa" : $"manca: {string.Join("; ", missing)}");
                return DeskOutcome.Done;
            },
            cancellationToken);
}
