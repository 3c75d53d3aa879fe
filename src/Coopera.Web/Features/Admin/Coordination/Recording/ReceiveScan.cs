using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Web.Data;
using Coopera.Web.Features.Admin.Coordination.Review;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Features.Admin.Coordination.Recording;

/// <summary>The secretariat adds the signed scheda that came by certified mail or on paper; the body gets its receipt.</summary>
public sealed class ReceiveScan(Desk desk, CooperaDb database)
{
    /// <param name="file">Already in the store.</param>
    /// <param name="report">JSON of the report on its signatures.</param>
    public async Task<DeskOutcome> RunAsync(DeskCall call, StoredFile file, string report, CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            // The first two receipts of a year were taken at once: now the year's counter is there.
            return await TryAsync();
        }

        Task<DeskOutcome> TryAsync() => desk.TakeAsync(
            call,
            async turn =>
            {
                if (turn.Adhesion.IsOver)
                {
                    return DeskOutcome.Overtaken; // before a number is taken that nobody would get
                }

                var receipt = turn.Adhesion.ReceiptNumber ?? await turn.Db.NextReceiptNumberAsync(RomeTime.ToRome(turn.Now).Year);
                var copy = turn.Adhesion.ReceiveSignedCopy(file, report, receipt, turn.Actor, turn.Now);
                turn.Tell(AdhesionEventKind.SignedCopyReceived);
                turn.Register("carica la scheda firmata", $"{receipt}, versione {copy.Version}, SHA-256 {copy.Sha256}");
                return DeskOutcome.Done;
            },
            cancellationToken);
    }
}
