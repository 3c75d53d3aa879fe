using System.Security.Claims;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.SavedFilters;

/// <param name="Address">Of the list, without a filter.</param>
/// <param name="Query">What the list shows now, as it would be saved.</param>
public sealed record FilterShelf(StaffList List, string Address, string Query, IReadOnlyList<SavedFilter> Filters)
{
    /// <summary>Something is looked for that cannot be saved with the rest.</summary>
    public bool LeavesAnswersOut { get; init; }

    public bool HasMenu => Query.Length > 0 || Filters.Count > 0;
}

public sealed class FilterShelves(CooperaDb db, UserManager<StaffUser> users)
{
    public async Task<FilterShelf> OfAsync(ClaimsPrincipal user, StaffList list, string address, string query)
    {
        var userId = users.GetUserId(user)!;
        return new FilterShelf(list, address, query, await db.SavedFilters.AsNoTracking()
            .Where(filter => filter.UserId == userId && filter.List == list).OrderBy(filter => filter.Id).ToListAsync());
    }
}
