using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Coopera.Core.Data;

public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : CooperaDb(options)
{
    // Extended result codes: SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY. Plain 19 is any constraint.
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    // Primary result codes: busy, locked, read-only, I/O error, corrupt, full, cannot open, not a database.
    private static readonly HashSet<int> AwayCodes = [5, 6, 8, 10, 11, 13, 14, 26];

    private SqliteWriter? _writer;

    /// <summary>The writer's own: what it saves is inside the writer's transaction already.</summary>
    internal bool IsOfWriter { get; init; }

    private SqliteWriter? Writer => IsOfWriter ? null : _writer ??= Services?.GetService<SqliteWriter>();

    protected override Task<T> CommitAsync<T>(Func<CooperaDb, Task<T>> useCase, CancellationToken cancellationToken) =>
        Writer?.RunAsync(useCase, cancellationToken)
            ?? throw new InvalidOperationException("A use case cannot open a second transaction.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Writer is not { } writer || Database.CurrentTransaction is not null)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        using (await writer.EnterAsync(cancellationToken))
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
    }

    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    public override bool IsAway(DbException failure) =>
        failure is SqliteException { SqliteErrorCode: var code } && AwayCodes.Contains(code);

    /// <summary>
    /// EF's lock on SQLite is a row, which stays when its process is killed, and is then waited for without end. True when there was one:
    /// only for who holds the file, so that nobody can be migrating.
    /// </summary>
    public override async Task<bool> ForgetMigrationLockAsync() =>
        await Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync() > 0
        // a file that can only be read starts, too
        && await Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM __EFMigrationsLock").SingleAsync() > 0
        && await Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock") > 0;

    /// <summary>
    /// Rows that are gone stay legible in free pages and in the log until something is written over them: the file is written anew without
    /// them, and the log cut off. Nobody writes meanwhile; who reads is not waited for longer than the connection's patience.
    /// </summary>
    public override async Task<bool> ScrubAsync(CancellationToken cancellationToken = default)
    {
        using (await Writer!.EnterAsync(cancellationToken))
        {
            await Database.ExecuteSqlRawAsync("VACUUM", cancellationToken);
            return await Database.SqlQueryRaw<int>("PRAGMA wal_checkpoint(TRUNCATE)").ToListAsync(cancellationToken) is [0];
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
