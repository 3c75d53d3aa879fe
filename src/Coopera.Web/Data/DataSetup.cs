using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Data;

/// <summary>Which engine, and what happens to the database before the site answers.</summary>
public static class DataSetup
{
    public static IServiceCollection AddCooperaData(this IServiceCollection services, DatabaseSettings settings)
    {
        var connection = settings.ConnectionString;
        switch (settings.Provider)
        {
            case DatabaseProvider.Sqlite:
                PrepareFolder(connection);
                services.AddSingleton(_ => new SqliteWriter(connection));
                services.AddDbContext<CooperaDb, SqliteDb>(options => options.UseSqlite(connection));
                break;
            case DatabaseProvider.SqlServer:
                services.AddDbContext<CooperaDb, SqlServerDb>(options => options.UseSqlServer(connection, server => server.EnableRetryOnFailure()));
                break;
            default:
                services.AddDbContext<CooperaDb, PostgresDb>(options => options.UseNpgsql(connection, server => server.EnableRetryOnFailure()));
                break;
        }

        services.AddIdentitySchema();
        services.AddDataProtection().SetApplicationName("Coopera").PersistKeysToDbContext<CooperaDb>();
        return services;
    }

    /// <summary>Migrates when the settings say so, then plants what every installation starts with.</summary>
    public static async Task PrepareDatabaseAsync(this IServiceProvider services, Settings settings)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CooperaDb>();
        if (settings.Database.MigrateOnStart)
        {
            await db.Database.MigrateAsync();
        }
        else if ((await db.Database.GetPendingMigrationsAsync()).Any())
        {
            throw new SettingsException(
                "The database lacks migrations: apply them (docs/operations.md says how) or set Database:MigrateOnStart to true.");
        }

        await Seed.PlantAsync(db, scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(), settings.DemoEnabled);
    }

    private static void PrepareFolder(string connection)
    {
        if (Path.GetDirectoryName(new SqliteConnectionStringBuilder(connection).DataSource) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }
}
