using System.Diagnostics;
using System.Text;

namespace Coopera.Web.Tests.Hosting;

/// <summary>The program as it was built or published, started from the root of the disk on a data folder of the test's.</summary>
internal sealed class StartedProgram : IDisposable
{
    private const string Variable = "COOPERA_TEST_SITE";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4); // a busy machine starts a site in one or two

    /// <summary>A published one that <c>tests/run</c> names (a third faster), else the one that was built with the tests.</summary>
    private static readonly string Usual = PublishedFolder is { } folder ? InFolder(folder) : typeof(Program).Assembly.Location;

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _ended;

    private StartedProgram(string program, string folder, Dictionary<string, string?> settings, string[] arguments)
    {
        Folder = folder;
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetPathRoot(folder),
        };
        var all = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Site__DataFolder"] = folder,
            ["Site__BaseUrl"] = "http://localhost",
            ["Keys__KeyFile"] = TestKey.File,
            ["Mail__Transport"] = "Folder",
            ["Worker__Enabled"] = "false",
        };
        foreach (var (name, value) in all.Concat(settings))
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = Process.Start(start)!;
        _ended = Task.WhenAll(
            ReadAsync(_process.StandardOutput, Note),
            ReadAsync(_process.StandardError, line => _errors.AppendLine(line)),
            _process.WaitForExitAsync());
        _ = _ended.ContinueWith(
            _ => _listening.TrySetException(new InvalidOperationException($"It ended: {_errors}")), TaskScheduler.Default);
    }

    /// <summary>Where the site is published already; null where the tests stand for themselves.</summary>
    public static string? PublishedFolder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    public string Folder { get; }

    public int Id => _process.Id;

    /// <summary>Once it listens.</summary>
    public Uri Address => _listening.Task.Result;

    /// <summary>What it said to standard error, once it has ended.</summary>
    public string Errors => _errors.ToString();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public static StartedProgram Start(string folder, Dictionary<string, string?>? settings = null, params string[] arguments) =>
        new(Usual, folder, settings ?? [], arguments);

    /// <summary>The one that serves, once it listens.</summary>
    /// <param name="published">The folder of a published one; else it is the usual one.</param>
    public static async Task<StartedProgram> ServeAsync(
        string folder, Dictionary<string, string?>? settings = null, string? published = null)
    {
        var site = new StartedProgram(published is null ? Usual : InFolder(published), folder, settings ?? [], []);
        await site.ListeningAsync();
        return site;
    }

    /// <summary>The one that ends by itself.</summary>
    public static async Task<(int Code, string Errors, IReadOnlyList<string> Log)> RunAsync(
        string folder, Dictionary<string, string?>? settings = null, params string[] arguments)
    {
        using var program = Start(folder, settings, arguments);
        await program._ended.WaitAsync(Patience);
        return (program._process.ExitCode, program.Errors, program.Lines);
    }

    public async Task<Uri> ListeningAsync()
    {
        try
        {
            return await _listening.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"It does not listen yet, and says:\n{string.Join('\n', Lines)}");
        }
    }

    public Visitor NewVisitor() => new(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address });

    /// <summary>Until a line of the log holds these words, or it ends.</summary>
    public async Task<bool> SaysAsync(string words)
    {
        var end = DateTime.UtcNow + Patience;
        while (true)
        {
            var isOver = _ended.IsCompleted || DateTime.UtcNow > end;
            if (isOver || Lines.Any(line => line.Contains(words, StringComparison.Ordinal)))
            {
                return Lines.Any(line => line.Contains(words, StringComparison.Ordinal));
            }

            await Task.Delay(20);
        }
    }

    /// <summary>As a service manager stops it (SIGTERM).</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Until it has ended by itself. The exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _ended.WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>As a power cut would: SIGKILL, no last words.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static string InFolder(string folder) => Path.Combine(folder, "Coopera.Web.dll");

    private static async Task ReadAsync(StreamReader from, Action<string> note)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            note(line);
        }
    }

    private void Note(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }

        const string Listening = "Now listening on: ";
        if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
        {
            // As JSON the address stands in quotation marks, and more follows.
            _listening.TrySetResult(new Uri(line[(at + Listening.Length)..].TrimStart('\\', '"').Split('\\', '"')[0].Trim()));
        }
    }
}
