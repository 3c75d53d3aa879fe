using Coopera.Core.Data;
using Coopera.Domain.Retention;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>What of a class is there, and how it leaves. One class of code for each <see cref="RetentionClass"/>.</summary>
public abstract class RetainedData
{
    public abstract RetentionClass Class { get; }

    /// <summary>People are missed when they are gone: Oggi tells of it a month before.</summary>
    public virtual bool IsToldBefore => false;

    public abstract Task<int> CountAsync(CooperaDb db, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>From when the period of what has been there longest is counted; null: nothing is there.</summary>
    public abstract Task<DateTimeOffset?> OldestAsync(CooperaDb db, CancellationToken cancellationToken);

    /// <summary>A portion of what is older than a moment, inside the transaction; what is done is not found again.</summary>
    /// <returns>How much it was: less than asked for when nothing is left.</returns>
    public abstract Task<int> ForgetAsync(CooperaDb db, DateTimeOffset before, int most, DateTimeOffset now);

    /// <summary>What is no row: after the last transaction.</summary>
    public virtual void ForgetFiles(DateTimeOffset before)
    {
    }
}

/// <summary>Of a class that is one table.</summary>
public abstract class RetainedTable<T> : RetainedData
    where T : class
{
    protected abstract IQueryable<T> Due(CooperaDb db, DateTimeOffset before);

    public override Task<int> CountAsync(CooperaDb db, DateTimeOffset before, CancellationToken cancellationToken) =>
        Due(db, before).CountAsync(cancellationToken);

    protected static Task<DateTimeOffset?> FirstAsync(IQueryable<DateTimeOffset> moments, CancellationToken cancellationToken) =>
        moments.OrderBy(at => at).Select(at => (DateTimeOffset?)at).FirstOrDefaultAsync(cancellationToken);
}

/// <summary>Of one whose rows need no lock of their own.</summary>
public abstract class RetainedRows<T> : RetainedTable<T>
    where T : class
{
    protected abstract IQueryable<DateTimeOffset> Since(IQueryable<T> rows);

    protected abstract void Forget(CooperaDb db, T row);

    public override Task<DateTimeOffset?> OldestAsync(CooperaDb db, CancellationToken cancellationToken) =>
        FirstAsync(Since(Due(db, DateTimeOffset.MaxValue)), cancellationToken);

    public override async Task<int> ForgetAsync(CooperaDb db, DateTimeOffset before, int most, DateTimeOffset now)
    {
        var rows = await Due(db, before).Take(most).ToListAsync();
        rows.ForEach(row => Forget(db, row));
        await db.SaveChangesAsync();
        return rows.Count;
    }
}
