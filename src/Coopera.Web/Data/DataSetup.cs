using System.Data.Common;
using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Coopera.Web.Data;

/// <summary>Which engine, and what happens to the database before the site answers.</summary>
public static class DataSetup
{
    // Enough for a failover's hiccup; a person waits for the answer.
    private const int Retries = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddCooperaData(this IServiceCollection services, DatabaseSettings settings)
    {
        var connection = settings.ConnectionString;
        Check(settings);
        switch (settings.Provider)
        {
            case DatabaseProvider.Sqlite:
                PrepareFolder(connection);
                services.AddSingleton(provider => new SqliteWriter(connection, provider.GetRequiredService<TimeProvider>()));
                services.AddDbContext<CooperaDb, SqliteDb>(options => options.UseSqlite(connection));
                break;
            case DatabaseProvider.SqlServer:
                services.AddDbContext<CooperaDb, SqlServerDb>(options => options.UseSqlServer(connection, server => server.EnableRetryOnFailure(Retries, LongestPause, null)));
                break;
            default:
                services.AddDbContext<CooperaDb, PostgresDb>(options => options.UseNpgsql(connection, server => server.EnableRetryOnFailure(Retries, LongestPause, null)));
                break;
        }

        services.AddHealthChecks().AddCheck<DatabaseHealth>(DatabaseHealth.Name, timeout: DatabaseHealth.Patience);
        services.AddIdentitySchema();
        services.AddDataProtection().SetApplicationName("Coopera").PersistKeysToDbContext<CooperaDb>();
        return services;
    }

    /// <summary>Migrates when the settings say so, then plants what every installation starts with.</summary>
    public static async Task PrepareDatabaseAsync(this IServiceProvider services, Settings settings)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CooperaDb>();
        try
        {
            await PrepareAsync(db, settings, scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
        }
        catch (Exception failure) when ((failure as DbException ?? failure.InnerException as DbException) is { } fault && db.IsAway(fault))
        {
            throw new SettingsException($"The database cannot be used ({fault.Message}): check ConnectionStrings:Coopera, and that the database is there and not locked.");
        }
    }

    private static async Task PrepareAsync(CooperaDb db, Settings settings, DateTimeOffset now)
    {
        if (settings.Database.MigrateOnStart)
        {
            await db.Database.MigrateAsync();
        }
        else
        {
            await db.Database.OpenConnectionAsync(); // says why when it cannot; the next question would only find no migrations
            if ((await db.Database.GetPendingMigrationsAsync()).Any())
            {
                throw new SettingsException(
                    "The database lacks migrations: apply them (docs/operations.md says how) or set Database:MigrateOnStart to true.");
            }
        }

        await Seed.PlantAsync(db, now, settings.DemoEnabled);
    }

    private static void Check(DatabaseSettings settings)
    {
        try
        {
            _ = settings.Provider switch
            {
                DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(settings.ConnectionString),
                DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(settings.ConnectionString),
                _ => (DbConnectionStringBuilder)new SqliteConnectionStringBuilder(settings.ConnectionString),
            };
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new SettingsException($"ConnectionStrings:Coopera cannot be read ({wrong.Message}): it must be a connection string for {settings.Provider}.");
        }
    }

    private static void PrepareFolder(string connection)
    {
        var file = new SqliteConnectionStringBuilder(connection).DataSource;
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                throw new SettingsException(
                    $"ConnectionStrings:Coopera names \"{file}\": it must be in a folder that this program may write to ({refusal.Message}).");
            }
        }
    }
}
