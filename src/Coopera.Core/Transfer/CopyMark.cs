using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Transfer;

/// <summary>
/// A table that stands in a database while it is filled from another one: the copy may go on there, and no site may begin on half of it.
/// </summary>
public static class CopyMark
{
    private const string Table = "__CooperaCopy";

    public static async Task<bool> IsOnAsync(CooperaDb db, CancellationToken cancellationToken = default) =>
        await db.Database.SqlQueryRaw<int>(db is SqliteDb
            ? $"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '{Table}'"
            : $"SELECT CAST(COUNT(*) AS int) AS \"Value\" FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = '{Table}'")
            .SingleAsync(cancellationToken) > 0;

    public static Task PutAsync(EngineDatabase database, CancellationToken cancellationToken) =>
        database.ExecuteAsync($"CREATE TABLE \"{Table}\" (\"Id\" int NOT NULL PRIMARY KEY)", cancellationToken);

    public static Task TakeAwayAsync(EngineDatabase database, CancellationToken cancellationToken) =>
        database.ExecuteAsync($"DROP TABLE \"{Table}\"", cancellationToken);
}
