using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>The secretariat adds the signed scheda that came by certified mail or on paper; the body gets its receipt.</summary>
public sealed class ReceiveScan(Desk desk)
{
    /// <param name="file">Already in the store.</param>
    /// <param name="report">JSON of the report on its signatures.</param>
    public Task<DeskOutcome> RunAsync(DeskCall call, StoredFile file, string report, CancellationToken cancellationToken = default) =>
        desk.TakeWithReceiptAsync(
            call,
            (turn, receipt) =>
            {
                var copy = turn.Adhesion.ReceiveSignedCopy(file, report, receipt, turn.Actor, turn.Now);
                turn.Tell(AdhesionEventKind.SignedCopyReceived);
                turn.Register("carica la scheda firmata", $"{receipt}, versione {copy.Version}, SHA-256 {copy.Sha256}");
                return DeskOutcome.Done;
            },
            cancellationToken);
}
