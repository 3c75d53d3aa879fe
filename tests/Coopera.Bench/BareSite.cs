using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Coopera.Bench;

/// <summary>
/// The yardstick: a prebuilt page, and one parameterised insert in a transaction of its own. On SQLite (WAL, synchronous=FULL) on one open
/// connection; on PostgreSQL on a pooled one, prepared.
/// </summary>
internal static class BareSite
{
    private const string Table = "\"Rows\" (\"Name\" TEXT, \"Email\" TEXT UNIQUE, \"Role\" TEXT)";
    private const string Insert = "INSERT INTO \"Rows\" (\"Name\", \"Email\", \"Role\") VALUES (@name, @email, @role)";

    public static async Task RunAsync(string database, int pageLength, int compressedLength, string url)
    {
        var (page, compressed) = (new byte[pageLength], new byte[compressedLength]);
        Array.Fill(page, (byte)'x');
        var store = database.StartsWith("Host=", StringComparison.Ordinal) ? Postgres(database) : Sqlite(database);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.MapGet("/", (HttpContext context) =>
        {
            if (!context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            {
                return Results.Bytes(page, "text/html; charset=utf-8");
            }

            context.Response.Headers.ContentEncoding = "br";
            return Results.Bytes(compressed, "text/html; charset=utf-8");
        });
        app.MapPost("/", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            await store(form["FirstName"].ToString(), form["Email"].ToString(), form["Role"].ToString());
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        });
        await app.RunAsync();
    }

    private static Func<string, string, string, Task> Sqlite(string database)
    {
        var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        Execute(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE {Table}");
        var insert = connection.CreateCommand();
        insert.CommandText = Insert;
        var (name, email, role) = (insert.Parameters.Add("@name", SqliteType.Text), insert.Parameters.Add("@email", SqliteType.Text),
            insert.Parameters.Add("@role", SqliteType.Text));
        var gate = new SemaphoreSlim(1);
        return async (first, second, third) =>
        {
            await gate.WaitAsync();
            try
            {
                (name.Value, email.Value, role.Value) = (first, second, third);
                insert.ExecuteNonQuery();
            }
            finally
            {
                gate.Release();
            }
        };
    }

    private static Func<string, string, string, Task> Postgres(string database)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { MaxAutoPrepare = 10 });
        using (var connection = source.OpenConnection())
        {
            Execute(connection, $"CREATE TABLE {Table}");
        }

        return async (first, second, third) =>
        {
            await using var insert = source.CreateCommand(Insert);
            insert.Parameters.AddWithValue("name", first);
            insert.Parameters.AddWithValue("email", second);
            insert.Parameters.AddWithValue("role", third);
            await insert.ExecuteNonQueryAsync();
        };
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
