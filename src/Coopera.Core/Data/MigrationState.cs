using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Coopera.Core.Data;

/// <summary>The migrations of this program against those that a database has.</summary>
/// <param name="Applied">Those that the database has, in their order.</param>
/// <param name="Pending">Those that it lacks.</param>
/// <param name="Newer">One that this program does not know: the database is newer.</param>
public sealed record MigrationState(IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, string? Newer)
{
    /// <summary>A database that is not there yet has none; nothing is asked of it that would be an error in the log.</summary>
    public static async Task<MigrationState> LookAsync(CooperaDb db, CancellationToken cancellationToken = default)
    {
        var known = db.Database.GetMigrations().ToList();
        List<string> applied = await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken)
            && await HasTableAsync(db, HistoryRepository.DefaultTableName, cancellationToken)
            ? [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)]
            : [];
        return new(applied, [.. known.Except(applied)], applied.Except(known).LastOrDefault());
    }

    public static async Task ApplyAsync(CooperaDb db, CancellationToken cancellationToken = default)
    {
        await SqlServerCollation.MakeAsync(db, cancellationToken);
        if (db is PostgresDb)
        {
            // Its provider reads the history before it is there, twice, and the log has an error each time.
            var creator = db.GetService<IRelationalDatabaseCreator>();
            if (!await creator.ExistsAsync(cancellationToken))
            {
                await creator.CreateAsync(cancellationToken);
            }

            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        }

        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>By the engine's own list.</summary>
    internal static async Task<bool> HasTableAsync(CooperaDb db, string table, CancellationToken cancellationToken) =>
        (await TableNamesAsync(db, cancellationToken)).Contains(table);

    internal static async Task<HashSet<string>> TableNamesAsync(CooperaDb db, CancellationToken cancellationToken) =>
        [.. await db.Database.SqlQueryRaw<string>(db is SqliteDb
            ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table'"
            : "SELECT TABLE_NAME AS \"Value\" FROM INFORMATION_SCHEMA.TABLES").ToListAsync(cancellationToken)];
}
