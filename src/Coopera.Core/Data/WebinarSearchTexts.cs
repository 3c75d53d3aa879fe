using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>
/// What webinars are found by, where it is not what their titles say: those of before there was a column, and what a node of an earlier
/// version wrote beside this one. Looked at by every start, so that it is right once the last node is new.
/// </summary>
internal static class WebinarSearchTexts
{
    /// <summary>In one transaction: who signs up meanwhile waits no longer than for these.</summary>
    private const int BatchSize = 100;

    public static async Task RefreshAsync(CooperaDb database)
    {
        var all = await database.Webinars.AsNoTracking().OrderBy(w => w.Id)
            .Select(w => new { w.Id, w.Title, w.Theme, w.Slug, w.SearchText }).ToListAsync();
        var stale = all.Select(w => (Known: w, Text: Webinar.SearchTextOf(w.Title, w.Theme, w.Slug)))
            .Where(w => w.Known.SearchText != w.Text);
        foreach (var batch in stale.Chunk(BatchSize))
        {
            await database.WriteAsync(async db =>
            {
                foreach (var (known, text) in batch)
                {
                    await db.Webinars
                        .Where(w => w.Id == known.Id && w.Title == known.Title && w.Theme == known.Theme && w.Slug == known.Slug)
                        .ExecuteUpdateAsync(set => set.SetProperty(w => w.SearchText, text)); // unless it was edited meanwhile
                }
            });
        }
    }
}
