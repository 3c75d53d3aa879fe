using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff.Audit;

public sealed class AuditVerification(CooperaDb db, RegisterSeal seal)
{
    private const int BatchSize = 500;

    /// <param name="noted">A hash that somebody wrote down once, to be found again.</param>
    /// <param name="progress">Is told now and then how many rows were gone through, and of how many.</param>
    public async Task<AuditCheck> RunAsync(
        string? noted, Action<long, long>? progress = null, CancellationToken cancellationToken = default)
    {
        // The end first: what is written while this reads stands behind it, and is the next verification's.
        var end = await EndAsync(cancellationToken);
        var check = new AuditCheck(end, seal, noted);
        await foreach (var entry in db.AuditEntries.InOrderAsync(BatchSize, cancellationToken))
        {
            if (end is not null && entry.Number > end.Count && entry.Number <= (await EndAsync(cancellationToken))?.Count)
            {
                break;
            }

            check.Take(entry);
            if (entry.Number % BatchSize == 0)
            {
                progress?.Invoke(entry.Number, end?.Count ?? 0);
            }
        }

        var hasFirst = await db.AuditEntries.AnyAsync(entry => entry.Action == AuditAction.FirstAccountCreated, cancellationToken);
        check.Finish(lacksFirstAccount: !hasFirst && await db.Users.AnyAsync(user => user.PasswordHash != null, cancellationToken));
        return check;
    }

    private Task<AuditChain?> EndAsync(CancellationToken cancellationToken) =>
        db.AuditChains.AsNoTracking().SingleOrDefaultAsync(chain => chain.Id == AuditChain.OnlyId, cancellationToken);
}

public static class AuditReading
{
    public static async IAsyncEnumerable<AuditEntry> InOrderAsync(
        this IQueryable<AuditEntry> entries, int batchSize,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var last = long.MinValue;
        List<AuditEntry> batch;
        do
        {
            var after = last;
            batch = await entries.AsNoTracking()
                .Where(entry => entry.Number > after).OrderBy(entry => entry.Number).Take(batchSize).ToListAsync(cancellationToken);
            foreach (var entry in batch)
            {
                yield return entry;
                last = entry.Number;
            }
        }
        while (batch.Count == batchSize);
    }
}
