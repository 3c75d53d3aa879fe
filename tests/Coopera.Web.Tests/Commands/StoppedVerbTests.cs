using Coopera.Core;
using Coopera.Web.Commands;
using Coopera.Web.Tests.Faults;
using Coopera.Web.Tests.Hosting;

namespace Coopera.Web.Tests.Commands;

/// <summary>SIGTERM while a verb works: it says so, and ends with a code of its own.</summary>
public sealed class StoppedVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-stopped-").FullName;

    private readonly SilentServer _silent = new();

    private string Connection => _silent.Connection(timeout: 300);

    [Theory]
    [InlineData("migrate")]
    [InlineData("verify")]
    [InlineData("register check")]
    [InlineData("links revoke")]
    [InlineData("backup FILE")]
    public async Task A_verb_that_waits_for_its_database(string line)
    {
        var arguments = line.Replace("FILE", Path.Combine(_folder, "copia.zip"), StringComparison.Ordinal).Split(' ');

        var errors = await StopAsync(Engines.Settings(DatabaseProvider.PostgreSql, Connection), arguments);

        Assert.EndsWith($"Stopped before it was done.{Environment.NewLine}", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "copia.zip")));
    }

    [Fact]
    public async Task A_copy_which_says_that_it_will_go_on()
    {
        Assert.Equal(ExitCode.Done, (await StartedProgram.RunAsync(_folder, [], "migrate")).Code);

        var errors = await StopAsync([], "copy", "--to", $"PostgreSql;{Connection}");

        Assert.Contains("call it again, and it goes on from there.", errors, StringComparison.Ordinal);
    }

    private async Task<string> StopAsync(Dictionary<string, string?> settings, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var verb = StartedProgram.Start(_folder, settings, arguments);
        using var taken = await _silent.TakeAsync();
        verb.Terminate();
        var code = await verb.EndAsync();

        Assert.True(code == ExitCode.Stopped, $"{code}: {verb.Errors}");
        return verb.Errors;
    }

    public void Dispose()
    {
        _silent.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
