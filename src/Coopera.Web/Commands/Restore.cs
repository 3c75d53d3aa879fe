using System.CommandLine;
using System.Globalization;
using Coopera.Core.Backups;

namespace Coopera.Web.Commands;

/// <summary><c>restore FILE</c>: a site out of an archive, where there is none.</summary>
public static class Restore
{
    public static Command Verb(string[] settings)
    {
        var file = new Argument<string>("FILE") { Description = "the archive that \"backup\" or the nightly job made" };
        var verb = new Command("restore", "Make a site of an archive, in an empty folder or an empty database") { file };
        verb.SetWork((words, stop) => RunAsync(settings, Path.GetFullPath(words.GetRequiredValue(file)), stop));
        return verb;
    }

    private const string Left =
        "No site was made; what is back already (uploads, rows of a server) stays, and the same command goes on from there.";

    private static async Task<int> RunAsync(string[] settings, string file, CancellationToken stop)
    {
        await using var app = Site.Build(
            settings, Reach.Writes, given => given with { Site = given.Site with { CreateDataFolder = true } });
        await using var scope = app.Services.CreateAsyncScope();
        using var line = new ProgressLine();
        var restored = await BackupWords.OrSentenceAsync(() => scope.ServiceProvider.GetRequiredService<RestoreBackup>()
            .RunAsync(file, new BackupWords(line), stop), Left);
        line.Dispose();
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Restored what there was at {restored.Manifest.MadeAt:yyyy-MM-dd HH:mm} UTC: {restored.Manifest.Rows.Values.Sum():N0} rows, "
            + $"{restored.Manifest.Uploads.Count:N0} uploads. {restored.Held:N0} mails of the copy wait: nothing is sent before somebody "
            + $"decides in Gestione, page Oggi."));
        if (restored.Manifest.Missing is { Count: > 0 } missing)
        {
            await Console.Error.WriteLineAsync(
                $"{missing.Count} uploads that the database names were missing already when the backup was made: Stato del sito lists them.");
        }

        return ExitCode.Done;
    }
}
