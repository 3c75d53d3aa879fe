using Coopera.Core.Data;
using Coopera.Domain.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Jobs;

public sealed class JobLeases(IServiceScopeFactory scopes)
{
    public async Task<bool> HoldsMailsAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CooperaDb>().HoldsMailsAsync(cancellationToken);
    }

    /// <summary>Null when it never ran.</summary>
    public async Task<JobLease?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CooperaDb>();
        return await database.JobLeases.AsNoTracking().SingleOrDefaultAsync(lease => lease.Name == name, cancellationToken);
    }

    public async Task<T> ChangeAsync<T>(string name, Func<JobLease, T> verb, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CooperaDb>();
        try
        {
            return await database.WriteAsync(db => ChangeAsync(db, name, verb), cancellationToken);
        }
        catch (DbUpdateException refusal) when (database.IsDuplicate(refusal))
        {
            // Another node made the row at the same moment: now it is there.
            return await database.WriteAsync(db => ChangeAsync(db, name, verb), cancellationToken);
        }
    }

    private static async Task<T> ChangeAsync<T>(CooperaDb db, string name, Func<JobLease, T> verb)
    {
        var locked = await db.JobLeases.Where(l => l.Name == name)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.Revision, x => x.Revision + 1));
        var lease = locked == 0 ? db.JobLeases.Add(new JobLease(name)).Entity : await db.JobLeases.SingleAsync(l => l.Name == name);
        var result = verb(lease);
        await db.SaveChangesAsync();
        return result;
    }
}
