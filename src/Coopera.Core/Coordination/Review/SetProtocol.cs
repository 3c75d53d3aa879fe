using Coopera.Core.Data;
using Coopera.Domain;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination.Review;

/// <summary>The number and day under which the office's protocol holds the scheda: once a year for each body.</summary>
public sealed class SetProtocol(Desk desk, CooperaDb database)
{
    /// <param name="number">As <c>Adhesion.IsProtocolNumber</c> wants it.</param>
    public async Task<DeskOutcome> RunAsync(DeskCall call, string number, DateOnly date, CancellationToken cancellationToken = default)
    {
        try
        {
            return await desk.TakeAsync(
                call,
                turn =>
                {
                    if (turn.Adhesion.ProtocolNumber == number && turn.Adhesion.ProtocolDate == date)
                    {
                        return DeskOutcome.NothingToDo;
                    }

                    var before = turn.Adhesion.ProtocolNumber is { } old ? $"; prima era n. {old} del {RomeTime.ShortDate(turn.Adhesion.ProtocolDate!.Value)}" : "";
                    turn.Adhesion.SetProtocol(number, date, turn.Actor, turn.Now);
                    turn.Register("registra il protocollo", $"n. {number} del {RomeTime.ShortDate(date)}{before}");
                    return DeskOutcome.Done;
                },
                cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return DeskOutcome.ProtocolTaken;
        }
    }
}
