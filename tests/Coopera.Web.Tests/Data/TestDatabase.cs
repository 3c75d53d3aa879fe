using Coopera.Core;
using Coopera.Core.Coordination;
using Coopera.Core.Coordination.Review;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Core.Press;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Lists;
using Coopera.Core.Registrations.People;
using Coopera.Core.Staff;
using Coopera.Core.Webinars;
using Coopera.Core.Webinars.Questions;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin.Coordination;
using Coopera.Web.Admin.Press;
using Coopera.Web.Admin.Questions;
using Coopera.Web.Admin.Registrations;
using Coopera.Web.Admin.Staff;
using Coopera.Web.Admin.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Coordination.Adhesions;
using Coopera.Web.Public.PublicBodies;
using Coopera.Web.Public.Registrations;
using Coopera.Web.Shared;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Coopera.Web.Tests.Data;

/// <summary>A fresh, migrated and seeded database of one engine, with the site's own services on it; dropped at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string PostgresVariable = "COOPERA_TEST_POSTGRES";
    private const string SqlServerVariable = "COOPERA_TEST_SQLSERVER";

    private readonly ServiceProvider _services;
    private readonly string _name = $"coopera_test_{Guid.NewGuid():N}";

    private TestDatabase(DatabaseProvider engine)
    {
        Engine = engine;
        ConnectionString = ConnectionStringFor(engine, _name);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMemoryCache();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddCooperaData(new DatabaseSettings(engine, ConnectionString, MigrateOnStart: true));
        services.AddScoped<PublicBodyDirectory>();
        services.AddRegistrationUseCases();
        services.AddScoped<StartAdhesion>();
        services.AddScoped<RemindAdhesions>();
        services.AddAdhesionReview();
        services.AddQuestionChanges();
        services.AddWebinarEditor();
        services.AddPressEditor();
        services.AddRegistrationChanges();
        services.AddStaffChanges();
        _services = services.BuildServiceProvider();
    }

    public static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    public DatabaseProvider Engine { get; }

    public string ConnectionString { get; }

    public FakeTimeProvider Clock { get; } = new(Now);

    public static string? WhyNot(DatabaseProvider engine) => engine switch
    {
        DatabaseProvider.PostgreSql when Server(PostgresVariable) is null => $"{PostgresVariable} holds no connection string; tests/run starts a cluster of its own.",
        DatabaseProvider.SqlServer when Server(SqlServerVariable) is null => $"{SqlServerVariable} holds no connection string of a SQL Server.",
        _ => null,
    };

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider engine)
    {
        var database = new TestDatabase(engine);
        await database.ReadAsync(db => db.Database.MigrateAsync());
        await database.ReadAsync(db => Seed.PlantAsync(db, Now, demo: false));
        return database;
    }

    /// <summary>Runs something in a scope of its own, as a request would.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> run)
    {
        await using var scope = _services.CreateAsyncScope();
        return await run(scope.ServiceProvider);
    }

    public Task<T> ReadAsync<T>(Func<CooperaDb, Task<T>> read) => InScopeAsync(services => read(services.GetRequiredService<CooperaDb>()));

    public Task ReadAsync(Func<CooperaDb, Task> read) => ReadAsync(async db =>
    {
        await read(db);
        return true;
    });

    /// <summary>A published webinar that starts in two weeks.</summary>
    public async Task<Webinar> WebinarAsync(int? capacity = null)
    {
        var webinar = new Webinar($"prova-{Guid.NewGuid():N}", "Webinar di prova", Now.AddDays(14), Now.AddDays(14).AddHours(2)) { Capacity = capacity };
        webinar.Publish();
        await ReadAsync(database => database.WriteAsync(async db =>
        {
            db.Add(webinar);
            await db.SaveChangesAsync();
        }));
        return webinar;
    }

    /// <summary>Drops a server's database under whoever uses it.</summary>
    public Task TakeAwayAsync() => Engine == DatabaseProvider.PostgreSql
        ? ExecuteAsync(new NpgsqlConnection(Server(PostgresVariable)), $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)")
        : throw new NotSupportedException($"Not done for {Engine}.");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        switch (Engine)
        {
            case DatabaseProvider.PostgreSql:
                NpgsqlConnection.ClearAllPools();
                await ExecuteAsync(new NpgsqlConnection(Server(PostgresVariable)), $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
                break;
            case DatabaseProvider.SqlServer:
                SqlConnection.ClearAllPools();
                await ExecuteAsync(
                    new SqlConnection(Server(SqlServerVariable)),
                    $"IF DB_ID('{_name}') IS NOT NULL BEGIN ALTER DATABASE {_name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {_name}; END");
                break;
            default:
                SqliteConnection.ClearAllPools();
                Directory.Delete(Path.GetDirectoryName(new SqliteConnectionStringBuilder(ConnectionString).DataSource)!, recursive: true);
                break;
        }
    }

    private static string? Server(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private static string ConnectionStringFor(DatabaseProvider engine, string name) => engine switch
    {
        DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(Server(PostgresVariable)) { Database = name, MaxPoolSize = 30 }.ConnectionString,
        DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(Server(SqlServerVariable)) { InitialCatalog = name }.ConnectionString,
        _ => $"Data Source={Path.Combine(Directory.CreateTempSubdirectory("coopera-test-").FullName, "coopera.db")}",
    };

    private static async Task ExecuteAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using (connection)
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
