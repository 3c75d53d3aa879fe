using System.CommandLine;
using Coopera.Core.Staff;

namespace Coopera.Web.Commands;

/// <summary><c>links revoke</c>: what the page "Annulla tutti i link e tutte le sessioni" does, when nobody can sign in any more.</summary>
public static class RevokeLinks
{
    public static Command Verb(string[] settings) =>
        new Command("revoke", "Void every link that was sent and every session").OnSite(
            settings, Reach.Writes, (services, _, _) => RunAsync(services));

    private static async Task<int> RunAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<VoidEverything>().RunAsync("sistema", "links revoke");
        await Console.Out.WriteLineAsync("No link that was sent before opens anything, and everybody must sign in again.");
        return ExitCode.Done;
    }
}
