using Npgsql;

namespace Coopera.Bench;

/// <summary>An empty database for one run, on SQLite a file in its data folder; gone with it.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private const string PostgresVariable = "COOPERA_TEST_POSTGRES";

    private readonly string? _server;
    private readonly string _name = $"coopera_bench_{Guid.NewGuid():N}";

    private BenchDatabase(string data, string? server)
    {
        Data = data;
        _server = server;
        Connection = server is null
            ? $"Data Source={Path.Combine(data, "coopera.db")}"
            : new NpgsqlConnectionStringBuilder(server) { Database = _name }.ConnectionString;
        Settings = server is null ? [] : new Dictionary<string, string?>
        {
            ["Database__Provider"] = "PostgreSql",
            ["ConnectionStrings__Coopera"] = Connection,
            ["Database__MigrateOnStart"] = "true",
        };
    }

    public static bool HasPostgres => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PostgresVariable));

    public string Data { get; }

    public string Connection { get; }

    public Dictionary<string, string?> Settings { get; }

    public static async Task<BenchDatabase> CreateAsync(string data, bool postgres)
    {
        var server = !postgres ? null : Environment.GetEnvironmentVariable(PostgresVariable)
            ?? throw new InvalidOperationException($"{PostgresVariable} holds no connection string.");
        var database = new BenchDatabase(data, server);
        await database.OnServerAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await OnServerAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private async Task OnServerAsync(string sql)
    {
        if (_server is not null)
        {
            await using var maintenance = await SeedDatabase.OpenAsync(_server, postgres: true);
            await maintenance.ExecuteAsync(sql);
        }
    }
}
