using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>The secretariat clears away a draft that nobody goes on with, or records that a body has changed its mind or leaves.</summary>
public sealed class WithdrawOnBehalf(Desk desk)
{
    public Task<DeskOutcome> RunAsync(DeskCall call, string reason, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                var was = turn.Adhesion.Status;
                turn.Adhesion.Withdraw(reason, turn.Actor, turn.Now);
                turn.Tell(AdhesionEventKind.Withdrawn, reason);
                turn.Register("ritira l’adesione", $"era {was.Label().ToLower(RomeTime.Italian)}", reason);
                return DeskOutcome.Done;
            },
            cancellationToken);
}
