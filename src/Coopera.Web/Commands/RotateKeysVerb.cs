using System.CommandLine;
using Coopera.Core;
using Coopera.Core.Keys;

namespace Coopera.Web.Commands;

/// <summary><c>keys rotate</c>: docs/operations.md, "The key", says what else to do when one has leaked.</summary>
public static class RotateKeysVerb
{
    public static Command Verb(string[] settings)
    {
        var now = new Option<bool>("--now") { Description = "Use it at once, also on a server database; start every node again then" };
        var verb = new Command("rotate", "Make a new key in the key ring, protected with the present key file; old ones still open") { now };
        return verb.OnSite(settings, Reach.Writes, (services, words, stop) => RunAsync(services, words.GetValue(now), stop));
    }

    private static async Task<int> RunAsync(IServiceProvider services, bool now, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var settings = services.GetRequiredService<Settings>();
        var isAlone = settings.Database.Provider == DatabaseProvider.Sqlite;
        var done = await scope.ServiceProvider.GetRequiredService<RotateKeys>().RunAsync(isAlone || now, stop);
        await Console.Out.WriteLineAsync(
            $"The key ring has {done.Keys} keys, all protected with the key outside the database whose id is {done.Outside}. The new one "
            + $"is used from {done.From:yyyy-MM-dd HH:mm} UTC"
            + $"{(isAlone ? "" : now ? ": start every node again now" : ", when every node knows it")}.");
        await Console.Out.WriteLineAsync(settings.Keys.Retired.Count == 0
            ? "If the key file itself has leaked: make another with \"keys new\", set Keys:KeyFile to it and Keys:Retired to the one of "
                + "before, and run this again."
            : "What was protected with Keys:Retired is protected with the present key. If the one of before has leaked, who also has a copy "
                + "of the database can open it: run \"links revoke\", let staff set up their apps anew, and destroy old backups.");
        return ExitCode.Done;
    }
}
