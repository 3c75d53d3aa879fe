using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Transfer;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coopera.Core.Backups;

/// <summary>Where the database goes: a file that is not there yet, or an empty database of a server.</summary>
internal sealed class RestoreTarget : IAsyncDisposable
{
    private readonly DatabaseSettings _settings;
    private readonly string? _file;
    private readonly SqliteFile _hold = new();

    private RestoreTarget(DatabaseSettings settings, string? file, string workFile) =>
        (_settings, _file, WorkFile) = (settings, file, workFile);

    /// <summary>Where the archive's database is unpacked and made ready.</summary>
    public string WorkFile { get; }

    public static async Task<RestoreTarget> ChooseAsync(DatabaseSettings settings, string dataFolder)
    {
        if (settings.Provider != DatabaseProvider.Sqlite)
        {
            var folder = Path.Combine(dataFolder, "tmp"); // what a killed restore leaves there is swept
            DataFolder.CreateLast(folder);
            var work = new RestoreTarget(settings, null, Path.Combine(folder, "restore.db"));
            return await work._hold.HoldAsync(work.WorkFile, NullLogger.Instance) ? work : throw new SettingsException(
                $"Another restore unpacks its archive in \"{folder}\": wait until it has ended.");
        }

        var file = SqliteFile.PathOf(settings.ConnectionString) ?? throw new SettingsException(
            "ConnectionStrings:Coopera names no file: nothing can be restored into it.");
        if (File.Exists(file))
        {
            throw new SettingsException(
                $"\"{file}\" is there already: a backup is restored where there is no database yet, and nothing is written over.");
        }

        RefuseLeftovers(file);
        var target = new RestoreTarget(settings, file, $"{file}.part");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return await target._hold.HoldAsync(file, NullLogger.Instance) ? target : throw new SettingsException(
            $"Another process works on \"{file}\": wait until it has ended.");
    }

    /// <summary>Refuses a server's database that is not empty, and marks one that is: no site begins on half of it.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_file is null)
        {
            await (await CopyTarget.PrepareAsync(_settings, cancellationToken)).DisposeAsync();
        }
    }

    public async Task FinishAsync(BackupMeter meter, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (_file is not null)
        {
            RefuseLeftovers(_file);
            FinishedFile.Rename(WorkFile, _file);
            return;
        }

        await CopyToServerAsync(meter, clock, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _hold.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What a killed process had still to write belongs to a file that is gone: SQLite would write it into this one.</summary>
    private static void RefuseLeftovers(string file)
    {
        if (SqliteFile.Companions.Select(ending => file + ending).FirstOrDefault(File.Exists) is { } leftover)
        {
            throw new SettingsException(
                $"\"{leftover}\" is there, and belongs to a database that \"{file}\" no longer is: move it along with that file, which "
                + "needs it, and restore then.");
        }
    }

    private async Task CopyToServerAsync(BackupMeter meter, TimeProvider clock, CancellationToken cancellationToken)
    {
        var result = await new CopyDatabase(clock).RunAsync(
            SqliteCopy.SettingsOf(WorkFile), _settings, meter.Rows(), cancellationToken);
        if (result.Differences is [var difference, ..])
        {
            throw new InvalidDataException($"What was restored is not like the backup: {difference}.");
        }
    }
}
