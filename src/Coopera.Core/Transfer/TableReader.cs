using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Coopera.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Transfer;

/// <summary>All tables as they were at one moment, row by row, while the site goes on writing.</summary>
public sealed class TableReader : IAsyncDisposable
{
    private readonly EngineDatabase _database;
    private readonly DbTransaction _transaction;

    private TableReader(EngineDatabase database, DbTransaction transaction) => (_database, _transaction) = (database, transaction);

    /// <summary>What it is asked sees the same moment.</summary>
    public CooperaDb Context => _database.Context;

    public IReadOnlyList<TransferTable> Tables => _database.Tables;

    /// <summary>The moment is now.</summary>
    public static async Task<TableReader> OpenAsync(EngineDatabase database, CancellationToken cancellationToken)
    {
        await database.OpenAsync(cancellationToken);
        var transaction = await BeginAsync(database, cancellationToken);
        await database.Context.Database.UseTransactionAsync(transaction, cancellationToken);
        return new(database, transaction);
    }

    public Task<long> CountAsync(TransferTable table, CancellationToken cancellationToken) =>
        NumberAsync($"SELECT COUNT(*) FROM \"{table.Name}\"", cancellationToken);

    /// <summary>Of those that the database gave.</summary>
    public Task<long> LargestAsync(TransferTable table, CancellationToken cancellationToken) =>
        NumberAsync($"SELECT MAX(\"{table.Identity}\") FROM \"{table.Name}\"", cancellationToken);

    /// <summary>The one number that a question has for an answer; 0 for none.</summary>
    public Task<long> NumberAsync(string sql, CancellationToken cancellationToken) =>
        _database.NumberAsync(sql, cancellationToken, _transaction);

    /// <summary>In the order of the primary key, as this engine orders it.</summary>
    public async IAsyncEnumerable<object?[]> ReadAsync(
        TransferTable table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = _database.Command(
            $"SELECT {EngineDatabase.Names(table.Columns.Select(column => column.Name))} FROM \"{table.Name}\" "
            + $"ORDER BY {EngineDatabase.Names(table.Key)}",
            _transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object?[table.Columns.Count];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : Value(reader, i, table.Columns[i].Kind);
            }

            yield return row;
        }
    }

    public async Task<ContentHash> HashAsync(TransferTable table, Action? read, CancellationToken cancellationToken)
    {
        var hash = new ContentHash(table);
        await foreach (var row in ReadAsync(table, cancellationToken))
        {
            hash.Add(row);
            read?.Invoke();
        }

        return hash;
    }

    /// <summary>The last value that the database gave in each table that it gives values in: not to be given again.</summary>
    public async Task<IReadOnlyDictionary<string, long>> LastGivenAsync(CancellationToken cancellationToken)
    {
        var last = new Dictionary<string, long>();
        foreach (var table in Tables.Where(table => table.Identity is not null))
        {
            last[table.Name] = _database.Provider switch
            {
                DatabaseProvider.Sqlite => await _database.NumberAsync(
                    $"SELECT seq FROM sqlite_sequence WHERE name = '{table.Name}'", cancellationToken, _transaction),
                DatabaseProvider.SqlServer => await _database.NumberAsync(
                    $"SELECT CAST(last_value AS bigint) FROM sys.identity_columns WHERE object_id = OBJECT_ID('\"{table.Name}\"')",
                    cancellationToken, _transaction),
                _ => await _database.NumberAsync(
                    $"SELECT pg_sequence_last_value(pg_get_serial_sequence('\"{table.Name}\"', '{table.Identity}'))",
                    cancellationToken, _transaction),
            };
        }

        return last;
    }

    public async ValueTask DisposeAsync()
    {
        await Context.Database.UseTransactionAsync(null);
        await _transaction.DisposeAsync();
    }

    private static async Task<DbTransaction> BeginAsync(EngineDatabase database, CancellationToken cancellationToken)
    {
        switch (database.Provider)
        {
            case DatabaseProvider.Sqlite:
                var reading = ((SqliteConnection)database.Connection).BeginTransaction(deferred: true);
                await database.NumberAsync("SELECT COUNT(*) FROM sqlite_master", cancellationToken, reading);
                return reading;
            case DatabaseProvider.PostgreSql:
                var snapshot = await database.Connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
                await database.ExecuteAsync("SET TRANSACTION READ ONLY", cancellationToken, snapshot);
                await database.NumberAsync("SELECT 1", cancellationToken, snapshot);
                return snapshot;
            default:
                // Without ALLOW_SNAPSHOT_ISOLATION what was read stays locked until the end: nothing changes, and who writes waits.
                var allows = await database.NumberAsync(
                    "SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()", cancellationToken) == 1;
                return await database.Connection.BeginTransactionAsync(
                    allows ? IsolationLevel.Snapshot : IsolationLevel.Serializable, cancellationToken);
        }
    }

    private object Value(DbDataReader reader, int i, ColumnKind kind) => kind switch
    {
        ColumnKind.Truth => reader.GetBoolean(i),
        ColumnKind.Number => reader.GetInt32(i),
        ColumnKind.LargeNumber => reader.GetInt64(i),
        ColumnKind.Real => reader.GetDouble(i),
        ColumnKind.Text or ColumnKind.Json => reader.GetString(i),
        ColumnKind.Texts when _database.Provider != DatabaseProvider.PostgreSql =>
            JsonSerializer.Deserialize<string[]>(reader.GetString(i)) ?? [],
        ColumnKind.Texts => reader.GetFieldValue<string[]>(i),
        ColumnKind.Bytes => reader.GetFieldValue<byte[]>(i),
        ColumnKind.Id => reader.GetGuid(i),
        ColumnKind.Instant when _database.Provider == DatabaseProvider.Sqlite => new DateTimeOffset(reader.GetInt64(i), TimeSpan.Zero),
        ColumnKind.Instant => reader.GetFieldValue<DateTimeOffset>(i).ToUniversalTime(),
        ColumnKind.Day => reader.GetFieldValue<DateOnly>(i),
        _ => reader.GetFieldValue<TimeOnly>(i),
    };
}
