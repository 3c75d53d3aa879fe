using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>
/// A table that stands in a database while it is filled from another one: the copy may go on there, and no site may begin on half of it.
/// </summary>
public static class CopyMark
{
    private const string Table = "__CooperaCopy";

    public static Task<bool> IsOnAsync(CooperaDb db, CancellationToken cancellationToken = default) =>
        MigrationState.HasTableAsync(db, Table, cancellationToken);

    public static Task PutAsync(CooperaDb db, CancellationToken cancellationToken = default) =>
        db.Database.ExecuteSqlRawAsync($"CREATE TABLE \"{Table}\" (\"Id\" int NOT NULL PRIMARY KEY)", cancellationToken);

    public static Task TakeAwayAsync(CooperaDb db, CancellationToken cancellationToken = default) =>
        db.Database.ExecuteSqlRawAsync($"DROP TABLE \"{Table}\"", cancellationToken);
}
