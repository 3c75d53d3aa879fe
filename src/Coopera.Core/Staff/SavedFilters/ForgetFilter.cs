using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff.SavedFilters;

public sealed class ForgetFilter(CooperaDb database)
{
    public Task RunAsync(string userId, int id, CancellationToken cancellationToken = default) => database.WriteAsync(
        db => db.SavedFilters.Where(filter => filter.Id == id && filter.UserId == userId).ExecuteDeleteAsync(), cancellationToken);
}
