using System.CommandLine;
using System.Globalization;
using Coopera.Core;
using Coopera.Core.Backups;
using Coopera.Core.Files;

namespace Coopera.Web.Commands;

/// <summary><c>backup FILE</c>: everything but settings and key in one archive, beside a running site.</summary>
public static class BackUp
{
    public static Command Verb(string[] settings)
    {
        var file = new Argument<string>("FILE") { Description = "the archive to make, for example /srv/backup/coopera.zip" };
        var verb = new Command("backup", "Pack database and uploads into one archive, while the site runs") { file };
        verb.SetWork((words, stop) => RunAsync(settings, Path.GetFullPath(words.GetRequiredValue(file)), stop));
        return verb;
    }

    private static async Task<int> RunAsync(string[] settings, string file, CancellationToken stop)
    {
        await using var app = Site.Build(settings, Reach.Reads);
        await using var scope = app.Services.CreateAsyncScope();
        using var line = new ProgressLine();
        var made = await BackupWords.OrSentenceAsync(() => scope.ServiceProvider.GetRequiredService<MakeBackup>()
            .RunAsync(file, isNightly: false, new BackupWords(line), stop), "Nothing half-made was left.");
        line.Dispose();
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {made.Bytes:N0} bytes, {made.Manifest.Rows.Values.Sum():N0} rows, {made.Manifest.Uploads.Count:N0} uploads, read back "
            + $"and whole. The key {made.Manifest.Key} is not in it: keep it apart, nothing is restored without it."));
        if (made.Unreadable is [var closed, ..])
        {
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{made.Unreadable.Count:N0} uploads may not be read by this account, and are not in the archive: {closed} among them. Give the "
                + $"site's account the right, and make another backup."));
        }

        if (made.Manifest.Missing.Except(made.Unreadable).ToList() is { Count: > 0 } missing)
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

        return made.Unreadable.Count == 0 ? ExitCode.Done : ExitCode.NotSound;
    }
}

/// <summary>Progress and faults of backup and restore, in words.</summary>
internal sealed class BackupWords(ProgressLine line) : IProgress<BackupProgress>
{
    public void Report(BackupProgress value) => line.Tell(() => value.Step == BackupStep.Rows
        ? FormattableString.Invariant($"{Name(value.Step)}: {value.Done:N0} of {value.All:N0}{ProgressLine.InWords(value.Left)}")
        : FormattableString.Invariant(
            $"{Name(value.Step)}: {value.Done / 1e6:N1} of {value.All / 1e6:N1} MB{ProgressLine.InWords(value.Left)}"));

    /// <param name="left">What is there when the disk or the database refused.</param>
    public static async Task<T> OrSentenceAsync<T>(Func<Task<T>> work, string left)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (fault is not (SettingsException or OperationCanceledException) && FaultSentence.Of(fault) is { } told)
        {
            throw new SettingsException($"{told} {left}");
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
