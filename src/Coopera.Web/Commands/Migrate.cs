using System.CommandLine;
using Coopera.Core.Data;

namespace Coopera.Web.Commands;

/// <summary><c>migrate</c>: makes the data folder if need be, brings the database up to date and says what it applied.</summary>
public static class Migrate
{
    public static Command Verb(string[] settings)
    {
        var verb = new Command("migrate", "Bring the database up to date (with an account of its own, if ConnectionStrings:Coopera says so)");
        verb.SetWork((_, stop) => RunAsync(settings, stop));
        return verb;
    }

    private static async Task<int> RunAsync(string[] settings, CancellationToken stop)
    {
        await using var app = Site.Build(settings, Reach.Writes, given => given with
        {
            Database = given.Database with { MigrateOnStart = true },
            Site = given.Site with { CreateDataFolder = true },
        });
        var applied = await app.Services.PrepareDatabaseAsync(stop);
        await Console.Out.WriteLineAsync(applied.Count == 0
            ? "The database is up to date: there was nothing to apply."
            : $"Applied, {applied.Count} in all: {string.Join(", ", applied)}.");
        return ExitCode.Done;
    }
}
