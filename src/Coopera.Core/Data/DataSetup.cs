using System.Data.Common;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Coopera.Core.Data;

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
                services.AddSingleton(provider => new SqliteWriter(connection, provider));
                services.AddPooled<SqliteDb>((options, _) => options.UseSqlite(connection));
                break;
            case DatabaseProvider.SqlServer:
                services.AddPooled<SqlServerDb>((options, isTriedAgain) => options.UseSqlServer(
                    connection,
                    server => _ = isTriedAgain
                        ? server.WithBatchesOf(settings.BatchSize).EnableRetryOnFailure(Retries, LongestPause, null) : server));
                break;
            default:
                services.AddPooled<PostgresDb>((options, isTriedAgain) => options.UseNpgsql(
                    connection,
                    server => _ = isTriedAgain
                        ? server.WithBatchesOf(settings.BatchSize).EnableRetryOnFailure(Retries, LongestPause, null) : server));
                break;
        }

        services.AddSingleton<CommittedChanges>();
        services.AddSingleton<MostCaused>();
        services.AddSingleton<SqliteFile>();
        services.AddScoped<DatabaseStart>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>(DatabaseHealth.Name);
        services.AddIdentitySchema();
        services.AddDataProtection().SetApplicationName("Coopera").PersistKeysToDbContext<CooperaDb>();
        return services;
    }

    /// <summary>The migrations that were applied.</summary>
    public static async Task<IReadOnlyList<string>> PrepareDatabaseAsync(
        this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DatabaseStart>().RunAsync(cancellationToken);
    }

    /// <summary>For who reads beside a running site.</summary>
    public static async Task LookAtDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStart>().LookAsync(cancellationToken);
    }

    private static SqlServerDbContextOptionsBuilder WithBatchesOf(this SqlServerDbContextOptionsBuilder server, int? rows) =>
        rows is { } most ? server.MaxBatchSize(most) : server;

    private static NpgsqlDbContextOptionsBuilder WithBatchesOf(this NpgsqlDbContextOptionsBuilder server, int? rows) =>
        rows is { } most ? server.MaxBatchSize(most) : server;

    /// <summary>A scope has one context, as ever; it goes back into the pool with the scope.</summary>
    /// <param name="engine">With what failed tried again, or not.</param>
    private static void AddPooled<TDb>(this IServiceCollection services, Action<DbContextOptionsBuilder, bool> engine)
        where TDb : CooperaDb => services
        .AddPooledDbContextFactory<TDb>(options => engine(options, true))
        .AddScoped<CooperaDb>(provider => provider.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext())
        .AddSingleton(provider =>
        {
            var options = new DbContextOptionsBuilder<TDb>().UseApplicationServiceProvider(provider);
            engine(options, false);
            return new StreamedDb.Maker(() => ActivatorUtilities.CreateInstance<TDb>(provider, options.Options));
        })
        .AddScoped<StreamedDb>();

    /// <param name="name">Where it was given.</param>
    /// <exception cref="SettingsException">No driver understands the connection string.</exception>
    public static void Check(DatabaseSettings settings, string name = "ConnectionStrings:Coopera")
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
            throw new SettingsException(
                $"{name} cannot be read ({wrong.Message}): it must be a connection string for {settings.Provider}.");
        }
    }
}
