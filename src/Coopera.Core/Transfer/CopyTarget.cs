using System.Data.Common;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coopera.Core.Transfer;

/// <summary>The database that another one is copied into: an empty one, or one that a copy was begun in.</summary>
public sealed class CopyTarget : IAsyncDisposable
{
    private readonly SqliteFile? _file;

    private CopyTarget(EngineDatabase database, bool wasBegun, SqliteFile? file) =>
        (Database, WasBegun, _file) = (database, wasBegun, file);

    public EngineDatabase Database { get; }

    /// <summary>A copy that was stopped has left rows in it.</summary>
    public bool WasBegun { get; }

    /// <param name="words">"provider;connection", as in <c>PostgreSql;Host=db;Database=coopera</c>.</param>
    public static DatabaseSettings Read(string words)
    {
        var (name, connection) = words.Split(';', 2) is [var first, var rest] ? (first.Trim(), rest.Trim()) : (words, "");
        var isKnown = Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) && !char.IsAsciiDigit(name[0]);
        if (!isKnown || connection.Length == 0)
        {
            throw new SettingsException(
                $"--to is \"provider;connection\", with {string.Join(", ", Enum.GetNames<DatabaseProvider>())} for the provider: for example "
                + "\"PostgreSql;Host=db;Database=coopera;Username=coopera\".");
        }

        var settings = new DatabaseSettings(provider, connection, MigrateOnStart: true);
        DataSetup.Check(settings, "--to");
        return settings;
    }

    /// <summary>Brings the tables into being, and the mark that says what is going on.</summary>
    public static async Task<CopyTarget> PrepareAsync(DatabaseSettings settings, CancellationToken cancellationToken)
    {
        var file = settings.Provider == DatabaseProvider.Sqlite && SqliteFile.PathOf(settings.ConnectionString) is { } path
            ? await HoldAsync(path)
            : null;
        var database = EngineDatabase.Of(settings, create: true);
        try
        {
            return new(database, await PrepareAsync(database, cancellationToken), file);
        }
        catch
        {
            await database.DisposeAsync();
            file?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _file?.Dispose();
    }

    private static async Task<SqliteFile> HoldAsync(string path)
    {
        var file = new SqliteFile();
        try
        {
            return await file.HoldAsync(path, NullLogger.Instance) ? file
                : throw new SettingsException($"Another process uses the database file \"{path}\": it cannot be copied into.");
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"\"{path}\" must be in a folder that this program may write to ({refusal.Message}).");
        }
    }

    private static async Task<bool> PrepareAsync(EngineDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            if (await database.Context.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken)
                && await CopyMark.IsOnAsync(database.Context, cancellationToken))
            {
                await RefuseOtherVersionAsync(database, cancellationToken);
                return true;
            }

            await RefuseRowsAsync(database, cancellationToken);
            await MigrationState.ApplyAsync(database.Context, cancellationToken);
            await new TableWriter(database).EmptyAsync(database.Tables, cancellationToken);
            await CopyMark.PutAsync(database.Context, cancellationToken);
            return false;
        }
        catch (DbException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SettingsException($"To copy into it: {FaultSentence.Of(failure, "its connection string")}");
        }
    }

    private static async Task RefuseOtherVersionAsync(EngineDatabase database, CancellationToken cancellationToken)
    {
        if ((await database.PendingMigrationsAsync(cancellationToken)).Count > 0)
        {
            throw new SettingsException("Another version of this program began to copy into this database: drop it and create it again.");
        }
    }

    /// <summary>A migration that was killed left tables, with nothing in them but what migrations put there.</summary>
    private static async Task RefuseRowsAsync(EngineDatabase database, CancellationToken cancellationToken)
    {
        if (!await database.Context.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken))
        {
            return;
        }

        if (await SqlServerCollation.OtherAsync(database.Context, cancellationToken) is { } collation)
        {
            throw new SettingsException(SqlServerCollation.Refusal(collation));
        }

        await database.PendingMigrationsAsync(cancellationToken);
        var planted = database.Context.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            .GroupBy(entity => entity.GetTableName() ?? "")
            .ToDictionary(of => of.Key, of => of.Sum(entity => entity.GetSeedData().Count()));
        var there = await MigrationState.TableNamesAsync(database.Context, cancellationToken);
        foreach (var table in database.Tables.Where(table => there.Contains(table.Name)))
        {
            var rows = await database.NumberAsync($"SELECT COUNT(*) FROM \"{table.Name}\"", cancellationToken);
            if (rows > planted.GetValueOrDefault(table.Name))
            {
                throw new SettingsException(
                    $"The database to copy into is not empty ({rows} rows in {table.Name}): nothing is ever copied over what is there. "
                    + "Drop it and create it again, or name another.");
            }
        }
    }
}
