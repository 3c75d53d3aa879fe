using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Ratings;

public sealed class RateService(CooperaDb database, TimeProvider clock)
{
    /// <param name="ticket">Of the page on which it was asked: a second answer from the same page counts no more.</param>
    public async Task RunAsync(
        Guid ticket, RatedService service, int score, Obstacle obstacle, CancellationToken cancellationToken = default)
    {
        var row = new RatingCount(service, RomeTime.Today(clock), score, obstacle);
        try
        {
            await database.WriteAsync(db => CountAsync(db, ticket, row), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            // Somebody else was the first of the month at the same moment: now there is a row to count on.
            await database.WriteAsync(db => CountAsync(db, ticket, row), cancellationToken);
        }
    }

    private static async Task<bool> CountAsync(CooperaDb db, Guid ticket, RatingCount row)
    {
        if (!await db.TryTakeAsync(ticket))
        {
            return false;
        }

        var counted = await db.RatingCounts
            .Where(c => c.Service == row.Service && c.Month == row.Month && c.Score == row.Score && c.Obstacle == row.Obstacle)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Count, c => c.Count + 1));
        if (counted == 0)
        {
            db.RatingCounts.Add(row);
            await db.SaveChangesAsync();
        }

        return true;
    }
}
