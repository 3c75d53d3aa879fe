using Microsoft.Data.Sqlite;

namespace Coopera.Bench;

/// <summary>
/// The yardstick: a prebuilt page, and one parameterised insert in a transaction of its own (WAL, synchronous=FULL) on one open connection.
/// </summary>
internal static class BareSite
{
    public static async Task RunAsync(string database, int pageLength, string url)
    {
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        Execute(
            connection,
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Rows (Id INTEGER PRIMARY KEY, Name TEXT, Email TEXT UNIQUE, "
            + "Role TEXT)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Rows (Name, Email, Role) VALUES ($name, $email, $role)";
        var (name, email, role) =
            (insert.Parameters.Add("$name", SqliteType.Text), insert.Parameters.Add("$email", SqliteType.Text), insert.Parameters.Add(
                "$role", SqliteType.Text));
        using var gate = new SemaphoreSlim(1);
        var page = new byte[pageLength];
        Array.Fill(page, (byte)'x');

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.MapGet("/", () => Results.Bytes(page, "text/html; charset=utf-8"));
        app.MapPost("/", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            await gate.WaitAsync();
            try
            {
                (name.Value, email.Value, role.Value) = (form["FirstName"].ToString(), form["Email"].ToString(), form["Role"].ToString());
                insert.ExecuteNonQuery();
            }
            finally
            {
                gate.Release();
            }

            return Results.StatusCode(StatusCodes.Status303SeeOther);
        });
        await app.RunAsync();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
