using System.Diagnostics;
using System.Globalization;
using MimeKit;

namespace Coopera.Testing.Mail;

/// <summary>A real mail server (aiosmtpd) on a loopback port, which can be stopped and started again.</summary>
public sealed class SmtpServer : IDisposable
{
    private static readonly Lazy<string?> Python = new(() => new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasAiosmtpd));

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-smtp-").FullName;
    private Process? _process;

    private SmtpServer()
    {
    }

    public int Port { get; private set; }

    public IReadOnlyList<MimeMessage> Messages =>
        [.. Directory.EnumerateFiles(_folder, "*.eml").Order().Select(file => MimeMessage.Load(file))];

    /// <summary>Skips the test where no mail server can be had.</summary>
    public static async Task<SmtpServer> StartedAsync()
    {
        Assert.SkipUnless(Python.Value is not null, "python3 -m aiosmtpd does not run here (Debian: python3-aiosmtpd).");
        var server = new SmtpServer();
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Mail", "smtp_server.py");
        _process = Process.Start(new ProcessStartInfo(Python.Value!, [script, Port.ToString(CultureInfo.InvariantCulture), _folder])
        {
            RedirectStandardOutput = true,
        })!;
        Port = int.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    public void Stop()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool HasAiosmtpd(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-m", "aiosmtpd", "--version"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    }
}
