using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Coopera.Testing.Data;

namespace Coopera.Testing.Site;

/// <summary>The site as a process of its own, on a data folder that outlives it: for tests that kill it.</summary>
public sealed partial class SiteProcess : IDisposable
{
    private readonly Process _process;

    private SiteProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <param name="settings">Besides the usual ones.</param>
    public static async Task<SiteProcess> StartAsync(
        string dataFolder, bool worker, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Coopera.Web.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Site__DataFolder"] = dataFolder,
            ["Site__BaseUrl"] = "http://localhost",
            ["Keys__KeyFile"] = TestKey.File,
            ["Mail__Transport"] = "Folder",
            ["Worker__Enabled"] = worker ? "true" : "false",
            ["Demo__Enabled"] = "false",
        })
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (ListeningOn().Match(line) is { Success: true } match)
            {
                _ = process.StandardOutput.ReadToEndAsync(); // a full pipe would hold it up
                return new SiteProcess(process, new Uri(match.Groups[1].Value));
            }
        }

        throw new InvalidOperationException($"The site did not start:\n{string.Join('\n', said)}");
    }

    public Visitor NewVisitor() => new(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address });

    /// <summary>As a power cut would: SIGKILL, no last words.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>As a service manager does: SIGTERM, and time to finish.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningOn();
}
