using System.Data.Common;
using System.Reflection;
using Coopera.Domain;
using Coopera.Domain.Coordination;
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

    /// <summary>An empty list of texts, as EF keeps one.</summary>
    public object NoTexts => connection is NpgsqlConnection ? Array.Empty<string>() : "[]";

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

    /// <summary>Indexes are made once and not row by row: with millions of rows that is minutes instead of hours.</summary>
    public async Task WithoutIndexesAsync(Func<Task> seed)
    {
        var indexes = await QueryAsync(connection is NpgsqlConnection
            ? "SELECT indexname, indexdef FROM pg_indexes i WHERE schemaname = current_schema() AND NOT EXISTS "
                + "(SELECT 1 FROM pg_constraint c WHERE c.conindid = (quote_ident(i.schemaname) || '.' || quote_ident(i.indexname))::regclass)"
            : "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
        if (connection is SqliteConnection)
        {
            await ExecuteAsync("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA temp_store = MEMORY");
        }

        foreach (var index in indexes)
        {
            await ExecuteAsync($"DROP INDEX \"{index[0]}\"");
        }

        await seed();
        foreach (var index in indexes)
        {
            await ExecuteAsync((string)index[1]);
        }
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
            else if (PathOf(typeof(T), name) is { } path && (name != "Id" | path[^1].PropertyType == typeof(Guid)))
            {
                columns.Add((name, entity => path.Aggregate((object?)entity, (part, property) => property.GetValue(part))));
            }
        }

        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        if (connection is NpgsqlConnection postgres)
        {
            await using var import = await postgres.BeginBinaryImportAsync($"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)");
            import.Timeout = TimeSpan.FromMinutes(20); // foreign keys are looked up in the end
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
                    ReviewChecks checks => (int)checks,
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

    /// <summary>A column that belongs to a part of the entity is called <c>Part_Property</c>.</summary>
    private static List<PropertyInfo>? PathOf(Type type, string column)
    {
        var path = new List<PropertyInfo>();
        foreach (var name in column.Split('_'))
        {
            if (type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance) is not { } property)
            {
                return null;
            }

            path.Add(property);
            type = property.PropertyType;
        }

        return path;
    }

    private static Task WriteAsync(NpgsqlBinaryImporter import, object? value) => value switch
    {
        null => import.WriteNullAsync(),
        ReviewChecks checks => import.WriteAsync((int)checks),
        Enum word => import.WriteAsync(word.ToString()),
        DateOnly day => import.WriteAsync(day),
        EmailAddress address => import.WriteAsync(address.Display),
        DateTimeOffset at => import.WriteAsync(at.ToUniversalTime()),
        Guid id => import.WriteAsync(id),
        int number => import.WriteAsync(number),
        long number => import.WriteAsync(number),
        bool truth => import.WriteAsync(truth),
        string text => import.WriteAsync(text),
        string[] texts => import.WriteAsync(texts),
        IEnumerable<string> lines => import.WriteAsync(string.Join('\n', lines)),
        _ => throw new NotSupportedException($"No column holds {value.GetType().Name}."),
    };

    private async Task<List<string>> ColumnsAsync(string table) => [.. (await QueryAsync(connection is NpgsqlConnection
        ? $"SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY "
            + "ordinal_position"
        : $"SELECT name FROM pragma_table_info('{table}')")).Select(row => (string)row[0])];
}
