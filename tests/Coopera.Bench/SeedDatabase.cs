using System.Data.Common;
using System.Reflection;
using Coopera.Domain;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Coopera.Bench;

/// <summary>Rows written into the database behind the site, thousands at a time: entities of the domain, property by property.</summary>
internal sealed class SeedDatabase(DbConnection connection) : IAsyncDisposable
{
    public static async Task<SeedDatabase> OpenAsync(string connectionString, bool postgres)
    {
        DbConnection connection = postgres
            ? new NpgsqlConnection(connectionString)
            : new SqliteConnection($"{connectionString};Pooling=False");
        await connection.OpenAsync();
        return new SeedDatabase(connection);
    }

    public async Task<List<object[]>> QueryAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    /// <param name="sql">With <c>@now</c>.</param>
    public async Task<int> UpdateAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var now = command.CreateParameter();
        now.ParameterName = "@now";
        now.Value = connection is NpgsqlConnection ? DateTimeOffset.UtcNow : DateTimeOffset.UtcNow.UtcTicks;
        command.Parameters.Add(now);
        return await command.ExecuteNonQueryAsync();
    }

    /// <param name="given">Columns that are not the entity's own value: an id that the database would have given.</param>
    public async Task InsertAsync<T>(string table, IEnumerable<T> entities, params (string Column, Func<T, object?> Value)[] given)
        where T : notnull
    {
        var columns = new List<(string Name, Func<T, object?> Value)>();
        foreach (var name in await ColumnsAsync(table))
        {
            if (given.FirstOrDefault(value => value.Column == name) is { Column: not null } own)
            {
                columns.Add((name, own.Value));
            }
            else if (typeof(T).GetProperty(name, BindingFlags.Public | BindingFlags.Instance) is { } property
                && name != "Id" | property.PropertyType == typeof(Guid))
            {
                columns.Add((name, entity => property.GetValue(entity)));
            }
        }

        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        if (connection is NpgsqlConnection postgres)
        {
            await using var import = await postgres.BeginBinaryImportAsync($"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)");
            foreach (var entity in entities)
            {
                await import.StartRowAsync();
                foreach (var (_, value) in columns)
                {
                    await WriteAsync(import, value(entity));
                }
            }

            await import.CompleteAsync();
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO \"{table}\" ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        var parameters = columns.Select((_, i) => new SqliteParameter($"$p{i}", null)).ToList();
        insert.Parameters.AddRange(parameters.ToArray());
        foreach (var entity in entities)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                parameters[i].Value = columns[i].Value(entity) switch
                {
                    null => DBNull.Value,
                    Guid id => id.ToString().ToUpperInvariant(),
                    DateTimeOffset at => at.UtcTicks,
                    Enum word => word.ToString(),
                    EmailAddress address => address.Display,
                    IEnumerable<string> lines => string.Join('\n', lines),
                    var value => value,
                };
            }

            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static Task WriteAsync(NpgsqlBinaryImporter import, object? value) => value switch
    {
        null => import.WriteNullAsync(),
        Enum word => import.WriteAsync(word.ToString()),
        EmailAddress address => import.WriteAsync(address.Display),
        DateTimeOffset at => import.WriteAsync(at.ToUniversalTime()),
        Guid id => import.WriteAsync(id),
        int number => import.WriteAsync(number),
        long number => import.WriteAsync(number),
        bool truth => import.WriteAsync(truth),
        string text => import.WriteAsync(text),
        IEnumerable<string> lines => import.WriteAsync(string.Join('\n', lines)),
        _ => throw new NotSupportedException($"No column holds {value.GetType().Name}."),
    };

    private async Task<List<string>> ColumnsAsync(string table) => [.. (await QueryAsync(connection is NpgsqlConnection
        ? $"SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY "
            + "ordinal_position"
        : $"SELECT name FROM pragma_table_info('{table}')")).Select(row => (string)row[0])];
}
