using System.Data.Common;
using System.IO.Compression;
using System.Text;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Keys;
using Coopera.Core.Transfer;
using Coopera.Domain;
using Coopera.Domain.Backups;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Backups;

/// <param name="IsRecorded">False when the database could not be told of it: read-only, or not yet migrated.</param>
public sealed record MadeBackup(string File, long Bytes, BackupManifest Manifest, bool IsRecorded)
{
    /// <summary>Uploads that this account may not read: they are in the data folder, and not in the archive.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];
}

/// <summary>
/// One archive with everything but settings and key: the database as it is at one moment while the site goes on, and the uploads. The
/// database first: no job deletes a file that a row named within a day, so that every file of the copy is still there afterwards.
/// It is read back before it counts, and has its name only when it is whole.
/// </summary>
public sealed partial class MakeBackup(
    CooperaDb database, UploadStore uploads, SiteKeys keys, Settings settings, TimeProvider clock, ILogger<MakeBackup> logger)
{
    private const string Actor = "sistema";
    private const string Unfinished = ".part";

    /// <exception cref="SettingsException">A sentence on why it cannot be done.</exception>
    /// <exception cref="IOException">The folder, or its disk.</exception>
    /// <exception cref="OperationCanceledException">Stopped; nothing of it stays.</exception>
    public async Task<MadeBackup> RunAsync(
        string file, bool isNightly, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        var isCurrent = await CheckAsync(file, cancellationToken);
        var meter = new BackupMeter(progress, clock);
        var (copy, part) = ($"{file}.db{Unfinished}", file + Unfinished);
        try
        {
            SqliteCopy.Delete(copy);
            File.Delete(part); // of one that was killed
            var madeAt = clock.GetUtcNow();
            await CopyDatabaseAsync(copy, meter, cancellationToken);
            var (manifest, unreadable) = await PackAsync(copy, part, madeAt, isCurrent, meter, cancellationToken);
            File.Delete(copy);
            using (var archive = await BackupArchive.OpenAsync(part, cancellationToken))
            {
                await archive.VerifyAsync(meter, cancellationToken);
            }

            FinishedFile.Rename(part, file);
            var bytes = new FileInfo(file).Length;
            var made = new MadeBackup(file, bytes, manifest, isCurrent && await TryRecordAsync(file, bytes, madeAt, isNightly))
            {
                Unreadable = unreadable,
            };
            var rows = manifest.Rows.Values.Sum();
            Log.Made(logger, file, bytes, rows, manifest.Uploads.Count);
            return made;
        }
        finally
        {
            SqliteCopy.Delete(copy);
            File.Delete(part); // after success there is neither any more
        }
    }

    /// <returns>Whether the database is of this very version.</returns>
    private async Task<bool> CheckAsync(string file, CancellationToken cancellationToken)
    {
        if (Path.Exists(file))
        {
            throw new SettingsException($"\"{file}\" is there already, and is not written over: name another one.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            throw new SettingsException($"\"{Path.GetDirectoryName(file)}\" must be a folder that is there: is its disk mounted?");
        }

        if (settings.Database.Provider == DatabaseProvider.Sqlite)
        {
            var path = SqliteFile.PathOf(settings.Database.ConnectionString);
            if (path is null || !File.Exists(path))
            {
                throw new SettingsException(
                    $"ConnectionStrings:Coopera names \"{path}\", which is not there: there is nothing to back up.");
            }
        }

        await database.Database.OpenConnectionAsync(cancellationToken); // says why when it cannot; the questions below would find nothing
        var state = await MigrationState.LookAsync(database, cancellationToken);
        if (state.Newer is { } newer)
        {
            throw new SettingsException(
                $"The database is newer than this program (version {ProgramVersion.Text}), which does not know its migration {newer}: back "
                + "it up with the version it was made with, or a later one.");
        }

        await CheckRoomAsync(Path.GetDirectoryName(file)!, cancellationToken);
        var isCurrent = state.Pending.Count == 0;
        return isCurrent || settings.Database.Provider == DatabaseProvider.Sqlite ? isCurrent : throw new SettingsException(
            "The database lacks migrations, and this program cannot read it: back it up with the version it was made with, or by the "
            + "server's own means (docs/operations.md).");
    }

    /// <summary>Begun without room, it would fill the disk that people's rows and files may be on, and be begun again.</summary>
    private async Task CheckRoomAsync(string folder, CancellationToken cancellationToken)
    {
        // The copy of the database, and beside it the archive: the same packed, and the files.
        var takes = await DatabaseBytesAsync(cancellationToken) * 3 / 2 + uploads.Keys().Sum(uploads.LengthOf);
        var free = DataFolder.FreeBytes(folder);
        var isSharedDisk = DataFolder.DriveOf(folder) == DataFolder.DriveOf(settings.Site.DataFolder);
        if (free - (isSharedDisk ? settings.Uploads.LeastFreeBytes : 0) < takes)
        {
            throw new SettingsException(
                $"\"{folder}\" has {free / 1_000_000} MB free{(isSharedDisk ? " on the disk of the data" : "")}, and a backup takes about "
                + $"{takes / 1_000_000} MB there: make room, or let it go to another disk.");
        }
    }

    private async Task<long> DatabaseBytesAsync(CancellationToken cancellationToken) => settings.Database.Provider switch
    {
        DatabaseProvider.Sqlite => new FileInfo(SqliteFile.PathOf(settings.Database.ConnectionString)!).Length,
        DatabaseProvider.PostgreSql => await database.Database.SqlQueryRaw<long>(
            "SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(cancellationToken),
        _ => await database.Database.SqlQueryRaw<long>(
            "SELECT SUM(CAST(FILEPROPERTY(name, 'SpaceUsed') AS bigint)) * 8192 AS \"Value\" FROM sys.database_files WHERE type = 0")
            .SingleAsync(cancellationToken),
    };

    /// <summary>One that this account may not read is missing in the archive and told so; the rest is backed up all the same.</summary>
    private Stream? OpenOrMiss(string key, List<string> unreadable)
    {
        try
        {
            return uploads.Open(key);
        }
        catch (UnauthorizedAccessException refusal)
        {
            Log.NotRead(logger, refusal, key);
            unreadable.Add(key);
            return null;
        }
    }

    private async Task CopyDatabaseAsync(string copy, BackupMeter meter, CancellationToken cancellationToken)
    {
        if (settings.Database.Provider != DatabaseProvider.Sqlite)
        {
            await CopyServerAsync(copy, meter, cancellationToken);
            return;
        }

        await SqliteCopy.MakeAsync(settings.Database.ConnectionString, copy, meter, cancellationToken);
    }

    /// <summary>Table after table out of one snapshot, compared in the end by counts and content.</summary>
    private async Task CopyServerAsync(string copy, BackupMeter meter, CancellationToken cancellationToken)
    {
        try
        {
            var result = await new CopyDatabase(clock).RunAsync(
                settings.Database, SqliteCopy.SettingsOf(copy), meter.Rows(), cancellationToken);
            if (result.Differences is [var difference, ..])
            {
                throw new InvalidDataException($"The copy of the database is not like it: {difference}.");
            }
        }
        finally
        {
            File.Delete($"{copy}.lock");
        }
    }

    private async Task<(BackupManifest Manifest, IReadOnlyList<string> Unreadable)> PackAsync(
        string copy, string part, DateTimeOffset madeAt, bool isCurrent, BackupMeter meter, CancellationToken cancellationToken)
    {
        var rows = await SqliteCopy.CountAsync(copy, cancellationToken);
        var (schema, named) = await LookIntoAsync(copy, isCurrent, cancellationToken);
        await using var file = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 256 * 1024);
        BackupManifest manifest;
        var unreadable = new List<string>();
        await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(
                zip, BackupArchive.NotePath, CompressionLevel.NoCompression,
                Encoding.UTF8.GetBytes(BackupNote.Of(madeAt, keys.Current.Id)));
            var there = uploads.Keys().Order(StringComparer.Ordinal).ToList();
            meter.Begin(BackupStep.Packing, new FileInfo(copy).Length + there.Sum(uploads.LengthOf));
            await using var content = File.OpenRead(copy);
            var packed = await AddAsync(zip, BackupArchive.DatabasePath, BackupArchive.DatabasePath, content);
            var files = new List<BackedUpFile>();
            foreach (var key in there)
            {
                if (OpenOrMiss(key, unreadable) is { } upload)
                {
                    await using (upload)
                    {
                        files.Add(await AddAsync(zip, BackupArchive.PathOf(key), key, upload));
                    }
                }
            }

            manifest = new BackupManifest(
                BackupManifest.CurrentFormat, ProgramVersion.Full, madeAt, $"{settings.Database.Provider}", schema, keys.Current.Id,
                packed, rows, files, [.. named.Except(files.Select(upload => upload.Name)).Order(StringComparer.Ordinal)]);
            await WriteAsync(zip, BackupArchive.ManifestPath, CompressionLevel.Fastest, manifest.ToJson());
        }

        file.Flush(flushToDisk: true);
        return (manifest, unreadable);

        async Task WriteAsync(ZipArchive zip, string path, CompressionLevel level, byte[] bytes)
        {
            await using var to = await zip.CreateEntry(path, level).OpenAsync(cancellationToken);
            await to.WriteAsync(bytes, cancellationToken);
        }

        async Task<BackedUpFile> AddAsync(ZipArchive zip, string path, string name, Stream from)
        {
            await using var to = await zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(cancellationToken);
            var (length, hash) = await HashedCopy.RunAsync(from, to, long.MaxValue, meter, cancellationToken);
            return new(name, length, hash);
        }
    }

    private static async Task<(string Schema, IReadOnlyCollection<string> Named)> LookIntoAsync(
        string copy, bool isCurrent, CancellationToken cancellationToken)
    {
        await using var connection = SqliteCopy.Open(copy);
        await using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection).Options);
        var schema = (await MigrationState.LookAsync(db, cancellationToken)).Applied is [.., var last] ? last : "";
        return (schema, isCurrent ? [.. (await new NamedFiles(db).AllAsync(cancellationToken)).Keys] : []);
    }

    /// <summary>The archive is whole whatever becomes of this.</summary>
    private async Task<bool> TryRecordAsync(string file, long bytes, DateTimeOffset madeAt, bool isNightly)
    {
        var name = Text.Cut(Path.GetFileName(file), BackupState.FileMaxLength);
        try
        {
            await database.WriteAsync(async db =>
            {
                await db.BackupStates.ExecuteUpdateAsync(state => state
                    .SetProperty(s => s.LastAt, madeAt).SetProperty(s => s.LastFile, name).SetProperty(s => s.LastBytes, bytes)
                    .SetProperty(s => s.LastNightAt, s => isNightly ? madeAt : s.LastNightAt));
                Register.Add(
                    db, Actor, "copia di sicurezza", null, new RegisterLine(AuditAction.BackupMade, $"{name}, {FileSize.Of(bytes)}"),
                    clock.GetUtcNow());
                await db.SaveChangesAsync();
            });
            return true;
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or TimeoutException or UnknownCommitException)
        {
            Log.NotRecorded(logger, failure, file);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Backup {File} made: {Bytes} bytes, {Rows} rows, {Uploads} uploads")]
        public static partial void Made(ILogger logger, string file, long bytes, long rows, int uploads);

        [LoggerMessage(Level = LogLevel.Error, Message = "Upload {Key} cannot be read, and is missing in the backup")]
        public static partial void NotRead(ILogger logger, Exception failure, string key);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Backup {File} is whole, but the database could not be told of it")]
        public static partial void NotRecorded(ILogger logger, Exception failure, string file);
    }
}
