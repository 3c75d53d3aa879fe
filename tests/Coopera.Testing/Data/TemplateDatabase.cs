using System.Collections.Concurrent;
using Coopera.Core;
using Coopera.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Testing.Data;

/// <summary>Migrated and seeded once per engine and process, then copied: a test waits for a copy, not for migrations.</summary>
public static class TemplateDatabase
{
    /// <summary>When the template was planted.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    private static readonly string Name = $"coopera_template_{Guid.NewGuid():N}";
    private static readonly Lazy<string> Folder = new(() => Directory.CreateTempSubdirectory("coopera-template-").FullName);
    private static readonly ConcurrentDictionary<DatabaseProvider, Lazy<Task<string>>> Made = new();

    static TemplateDatabase() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Task.Run(ThrowAwayAsync).GetAwaiter().GetResult();

    /// <summary>A new database of this name with what every installation starts with.</summary>
    public static async Task CopyAsync(DatabaseProvider engine, string name, string connectionString)
    {
        switch (engine)
        {
            case DatabaseProvider.PostgreSql:
                await TemplateAsync(engine);
                await Engines.ExecuteAsync(engine, $"CREATE DATABASE {name} TEMPLATE {Name}");
                break;
            case DatabaseProvider.SqlServer:
                await Engines.ExecuteAsync(engine, $"CREATE DATABASE {name} COLLATE {SqlServerCollation.Name}");
                await Engines.ExecuteAsync(
                    engine, $"ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT {Engines.Snapshot} WITH ROLLBACK IMMEDIATE");
                await PlantAsync(engine, connectionString); // it copies databases by backups on its own disk only
                break;
            default:
                await CopyFileAsync(new SqliteConnectionStringBuilder(connectionString).DataSource);
                break;
        }
    }

    public static async Task CopyFileAsync(string file) =>
        File.Copy(new SqliteConnectionStringBuilder(await TemplateAsync(DatabaseProvider.Sqlite)).DataSource, file);

    private static Task<string> TemplateAsync(DatabaseProvider engine) => Made.GetOrAdd(engine, _ => new(() => MakeAsync(engine))).Value;

    private static async Task<string> MakeAsync(DatabaseProvider engine)
    {
        var connectionString = Engines.ConnectionString(engine, Name, Folder.Value);
        await PlantAsync(engine, connectionString);
        return connectionString;
    }

    private static async Task PlantAsync(DatabaseProvider engine, string connectionString)
    {
        await using (var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddCooperaData(new DatabaseSettings(engine, connectionString, MigrateOnStart: true) { BatchSize = Engines.BatchSize(engine) })
            .BuildServiceProvider())
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CooperaDb>();
            await db.Database.MigrateAsync();
            await Seed.PlantAsync(db, Now, demo: false);
        }

        // Nobody may be connected while it is copied; SQLite's last connection takes the write-ahead log into the file.
        await Engines.CloseAsync(engine, connectionString);
    }

    private static async Task ThrowAwayAsync()
    {
        if (Made.ContainsKey(DatabaseProvider.PostgreSql))
        {
            await Engines.DropAsync(DatabaseProvider.PostgreSql, Name);
        }

        if (Folder.IsValueCreated)
        {
            Directory.Delete(Folder.Value, recursive: true);
        }
    }
}
