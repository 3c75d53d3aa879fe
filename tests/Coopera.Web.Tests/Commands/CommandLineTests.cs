using Coopera.Core;
using Coopera.Web.Commands;
using Coopera.Web.Tests.Hosting;

namespace Coopera.Web.Tests.Commands;

/// <summary>The program started with words: what it understands, what it says, and with what it ends.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-verbs-").FullName;

    [Theory]
    [InlineData("links annul", "\"links annul\" is nothing this program can do: ")]
    [InlineData("lnks revoke", "\"lnks revoke\" is nothing this program can do: did you mean \"links revoke\"?")]
    [InlineData("--url=http://x", "\"--url=http://x\" is nothing this program can do: did you mean \"--urls\"?")]
    [InlineData("migrate --hlep", "\"--hlep\" is nothing this program can do: did you mean \"--help\"?")]
    [InlineData("links", "\"links\" wants one more word: revoke.")]
    [InlineData("keys new", "keys new wants FILE: ")]
    [InlineData("register check twice", "\"register check twice\" is nothing this program can do: did you mean \"register check\"?")]
    public async Task What_is_not_understood_is_one_sentence_with_what_was_meant_and_touches_nothing(string line, string sentence)
    {
        var (code, errors, log) = await StartedProgram.RunAsync(_folder, [], line.Split(' '));

        Assert.Equal(ExitCode.NotUnderstood, code);
        Assert.StartsWith(sentence, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Empty(log);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Help_lists_the_verbs_and_the_version_is_one_line()
    {
        var (code, errors, help) = await StartedProgram.RunAsync(_folder, [], "--help");
        Assert.Equal((ExitCode.Done, ""), (code, errors));
        Assert.Contains(help, line => line.TrimStart().StartsWith("migrate ", StringComparison.Ordinal));

        var (again, _, version) = await StartedProgram.RunAsync(_folder, [], "--version");
        Assert.Equal((ExitCode.Done, ProgramVersion.Full), (again, Assert.Single(version)));
    }

    [Fact]
    public async Task Migrate_says_what_it_applied_and_then_that_there_was_nothing()
    {
        var data = Path.Combine(_folder, "new");

        var (first, errors, applied) = await StartedProgram.RunAsync(_folder, [], "migrate", $"--Site:DataFolder={data}");
        var (second, _, nothing) = await StartedProgram.RunAsync(_folder, [], "migrate", "--Site:DataFolder", data);

        Assert.Equal((ExitCode.Done, ExitCode.Done, ""), (first, second, errors));
        Assert.Contains("_Initial", Assert.Single(applied), StringComparison.Ordinal);
        Assert.Equal("The database is up to date: there was nothing to apply.", Assert.Single(nothing));
    }

    [Fact]
    public async Task Beside_a_running_site_what_reads_works_and_what_writes_wants_the_file_to_itself()
    {
        using var site = StartedProgram.Start(_folder);
        await site.ListeningAsync();

        var (reads, nothing, said) = await StartedProgram.RunAsync(_folder, [], "register", "check");
        var (writes, refusal, _) = await StartedProgram.RunAsync(_folder, [], "links", "revoke");

        Assert.Equal((ExitCode.Done, ""), (reads, nothing));
        Assert.Contains("The register is sound", Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, writes);
        Assert.Contains("Another process uses the database file", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_reads_makes_no_database_and_says_that_there_is_none()
    {
        var (code, errors, _) = await StartedProgram.RunAsync(_folder, [], "register", "check");

        Assert.Equal(ExitCode.Failed, code);
        Assert.StartsWith("There is no database \"", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
