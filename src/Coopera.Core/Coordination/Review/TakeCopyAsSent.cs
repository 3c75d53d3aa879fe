using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>
/// A body uploaded its scheda and stopped before the last button: the secretariat takes the copy as sent, so that nobody is lost one step
/// before the end.
/// </summary>
public sealed class TakeCopyAsSent(Desk desk)
{
    public Task<DeskOutcome> RunAsync(DeskCall call, CancellationToken cancellationToken = default) =>
        desk.TakeWithReceiptAsync(
            call,
            (turn, receipt) =>
            {
                turn.Adhesion.SubmitAttachedCopy(receipt, turn.Actor, turn.Now);
                turn.Tell(AdhesionEventKind.SignedCopyReceived);
                turn.Register("considera inviata la copia caricata dall’ente", receipt);
                return DeskOutcome.Done;
            },
            cancellationToken);
}
