using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>
/// A table that stands in a database while it is filled from another one: the copy may go on there, and no site may begin on half of it.
/// </summary>
public static class CopyMark
{
    private const string Table = "__CooperaCopy";

    public static async Task<bool> IsOnAsync(CooperaDb db, CancellationToken cancellationToken = default) =>
        (await db.Database.SqlQueryRaw<int>(db is SqliteDb
            ? $"SELECT 1 AS \"Value\" FROM sqlite_master WHERE name = '{Table}'"
            : $"SELECT 1 AS \"Value\" FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = '{Table}'")
            .ToListAsync(cancellationToken)).Count > 0;

    public static Task PutAsync(CooperaDb db, CancellationToken cancellationToken = default) =>
        db.Database.ExecuteSqlRawAsync($"CREATE TABLE \"{Table}\" (\"Id\" int NOT NULL PRIMARY KEY)", cancellationToken);

    public static Task TakeAwayAsync(CooperaDb db, CancellationToken cancellationToken = default) =>
        db.Database.ExecuteSqlRawAsync($"DROP TABLE \"{Table}\"", cancellationToken);
}
