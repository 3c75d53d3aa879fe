using System.CommandLine;
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
        verb.SetAction((words, stop) => RunAsync(settings, reach, services => work(services, words, stop)));
        return verb;
    }

    private static async Task<int> RunAsync(string[] settings, Reach reach, Func<IServiceProvider, Task<int>> work)
    {
        await using var app = Site.Build(settings, reach);
        if (reach == Reach.Reads)
        {
            await app.Services.LookAtDatabaseAsync();
        }
        else
        {
            await app.Services.PrepareDatabaseAsync();
            await app.Services.ProtectWhatIsStoredAsync();
            DataFolder.Mend(app.Services.GetRequiredService<Settings>(), app.Logger);
        }

        return await work(app.Services);
    }
}
