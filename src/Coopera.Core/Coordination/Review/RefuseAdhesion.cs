using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>The adhesion cannot be accepted; the body is told why, and may begin another.</summary>
public sealed class RefuseAdhesion(Desk desk)
{
    public Task<DeskOutcome> RunAsync(DeskCall call, string reason, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                turn.Adhesion.Refuse(reason, turn.Actor, turn.Now);
                turn.Tell(AdhesionEventKind.Refused, reason);
                turn.Register("respinge l’adesione", reason: reason);
                return DeskOutcome.Done;
            },
            cancellationToken);
}
