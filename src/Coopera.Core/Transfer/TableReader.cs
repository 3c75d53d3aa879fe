using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Coopera.Core.Transfer;

/// <summary>All tables as they were at one moment, row by row, while the site goes on writing.</summary>
public sealed class TableReader : IAsyncDisposable
{
    private readonly EngineDatabase _database;
    private readonly DbTransaction _transaction;

    private TableReader(EngineDatabase database, DbTransaction transaction) => (_database, _transaction) = (database, transaction);

    public IReadOnlyList<TransferTable> Tables => _database.Tables;

    /// <summary>The moment is now.</summary>
    public static async Task<TableReader> OpenAsync(EngineDatabase database, CancellationToken cancellationToken)
    {
        await database.OpenAsync(cancellationToken);
        switch (database.Provider)
        {
            case DatabaseProvider.Sqlite:
                var reading = ((SqliteConnection)database.Connection).BeginTransaction(deferred: true);
                await database.NumberAsync("SELECT COUNT(*) FROM sqlite_master", cancellationToken, reading);
                return new(database, reading);
            case DatabaseProvider.PostgreSql:
                var snapshot = await database.Connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
                await database.ExecuteAsync("SET TRANSACTION READ ONLY", cancellationToken, snapshot);
                await database.NumberAsync("SELECT 1", cancellationToken, snapshot);
                return new(database, snapshot);
            default:
                // Without ALLOW_SNAPSHOT_ISOLATION what was read stays locked until the end: nothing changes, and who writes waits.
                var allows = await database.NumberAsync(
                    "SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()", cancellationToken) == 1;
                return new(database, await database.Connection.BeginTransactionAsync(
                    allows ? IsolationLevel.Snapshot : IsolationLevel.Serializable, cancellationToken));
        }
    }

    public Task<long> CountAsync(TransferTable table, CancellationToken cancellationToken) =>
        _database.NumberAsync($"SELECT COUNT(*) FROM \"{table.Name}\"", cancellationToken, _transaction);

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

    public ValueTask DisposeAsync() => _transaction.DisposeAsync();

    private object Value(DbDataReader reader, int i, ColumnKind kind) => kind switch
    {
        ColumnKind.Truth => reader.GetBoolean(i),
        ColumnKind.Integer => reader.GetInt32(i),
        ColumnKind.Long => reader.GetInt64(i),
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
