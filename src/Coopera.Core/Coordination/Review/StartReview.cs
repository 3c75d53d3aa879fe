using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>Somebody of the secretariat takes up a signed scheda; the body hears that it is being read.</summary>
public sealed class StartReview(Desk desk)
{
    public Task<DeskOutcome> RunAsync(DeskCall call, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                turn.Adhesion.StartReview(turn.Actor, turn.Now);
                turn.Tell(AdhesionEventKind.ReviewStarted);
                turn.Register("prende in verifica l’adesione");
                return DeskOutcome.Done;
            },
            cancellationToken);
}
