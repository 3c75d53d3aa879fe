using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff.SavedFilters;

/// <summary>The same name again is the same filter, which now looks for something else.</summary>
public sealed class SaveFilter(CooperaDb database)
{
    /// <returns>False when there are as many as there may be.</returns>
    public Task<bool> RunAsync(string userId, StaffList list, string name, string query, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            async db =>
            {
                var own = await db.SavedFilters.Where(filter => filter.UserId == userId && filter.List == list).ToListAsync();
                if (own.Find(filter => Text.Fold(filter.Name) == Text.Fold(name)) is { } same)
                {
                    same.LookFor(query);
                }
                else if (own.Count >= SavedFilter.Most)
                {
                    return false;
                }
                else
                {
                    db.SavedFilters.Add(new SavedFilter(userId, list, name, query));
                }

                await db.SaveChangesAsync();
                return true;
            },
            cancellationToken);
}
