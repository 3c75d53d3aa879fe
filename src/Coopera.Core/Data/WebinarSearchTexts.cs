using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>
/// What webinars are found by, where it is not what their titles say: those of before there was a column, and what a node of an earlier
/// version wrote beside this one. Looked at by every start, so that it is right once the last node is new.
/// </summary>
internal static class WebinarSearchTexts
{
    public static async Task RefreshAsync(CooperaDb database)
    {
        var stale = (await database.Webinars.AsNoTracking().Select(w => new { w.Id, w.Title, w.Theme, w.Slug, w.SearchText }).ToListAsync())
            .Where(w => w.SearchText != Webinar.SearchTextOf(w.Title, w.Theme, w.Slug)).ToList();
        if (stale.Count == 0)
        {
            return; // a start takes no lock when there is nothing to do
        }

        await database.WriteAsync(async db =>
        {
            foreach (var (id, text) in stale.Select(w => (w.Id, Webinar.SearchTextOf(w.Title, w.Theme, w.Slug))))
            {
                await db.Webinars.Where(w => w.Id == id).ExecuteUpdateAsync(set => set.SetProperty(w => w.SearchText, text));
            }
        });
    }
}
