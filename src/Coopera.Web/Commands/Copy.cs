using System.CommandLine;
using System.Globalization;
using Coopera.Core;
using Coopera.Core.Transfer;

namespace Coopera.Web.Commands;

/// <summary><c>copy --to "provider;connection"</c>: everything in the database into an empty one, of whatever engine.</summary>
public static class Copy
{
    public static Command Verb(string[] settings)
    {
        var to = new Option<string>("--to")
        {
            Description = "the empty database to copy into, for example \"PostgreSql;Host=db;Database=coopera;Username=coopera\"",
            HelpName = "provider;connection",
            Required = true,
        };
        return new Command("copy", "Copy everything in the database into an empty one, of whatever engine; stopped, it goes on when called again")
        {
            to,
        }.OnSite(settings, Reach.Reads, (services, words, stop) => RunAsync(services, CopyTarget.Read(words.GetRequiredValue(to)), stop));
    }

    private static async Task<int> RunAsync(IServiceProvider services, DatabaseSettings to, CancellationToken stop)
    {
        var settings = services.GetRequiredService<Settings>();
        var clock = services.GetRequiredService<TimeProvider>();
        using var line = new ProgressLine();
        try
        {
            var result = await new CopyDatabase(clock).RunAsync(
                settings.Database, to, new Told(line), stop);
            line.Dispose();
            await Console.Out.WriteLineAsync(InWords(result, settings, clock.GetUtcNow() - result.Took));
            return result.Differences.Count == 0 ? ExitCode.Done : ExitCode.NotSound;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            line.Dispose();
            await Console.Error.WriteLineAsync("Stopped: what is copied stays; call it again, and it goes on from there.");
            return ExitCode.Stopped;
        }
    }

    private static string InWords(CopyResult result, Settings settings, DateTimeOffset began) => result.Differences.Count == 0
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Copied{(result.WentOn ? ", going on from where it was" : "")}: {result.Rows:N0} rows of {result.Tables} tables in "
            + $"{result.Took.TotalSeconds:0} s, and every table has the same number of rows and the same content on both sides. What was "
            + $"written after {began:HH:mm:ss} UTC is not in it: the copy that counts is made while the site is stopped. Files are not "
            + $"in the database: take {Path.Combine(settings.Site.DataFolder, "uploads")} along, and the same key file; then set "
            + $"Database:Provider and ConnectionStrings:Coopera.")
        : $"Not the same on both sides; call it again, with the site stopped:\n{string.Join('\n', result.Differences)}";

    private sealed class Told(ProgressLine line) : IProgress<CopyProgress>
    {
        public void Report(CopyProgress value) => line.Tell(() => string.Create(
            CultureInfo.InvariantCulture,
            $"{(value.IsChecking ? "Comparing" : "Copying")} {value.Table}: {value.Rows:N0} of {value.AllRows:N0} rows written and compared{ProgressLine.InWords(value.Left)}"));
    }
}
