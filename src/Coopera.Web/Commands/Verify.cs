using System.CommandLine;
using Coopera.Core.Verification;

namespace Coopera.Web.Commands;

/// <summary><c>verify</c>: what is stored, held against itself. Reads beside a running site.</summary>
public static class Verify
{
    public static Command Verb(string[] settings) =>
        new Command("verify", "Check rows, files, places, counters and the register against each other; changes nothing")
            .OnSite(settings, Reach.Reads, (services, _, stop) => RunAsync(services, stop));

    private static async Task<int> RunAsync(IServiceProvider services, CancellationToken stop)
    {
        var isSound = true;
        using var line = new ProgressLine();
        await foreach (var part in ActivatorUtilities.CreateInstance<VerifySite>(services).RunAsync(new Told(line), stop))
        {
            line.Dispose();
            await Console.Out.WriteLineAsync($"{(part.IsSound ? "ok   " : "FAULT")} {part.Name}: {part.Told}");
            foreach (var fault in part.Faults)
            {
                await Console.Out.WriteLineAsync($"      {fault}");
            }

            isSound &= part.IsSound;
        }

        return isSound ? ExitCode.Done : ExitCode.NotSound;
    }

    private sealed class Told(ProgressLine line) : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value) => line.Tell($"Checking {value.Part}", value.Done, value.All);
    }
}
