using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Coopera.Core;
using Coopera.Core.Backups;
using Microsoft.Data.Sqlite;

namespace Coopera.Web.Commands;

/// <summary><c>backup FILE</c>: everything but settings and key in one archive, beside a running site.</summary>
public static class BackUp
{
    public static Command Verb(string[] settings)
    {
        var file = new Argument<string>("FILE") { Description = "the archive to make, for example /srv/backup/coopera.zip" };
        var verb = new Command("backup", "Pack database and uploads into one archive, while the site runs") { file };
        verb.SetAction((words, stop) => RunAsync(settings, Path.GetFullPath(words.GetRequiredValue(file)), stop));
        return verb;
    }

    private static async Task<int> RunAsync(string[] settings, string file, CancellationToken stop)
    {
        await using var app = Site.Build(settings, Reach.Reads);
        await using var scope = app.Services.CreateAsyncScope();
        using var line = new ProgressLine();
        var made = await BackupWords.OrSentenceAsync(() => scope.ServiceProvider.GetRequiredService<MakeBackup>()
            .RunAsync(file, isNightly: false, new BackupWords(line), stop));
        line.Dispose();
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {made.Bytes:N0} bytes, {made.Manifest.Rows.Values.Sum():N0} rows, {made.Manifest.Uploads.Count:N0} uploads, read back "
            + $"and whole. The key {made.Manifest.Key} is not in it: keep it apart, nothing is restored without it."));
        if (made.Manifest.Missing is { Count: > 0 } missing)
        {
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{missing.Count} uploads that the database names are not in the data folder, and so not in the archive: {missing[0]}"
                + $"{(missing.Count > 1 ? " and others" : "")} (manifest.json lists them)."));
        }

        if (!made.IsRecorded)
        {
            await Console.Error.WriteLineAsync("The database could not be told of it, so that the site does not know of this backup.");
        }

        return ExitCode.Done;
    }
}

/// <summary>Progress and faults of backup and restore, in words.</summary>
internal sealed class BackupWords(ProgressLine line) : IProgress<BackupProgress>
{
    public void Report(BackupProgress value) => line.Tell(() => value.Step == BackupStep.Rows
        ? FormattableString.Invariant($"{Name(value.Step)}: {value.Done:N0} of {value.All:N0}{ProgressLine.InWords(value.Left)}")
        : FormattableString.Invariant(
            $"{Name(value.Step)}: {value.Done / 1e6:N1} of {value.All / 1e6:N1} MB{ProgressLine.InWords(value.Left)}"));

    /// <summary>What the disk or the database says becomes one sentence.</summary>
    public static async Task<T> OrSentenceAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SqliteException full) when (full.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL)
        {
            throw new SettingsException("The disk is full: nothing half-made was left on it.");
        }
        catch (DbException fault)
        {
            throw new SettingsException($"The database cannot be used ({fault.Message}): check ConnectionStrings:Coopera.");
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new SettingsException($"It could not be done, and nothing half-made was left: {refusal.Message}");
        }
    }

    private static string Name(BackupStep step) => step switch
    {
        BackupStep.Rows => "Rows, read or written and compared",
        BackupStep.Database => "Copying the database",
        BackupStep.Packing => "Packing",
        BackupStep.Checking => "Checking",
        _ => "Unpacking",
    };
}
