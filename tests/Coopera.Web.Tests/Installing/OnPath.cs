using System.Diagnostics;

namespace Coopera.Web.Tests.Installing;

/// <summary>A program of the machine, run until it ends; without it the test is skipped and says so.</summary>
internal static class OnPath
{
    public static string Find(string program)
    {
        var found = new[] { "/usr/bin", "/usr/sbin", "/bin", "/sbin" }
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"{program} is not on this machine.");
        return found!;
    }

    public static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
