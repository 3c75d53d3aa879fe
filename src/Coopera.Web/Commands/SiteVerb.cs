using System.CommandLine;
using System.Data.Common;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Staff;

namespace Coopera.Web.Commands;

public enum Reach
{
    /// <summary>Reads beside a running site: takes no lock, migrates nothing, makes no file.</summary>
    Reads,

    /// <summary>An SQLite file it must have to itself: the site beside it has one writer, and keeps in memory what it once read.</summary>
    Writes,
}

/// <summary>A verb that works on the site's database, with its services and settings, without serving it.</summary>
public static class SiteVerb
{
    public delegate Task<int> Work(IServiceProvider services, ParseResult words, CancellationToken stop);

    /// <param name="settings">Those of the command line.</param>
    public static Command OnSite(this Command verb, string[] settings, Reach reach, Work work)
    {
        verb.SetWork((words, stop) => RunAsync(settings, reach, services => work(services, words, stop), stop));
        return verb;
    }

    /// <summary>
    /// Elsewhere than on the thread that listens to signals: one that came while the verb has not yet waited for anything would end the
    /// program without a word.
    /// </summary>
    public static void SetWork(this Command verb, Func<ParseResult, CancellationToken, Task<int>> work) =>
        verb.SetAction((words, stop) => Task.Run(
            async () =>
            {
                try
                {
                    return await work(words, stop);
                }
                catch (DbException told) when (stop.IsCancellationRequested)
                {
                    throw new OperationCanceledException("SQL Server tells a question that was taken back as a fault.", told, stop);
                }
            },
            CancellationToken.None));

    private static async Task<int> RunAsync(
        string[] settings, Reach reach, Func<IServiceProvider, Task<int>> work, CancellationToken stop)
    {
        await using var app = Site.Build(settings, reach);
        if (reach == Reach.Reads)
        {
            await app.Services.LookAtDatabaseAsync(stop);
        }
        else
        {
            await app.Services.PrepareDatabaseAsync(stop);
            await app.Services.ProtectWhatIsStoredAsync();
            DataFolder.Mend(app.Services.GetRequiredService<Settings>(), app.Logger);
        }

        return await work(app.Services);
    }
}
