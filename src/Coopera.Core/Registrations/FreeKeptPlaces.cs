using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>Nobody thought again: the places that were kept go to who waits.</summary>
public sealed class FreeKeptPlaces(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Freed = "cancellations-final";

    public string Name => "kept-places";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public bool MakesMails => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var webinars = await database.RecentCancellations
            .Where(c => c.Until <= now).Select(c => c.WebinarId).Distinct().ToListAsync(cancellationToken);
        var freed = 0;
        foreach (var id in webinars)
        {
            freed += await database.WriteAsync(db => FreeAsync(db, id, now), cancellationToken);
        }

        return JobReport.Of((Freed, freed));
    }

    private static async Task<int> FreeAsync(CooperaDb db, int webinarId, DateTimeOffset now)
    {
        var webinar = await db.LockWebinarAsync(webinarId);
        var over = await db.RecentCancellations.Where(c => c.WebinarId == webinarId && c.Until <= now).ToListAsync();
        db.RecentCancellations.RemoveRange(over); // row by row: what pages show of the places changes with them
        await db.SaveChangesAsync();
        if (webinar is not null)
        {
            await Places.FillAsync(db, webinar, now);
        }

        return over.Count;
    }
}
