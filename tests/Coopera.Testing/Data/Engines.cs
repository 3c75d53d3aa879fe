using System.Data.Common;
using System.Globalization;
using Coopera.Core;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Coopera.Testing.Data;

/// <summary>The engines that tests run on: SQLite always, a server where its variable holds a connection string.</summary>
public static class Engines
{
    private const string PostgresVariable = "COOPERA_TEST_POSTGRES";
    private const string SqlServerVariable = "COOPERA_TEST_SQLSERVER";

    /// <summary>How many rows a statement of a test takes to SQL Server: 1 for one that knows no MERGE.</summary>
    private const string BatchVariable = "COOPERA_TEST_SQLSERVER_BATCH";

    /// <summary>ON or OFF: whether who reads there waits for who writes.</summary>
    private const string SnapshotVariable = "COOPERA_TEST_SQLSERVER_SNAPSHOT";

    public static string Snapshot => Server(SnapshotVariable)?.ToUpperInvariant() switch
    {
        null or "OFF" => "OFF",
        "ON" => "ON",
        var other => throw new InvalidOperationException($"{SnapshotVariable} is \"{other}\": it must be ON or OFF."),
    };

    public static int? BatchSize(DatabaseProvider engine) => engine == DatabaseProvider.SqlServer && Server(BatchVariable) is { } rows
        ? int.Parse(rows, CultureInfo.InvariantCulture)
        : null;

    public static string? WhyNot(DatabaseProvider engine) => engine switch
    {
        DatabaseProvider.PostgreSql when Server(PostgresVariable) is null =>
            $"{PostgresVariable} holds no connection string; tests/run starts a cluster of its own.",
        DatabaseProvider.SqlServer when Server(SqlServerVariable) is null =>
            $"{SqlServerVariable} holds no connection string of a SQL Server.",
        _ => null,
    };

    /// <param name="folder">Where an embedded database has its file.</param>
    public static string ConnectionString(DatabaseProvider engine, string name, string folder) => engine switch
    {
        DatabaseProvider.PostgreSql =>
            new NpgsqlConnectionStringBuilder(Server(PostgresVariable)) { Database = name, MaxPoolSize = 30 }.ConnectionString,
        DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(Server(SqlServerVariable)) { InitialCatalog = name }.ConnectionString,
        _ => $"Data Source={Path.Combine(folder, "coopera.db")}",
    };

    /// <summary>What a site on it is told.</summary>
    public static Dictionary<string, string?> Settings(DatabaseProvider engine, string connectionString) => new()
    {
        ["Database:Provider"] = $"{engine}",
        ["ConnectionStrings:Coopera"] = connectionString,
        ["Database:BatchSize"] = BatchSize(engine)?.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Closes what the pool holds open on this database.</summary>
    public static async Task CloseAsync(DatabaseProvider engine, string connectionString)
    {
        switch (engine)
        {
            case DatabaseProvider.PostgreSql:
                await using (var pooled = new NpgsqlConnection(connectionString))
                {
                    NpgsqlConnection.ClearPool(pooled);
                }

                break;
            case DatabaseProvider.SqlServer:
                await using (var pooled = new SqlConnection(connectionString))
                {
                    SqlConnection.ClearPool(pooled);
                }

                break;
            default:
                await using (var pooled = new SqliteConnection(connectionString))
                {
                    SqliteConnection.ClearPool(pooled);
                }

                break;
        }
    }

    /// <summary>Drops a server's database under whoever uses it.</summary>
    public static Task DropAsync(DatabaseProvider engine, string name) => ExecuteAsync(engine, engine == DatabaseProvider.PostgreSql
        ? $"DROP DATABASE IF EXISTS {name} WITH (FORCE)"
        : $"IF DB_ID('{name}') IS NOT NULL "
            + $"BEGIN ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}; END");

    /// <summary>As the server's own administrator, in none of the tests' databases.</summary>
    public static async Task ExecuteAsync(DatabaseProvider engine, string sql)
    {
        await using DbConnection connection = engine == DatabaseProvider.PostgreSql
            ? new NpgsqlConnection(Server(PostgresVariable))
            : new SqlConnection(Server(SqlServerVariable));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static string? Server(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
