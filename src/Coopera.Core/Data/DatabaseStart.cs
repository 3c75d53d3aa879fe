using Coopera.Core.Files;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>
/// The database before the site answers: ours alone where it is a file, known to this program, and up to date. It never waits without
/// saying what for, and touches nothing when there is nothing to do.
/// </summary>
public sealed partial class DatabaseStart(
    CooperaDb db, SqliteFile file, Settings settings, TimeProvider clock, ILogger<DatabaseStart> logger)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private volatile string _step = "to answer";

    /// <summary>The migrations that were applied.</summary>
    public Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken = default) =>
        AskAsync(() => PrepareAsync(cancellationToken));

    /// <summary>
    /// For who reads beside a running site: it must be there, and of this program's version; nothing is locked or written.
    /// </summary>
    public Task LookAsync(CancellationToken cancellationToken = default) => AskAsync(async () =>
    {
        if (PathOfFile() is { } path && !File.Exists(path))
        {
            throw new SettingsException($"There is no database \"{path}\": check Site:DataFolder, or make it with \"migrate\".");
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        return await PendingAsync(cancellationToken) is { Count: > 0 and var count }
            ? throw new SettingsException($"The database lacks {count} migrations of this program: apply them first, with \"migrate\".")
            : true;
    });

    private async Task<T> AskAsync<T>(Func<Task<T>> what)
    {
        // In the background, because SQLite waits on the thread it was called from.
        var work = Task.Run(what);
        while (await Task.WhenAny(work, Task.Delay(Silence)) != work)
        {
            Log.Waiting(logger, settings.Database.Provider, _step);
        }

        return await work;
    }

    private string? PathOfFile() => settings.Database.Provider == DatabaseProvider.Sqlite
        ? SqliteFile.PathOf(settings.Database.ConnectionString)
        : null;

    private async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancellationToken)
    {
        if (PathOfFile() is { } path)
        {
            await HoldAsync(path);
        }

        if (!settings.Database.MigrateOnStart)
        {
            await db.Database.OpenConnectionAsync(cancellationToken); // says why; the next question would find no migrations
        }

        var pending = await PendingAsync(cancellationToken);
        if (pending.Count > 0)
        {
            await MigrateAsync(pending.Count, cancellationToken);
        }

        _step = "to take in what every installation starts with";
        await Seed.PlantAsync(db, clock.GetUtcNow(), settings.DemoEnabled);
        await WebinarSearchTexts.RefreshAsync(db);
        return pending;
    }

    private async Task HoldAsync(string path)
    {
        try
        {
            PrepareFolder(path);
            if (!await file.HoldAsync(path, logger))
            {
                throw new SettingsException(
                    $"Another process uses the database file \"{path}\": stop it first, or use a server, which many may share.");
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"ConnectionStrings:Coopera names \"{path}\": it must be in a folder that this program may write to ({refusal.Message}).");
        }

        if (File.Exists(path) && await db.ForgetMigrationLockAsync())
        {
            Log.StaleLock(logger);
        }
    }

    private void PrepareFolder(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (settings.Site.CreateDataFolder)
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{folder} is not there, and Site:CreateDataFolder is not set");
        }
    }

    private async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        var state = await MigrationState.LookAsync(db, cancellationToken);
        if (await SqlServerCollation.OtherAsync(db, cancellationToken) is { } collation)
        {
            if (state.Applied.Count == 0)
            {
                throw new SettingsException(SqlServerCollation.Refusal(collation));
            }

            Log.OtherCollation(logger, collation, SqlServerCollation.Name);
        }

        if (state.Applied.Count > 0 && await CopyMark.IsOnAsync(db, cancellationToken))
        {
            throw new SettingsException(
                "The database is the half of a copy: let \"copy\" or \"restore\" finish it, or take the database that it came from.");
        }

        return state.Newer is { } newer
            ? throw new SettingsException(
                $"The database is newer than this program (version {ProgramVersion.Text}), which does not know its migration {newer}: "
                + "start the version it was made with, or a later one.")
            : state.Pending;
    }

    private async Task MigrateAsync(int count, CancellationToken cancellationToken)
    {
        if (!settings.Database.MigrateOnStart)
        {
            throw new SettingsException(
                "The database lacks migrations: apply them (docs/operations.md says how) or set Database:MigrateOnStart to true.");
        }

        _step = "to be brought up to date";
        Log.Migrating(logger, count);
        await MigrationState.ApplyAsync(db, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The collation of the database is {Collation}: texts are equal there that are different on other engines, such as the "
                + "ids of mails. Copy it (copy --to) into a database made with COLLATE {Wanted}")]
        public static partial void OtherCollation(ILogger logger, string collation, string wanted);

        [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the database ({Provider}) {Step}")]
        public static partial void Waiting(ILogger logger, DatabaseProvider provider, string step);

        [LoggerMessage(Level = LogLevel.Information, Message = "Bringing the database up to date, migrations to apply: {Count}")]
        public static partial void Migrating(ILogger logger, int count);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "A process that was killed while it migrated had left its lock (__EFMigrationsLock): it has been removed")]
        public static partial void StaleLock(ILogger logger);
    }
}
