using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Coopera.Core.Data;

/// <summary>
/// SQLite and PostgreSQL compare texts byte by byte: two ids of mails that differ in a capital are two, and so are two protocol numbers.
/// SQL Server does so in a database with a binary collation; what is to be found in any spelling has a folded column on all of them.
/// </summary>
public static class SqlServerCollation
{
    public const string Name = "Latin1_General_100_BIN2";

    /// <summary>Null when texts compare as on the other engines, or there is no database yet.</summary>
    public static async Task<string?> OtherAsync(CooperaDb db, CancellationToken cancellationToken = default) =>
        db is SqlServerDb && await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken)
            && await db.Database.SqlQueryRaw<string>(
                "SELECT CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS nvarchar(128)) AS \"Value\"").ToListAsync(cancellationToken)
                is [{ Length: > 0 } collation]
            && !collation.Contains("_BIN", StringComparison.OrdinalIgnoreCase)
            ? collation
            : null;

    /// <summary>Migrations would make a database that is not there as the server makes its own.</summary>
    public static async Task MakeAsync(CooperaDb db, CancellationToken cancellationToken = default)
    {
        if (db is not SqlServerDb || await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken))
        {
            return;
        }

        var parts = new SqlConnectionStringBuilder(db.Database.GetConnectionString());
        var name = parts.InitialCatalog.Replace("]", "]]", StringComparison.Ordinal);
        parts.InitialCatalog = "master";
        await using var server = new SqlConnection(parts.ConnectionString);
        await server.OpenAsync(cancellationToken);
        await using var command = server.CreateCommand();
        command.CommandText = $"CREATE DATABASE [{name}] COLLATE {Name}";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static string Refusal(string collation) =>
        $"The collation of the database is {collation}: texts would be equal there that are different on other engines. "
        + $"Create it with COLLATE {Name}.";
}
