using System.Globalization;
using System.Text.RegularExpressions;

namespace Coopera.Web.Tests.Installing;

/// <summary>The unit of the Debian installation, as systemd itself judges it.</summary>
public sealed partial class SystemdUnitTests : IDisposable
{
    private const double MostExposed = 2.5;

    private static readonly string Unit = Path.Combine(Repository.Root, "deploy", "debian", "coopera.service");

    // The unit names a program that is only there once it is installed.
    private readonly string _root = Directory.CreateTempSubdirectory("coopera-unit-").FullName;

    [Fact]
    public async Task Systemd_finds_nothing_wrong_with_it()
    {
        var (code, output) = await Tool.RunAsync(Tool.Find("systemd-analyze"), "verify", Installed(Path.Combine(_root, "Coopera.Web")));

        Assert.True(code == 0 && output.Length == 0, output);
    }

    [Fact]
    public async Task What_is_wrong_would_be_told()
    {
        var (code, output) = await Tool.RunAsync(Tool.Find("systemd-analyze"), "verify", Installed(Path.Combine(_root, "missing")));

        Assert.NotEqual(0, code);
        Assert.Contains("missing", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_hardly_exposed()
    {
        var (_, output) = await Tool.RunAsync(Tool.Find("systemd-analyze"), "security", "--offline=true", "--no-pager", Unit);

        var exposed = Overall().Match(output);
        Assert.True(exposed.Success, output);
        Assert.InRange(double.Parse(exposed.Groups[1].Value, CultureInfo.InvariantCulture), 0, MostExposed);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Installed(string program)
    {
        var there = Path.Combine(_root, "Coopera.Web");
        File.WriteAllText(there, "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(there, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var copy = Path.Combine(_root, Path.GetFileName(Unit));
        File.WriteAllText(copy, File.ReadAllText(Unit).Replace("/opt/coopera/current/Coopera.Web", program, StringComparison.Ordinal));
        return copy;
    }

    [GeneratedRegex(@"Overall exposure level for coopera\.service: (\d+\.\d+)")]
    private static partial Regex Overall();
}
