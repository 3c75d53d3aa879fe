using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.SqlClient;
using Npgsql;
using NpgsqlTypes;

namespace Coopera.Core.Transfer;

/// <summary>Rows into the tables of a database that nobody else uses: some thousands a transaction, ids as they come.</summary>
public sealed class TableWriter(EngineDatabase database)
{
    private const int RowsACommit = 5_000;

    // What SQL Server takes in one statement.
    private const int RowsAStatement = 1_000;
    private const int ParametersAStatement = 2_000;

    /// <returns>How many rows were written.</returns>
    public async Task<long> WriteAsync(
        TransferTable table, IAsyncEnumerable<object?[]> rows, Action<int>? committed, CancellationToken cancellationToken)
    {
        await database.OpenAsync(cancellationToken);
        var written = 0L;
        var batch = new List<object?[]>(RowsACommit);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            batch.Add(row);
            if (batch.Count == RowsACommit)
            {
                await CommitAsync();
            }
        }

        if (batch.Count > 0)
        {
            await CommitAsync();
        }

        return written;

        async Task CommitAsync()
        {
            await using (var transaction = await database.Connection.BeginTransactionAsync(cancellationToken))
            {
                await (database.Provider switch
                {
                    DatabaseProvider.PostgreSql => ImportAsync(table, batch, cancellationToken),
                    DatabaseProvider.SqlServer => InsertWithIdsAsync(table, batch, transaction, cancellationToken),
                    _ => InsertAsync(table, batch, 1, transaction, cancellationToken),
                });
                await transaction.CommitAsync(CancellationToken.None);
            }

            written += batch.Count;
            committed?.Invoke(batch.Count);
            batch.Clear();
        }
    }

    /// <summary>Deletes all rows of these tables, those that point to others first.</summary>
    public async Task EmptyAsync(IEnumerable<TransferTable> tables, CancellationToken cancellationToken)
    {
        var names = tables.Select(table => table.Name).ToHashSet();
        foreach (var table in database.Tables.Reverse().Where(table => names.Contains(table.Name)))
        {
            await database.ExecuteAsync($"DELETE FROM \"{table.Name}\"", cancellationToken);
        }
    }

    /// <summary>The next value that the database gives is none that was there, or had been.</summary>
    public async Task SetLastGivenAsync(IReadOnlyDictionary<string, long> lastGiven, CancellationToken cancellationToken)
    {
        foreach (var table in database.Tables.Where(table => table.Identity is not null))
        {
            var largest = await database.NumberAsync($"SELECT MAX(\"{table.Identity}\") FROM \"{table.Name}\"", cancellationToken);
            var last = Math.Max(largest, lastGiven.GetValueOrDefault(table.Name));
            if (last > 0)
            {
                await database.ExecuteAsync(SetLast(database.Provider, table, last), cancellationToken);
            }
        }
    }

    public static string SetLast(DatabaseProvider provider, TransferTable table, long last) => provider switch
    {
        DatabaseProvider.PostgreSql => string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT setval(pg_get_serial_sequence('\"{table.Name}\"', '{table.Identity}'), {last})"),

        // Where no row was ever put in, the first one gets this very number.
        DatabaseProvider.SqlServer => string.Create(
            CultureInfo.InvariantCulture,
            $"""
             DECLARE @last bigint = {last};
             IF NOT EXISTS (SELECT 1 FROM "{table.Name}") SET @last = @last + 1;
             DBCC CHECKIDENT ('"{table.Name}"', RESEED, @last) WITH NO_INFOMSGS
             """),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"""
             DELETE FROM sqlite_sequence WHERE name = '{table.Name}';
             INSERT INTO sqlite_sequence (name, seq) VALUES ('{table.Name}', {last})
             """),
    };

    /// <summary>In one statement of SQL Server.</summary>
    public static int RowsAtOnce(TransferTable table) => Math.Clamp(ParametersAStatement / table.Columns.Count, 1, RowsAStatement);

    public static string Insert(TransferTable table, int rows)
    {
        var sql = new StringBuilder($"INSERT INTO \"{table.Name}\" (")
            .Append(EngineDatabase.Names(table.Columns.Select(column => column.Name))).Append(") VALUES ");
        for (var row = 0; row < rows; row++)
        {
            var first = row * table.Columns.Count;
            sql.Append(row == 0 ? "(" : ", (")
                .AppendJoin(", ", Enumerable.Range(first, table.Columns.Count).Select(i => $"@p{i}")).Append(')');
        }

        return sql.ToString();
    }

    private async Task InsertWithIdsAsync(
        TransferTable table, List<object?[]> rows, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var atOnce = RowsAtOnce(table);
        if (table.Identity is not null)
        {
            await database.ExecuteAsync($"SET IDENTITY_INSERT \"{table.Name}\" ON", cancellationToken, transaction);
        }

        await InsertAsync(table, rows, atOnce, transaction, cancellationToken);
        if (table.Identity is not null)
        {
            await database.ExecuteAsync($"SET IDENTITY_INSERT \"{table.Name}\" OFF", cancellationToken, transaction);
        }
    }

    private async Task InsertAsync(
        TransferTable table, List<object?[]> rows, int atOnce, DbTransaction transaction, CancellationToken cancellationToken)
    {
        DbCommand? command = null;
        try
        {
            foreach (var part in rows.Chunk(atOnce))
            {
                var parameters = part.Length * table.Columns.Count;
                if (command?.Parameters.Count != parameters)
                {
                    await (command?.DisposeAsync() ?? ValueTask.CompletedTask);
                    command = database.Command(Insert(table, part.Length), transaction);
                    for (var i = 0; i < parameters; i++)
                    {
                        command.Parameters.Add(Parameter(command, $"@p{i}", table.Columns[i % table.Columns.Count].Kind));
                    }
                }

                for (var i = 0; i < parameters; i++)
                {
                    var column = i % table.Columns.Count;
                    command.Parameters[i].Value = part[i / table.Columns.Count][column] is { } value ? Stored(value) : DBNull.Value;
                }

                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        finally
        {
            await (command?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private object Stored(object value) => value switch
    {
        DateTimeOffset instant when database.Provider == DatabaseProvider.Sqlite => instant.UtcTicks,
        string[] texts => JsonSerializer.Serialize(texts),
        _ => value,
    };

    private static DbParameter Parameter(DbCommand command, string name, ColumnKind kind)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        if (parameter is SqlParameter typed)
        {
            // A null has no type of its own, and a text is no binary.
            typed.SqlDbType = kind switch
            {
                ColumnKind.Truth => System.Data.SqlDbType.Bit,
                ColumnKind.Number => System.Data.SqlDbType.Int,
                ColumnKind.LargeNumber => System.Data.SqlDbType.BigInt,
                ColumnKind.Real => System.Data.SqlDbType.Float,
                ColumnKind.Bytes => System.Data.SqlDbType.VarBinary,
                ColumnKind.Id => System.Data.SqlDbType.UniqueIdentifier,
                ColumnKind.Instant => System.Data.SqlDbType.DateTimeOffset,
                ColumnKind.Day => System.Data.SqlDbType.Date,
                ColumnKind.Time => System.Data.SqlDbType.Time,
                _ => System.Data.SqlDbType.NVarChar,
            };
            typed.Size = kind is ColumnKind.Bytes or ColumnKind.Text or ColumnKind.Texts or ColumnKind.Json ? -1 : 0;
        }

        return parameter;
    }

    private async Task ImportAsync(TransferTable table, List<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var import = await ((NpgsqlConnection)database.Connection).BeginBinaryImportAsync(
            $"COPY \"{table.Name}\" ({EngineDatabase.Names(table.Columns.Select(column => column.Name))}) FROM STDIN (FORMAT BINARY)",
            cancellationToken);
        foreach (var row in rows)
        {
            await import.StartRowAsync(cancellationToken);
            for (var i = 0; i < row.Length; i++)
            {
                await (row[i] is { } value
                    ? ImportAsync(import, table.Columns[i].Kind, value, cancellationToken)
                    : import.WriteNullAsync(cancellationToken));
            }
        }

        await import.CompleteAsync(cancellationToken);
    }

    // It keeps microseconds, and would round the years before 2000 the other way.
    private static Task ImportAsync(NpgsqlBinaryImporter import, ColumnKind kind, object value, CancellationToken token) => kind switch
    {
        ColumnKind.Truth => import.WriteAsync((bool)value, NpgsqlDbType.Boolean, token),
        ColumnKind.Number => import.WriteAsync((int)value, NpgsqlDbType.Integer, token),
        ColumnKind.LargeNumber => import.WriteAsync((long)value, NpgsqlDbType.Bigint, token),
        ColumnKind.Real => import.WriteAsync((double)value, NpgsqlDbType.Double, token),
        ColumnKind.Text => import.WriteAsync((string)value, NpgsqlDbType.Text, token),
        ColumnKind.Texts => import.WriteAsync((string[])value, NpgsqlDbType.Array | NpgsqlDbType.Text, token),
        ColumnKind.Json => import.WriteAsync((string)value, NpgsqlDbType.Jsonb, token),
        ColumnKind.Bytes => import.WriteAsync((byte[])value, NpgsqlDbType.Bytea, token),
        ColumnKind.Id => import.WriteAsync((Guid)value, NpgsqlDbType.Uuid, token),
        ColumnKind.Instant => import.WriteAsync(Kept((DateTimeOffset)value), NpgsqlDbType.TimestampTz, token),
        ColumnKind.Day => import.WriteAsync((DateOnly)value, NpgsqlDbType.Date, token),
        _ => import.WriteAsync(Kept((TimeOnly)value), NpgsqlDbType.Time, token),
    };

    private static DateTimeOffset Kept(DateTimeOffset instant) => instant.AddTicks(-(instant.UtcTicks % RowCode.TicksKept));

    private static TimeOnly Kept(TimeOnly time) => new(time.Ticks - (time.Ticks % RowCode.TicksKept));
}
