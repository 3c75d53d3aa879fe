using System.Data.Common;
using Coopera.Core.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Coopera.Core.Transfer;

/// <summary>
/// A database beside the one that the site works on, or the same apart from the site's own connections: one connection, nothing tried
/// again, nothing sealed or budgeted when it is written to.
/// </summary>
public sealed class EngineDatabase : IAsyncDisposable
{
    /// <summary>In seconds: a table takes as long as it is long, but a server that hangs is not waited for without end.</summary>
    private const int LongestSilence = 1_800;

    private EngineDatabase(DatabaseProvider provider, CooperaDb context)
    {
        Provider = provider;
        Context = context;
        Tables = TransferTable.Of(context);
    }

    public DatabaseProvider Provider { get; }

    /// <summary>Knows the model and the migrations.</summary>
    public CooperaDb Context { get; }

    public IReadOnlyList<TransferTable> Tables { get; }

    public DbConnection Connection => Context.Database.GetDbConnection();

    /// <param name="create">Whether a file that is not there is made; a server's database is made by its migrations.</param>
    public static EngineDatabase Of(DatabaseSettings settings, bool create) => new(settings.Provider, settings.Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(
            new SqliteConnectionStringBuilder(settings.ConnectionString)
            {
                Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ConnectionString).Options),
        DatabaseProvider.SqlServer => new SqlServerDb(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer(
            new SqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false }.ConnectionString).Options),
        _ => new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(
            new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false }.ConnectionString).Options),
    });

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (Connection.State != System.Data.ConnectionState.Open)
        {
            await Context.Database.OpenConnectionAsync(cancellationToken);
        }
    }

    /// <summary>Migrations of this program that the database lacks. Refuses a database that is newer than the program.</summary>
    public async Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken)
    {
        var state = await MigrationState.LookAsync(Context, cancellationToken);
        return state.Newer is { } newer
            ? throw new SettingsException($"The database is newer than this program, which does not know its migration {newer}.")
            : state.Pending;
    }

    public async Task<long> NumberAsync(string sql, CancellationToken cancellationToken, DbTransaction? transaction = null)
    {
        await OpenAsync(cancellationToken);
        await using var command = Command(sql, transaction);
        return await command.ExecuteScalarAsync(cancellationToken) is { } value and not DBNull
            ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken, DbTransaction? transaction = null)
    {
        await OpenAsync(cancellationToken);
        await using var command = Command(sql, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();

    internal DbCommand Command(string sql, DbTransaction? transaction)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = LongestSilence;
        command.Transaction = transaction;
        return command;
    }

    internal static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));
}
