using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Coopera.Bench;

/// <summary>The site, or the bare one, as a process of its own.</summary>
internal sealed class PublishedSite : IAsyncDisposable
{
    public const string AdministratorEmail = "misure@anci.example";
    public const string AdministratorPassword = "tre parole a caso";

    /// <summary>Where a site is that is published already.</summary>
    public const string Variable = "COOPERA_BENCH_SITE";

    /// <summary>What begins so in the environment is set for the site without it, and for no other process.</summary>
    private const string OwnSettings = Variable + "__";

    private readonly Process _process;

    private PublishedSite(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    /// <summary>From the start of the process to the first page.</summary>
    public TimeSpan StartUp { get; private set; }

    public static async Task<string> PublishAsync(string work)
    {
        var folder = Path.Combine(work, "site");
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["publish", Path.Combine(Repository(), "src", "Coopera.Web"), "-c", "Release", "-o", folder, "--verbosity", "quiet"]))!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? Path.Combine(folder, "Coopera.Web.dll")
            : throw new InvalidOperationException("The site could not be published.");
    }

    /// <param name="more">Further settings, by the names of their environment variables.</param>
    public static Task<PublishedSite> StartAsync(
        string program, string dataFolder, bool worker, IReadOnlyDictionary<string, string?>? more = null) =>
        StartAsync(
        url => With(more, new ProcessStartInfo("dotnet", [program, "--urls", url])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Site__DataFolder"] = dataFolder,
                ["Site__CreateDataFolder"] = "true",
                ["Site__BaseUrl"] = url,
                ["Site__TrustedProxies"] = "127.0.0.1",
                ["Keys__KeyFile"] = KeyFor(dataFolder),
                ["Mail__Transport"] = "Folder",
                ["Mail__StrangerPerHour"] = "1000000",
                ["Mail__StrangerPerDay"] = "1000000",
                ["Mail__AllStrangersPerHour"] = "1000000",
                ["Worker__Enabled"] = worker ? "true" : "false",
                ["Demo__Enabled"] = "true",
                ["Staff__FirstAdministrator__Email"] = AdministratorEmail,
                ["Staff__FirstAdministrator__Password"] = AdministratorPassword,
                ["Staff__SecondFactorRequired"] = "false",
                ["Serilog__MinimumLevel__Default"] = "Warning",
            },
        }));

    /// <summary>A verb of the program on the same data folder.</summary>
    public static Process StartVerb(
        string program, string dataFolder, IReadOnlyDictionary<string, string?>? more, params string[] words) => Process.Start(
        With(more, new ProcessStartInfo("dotnet", [program, .. words])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Site__DataFolder"] = dataFolder,
                ["Site__BaseUrl"] = "http://127.0.0.1",
                ["Keys__KeyFile"] = KeyFor(dataFolder),
                ["Mail__Transport"] = "Folder",
            },
        }))!;

    private static string KeyFor(string dataFolder)
    {
        var key = Path.Combine(dataFolder, "key");
        if (!File.Exists(key))
        {
            Directory.CreateDirectory(dataFolder);
            File.WriteAllBytes(key, System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        }

        return key;
    }

    public static Task<PublishedSite> StartBareAsync(string database, int pageLength, int compressedLength) => StartAsync(
        url => new ProcessStartInfo("dotnet", [typeof(PublishedSite).Assembly.Location, "bare", database,
            pageLength.ToString(CultureInfo.InvariantCulture), compressedLength.ToString(CultureInfo.InvariantCulture), url]));

    /// <summary>Processor time since it was started.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>From now on it runs on so many cores.</summary>
    public void KeepTo(int cores)
    {
        if (OperatingSystem.IsLinux())
        {
            _process.ProcessorAffinity = (nint)((1L << cores) - 1);
        }
    }

    /// <summary>Resident memory now and at its peak, in MB.</summary>
    public (double Now, double Peak) Memory()
    {
        var lines = File.ReadAllLines($"/proc/{_process.Id}/status");
        return (Of("VmRSS:"), Of("VmHWM:"));

        double Of(string name) => double.Parse(
            lines.Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
            CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<PublishedSite> StartAsync(Func<string, ProcessStartInfo> command)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var info = command(url);
        info.RedirectStandardOutput = true;
        var clock = Stopwatch.StartNew();
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var site = new PublishedSite(process, url);
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                if ((await client.GetAsync(url)).StatusCode == HttpStatusCode.OK)
                {
                    site.StartUp = clock.Elapsed;
                    return site;
                }
            }
            catch (HttpRequestException) when (!process.HasExited && clock.Elapsed < TimeSpan.FromSeconds(60))
            {
            }

            await Task.Delay(10);
        }
    }

    private static ProcessStartInfo With(IReadOnlyDictionary<string, string?>? more, ProcessStartInfo start)
    {
        foreach (var (name, value) in more ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith(OwnSettings, StringComparison.Ordinal)).ToList())
        {
            start.Environment[name[OwnSettings.Length..]] = start.Environment[name];
        }

        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Coopera.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Coopera.sln is in no folder above this program.");
        }

        return folder.FullName;
    }
}
