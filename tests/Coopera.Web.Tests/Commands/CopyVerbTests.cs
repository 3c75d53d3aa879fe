using Coopera.Core;
using Coopera.Web.Commands;
using Coopera.Web.Tests.Hosting;

namespace Coopera.Web.Tests.Commands;

/// <summary>A site is verified while it runs, moves to another engine and is the same there.</summary>
public sealed class CopyVerbTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-move-").FullName;
    private readonly string _name = $"coopera_move_{Guid.NewGuid():N}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Engines.WhyNot(DatabaseProvider.PostgreSql) is null)
        {
            await Engines.DropAsync(DatabaseProvider.PostgreSql, _name);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [EachEngine]
    public async Task A_site_is_copied_beside_its_running_self_and_served_from_the_copy(DatabaseProvider engine)
    {
        var connection = engine == DatabaseProvider.Sqlite
            ? $"Data Source={Path.Combine(_folder, "copy.db")}"
            : Engines.ConnectionString(engine, _name, _folder);
        var there = Engines.Settings(engine, connection);
        using (var site = StartedProgram.Start(_folder))
        {
            await site.ListeningAsync();
            var (code, progress, said) = await StartedProgram.RunAsync(_folder, [], "copy", "--to", $"{engine};{connection}");
            Assert.True(code == ExitCode.Done, progress); // on a slow machine it says how far it is
            Assert.Matches("the same content on both sides. What was written after [0-9:]{8} UTC is not in it", Assert.Single(said));
        }

        var (again, refusal, _) = await StartedProgram.RunAsync(_folder, [], "copy", "--to", $"{engine};{connection}");
        Assert.Equal(ExitCode.Failed, again);
        Assert.StartsWith("The database to copy into is not empty", refusal, StringComparison.Ordinal);

        using var moved = StartedProgram.Start(_folder, there);
        await moved.ListeningAsync();
        var (verified, _, parts) = await StartedProgram.RunAsync(_folder, there, "verify");
        Assert.Equal(ExitCode.Done, verified);
        Assert.Equal(6, parts.Count);
        Assert.All(parts, part => Assert.StartsWith("ok ", part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_verify_finds_is_told_with_a_code_of_its_own()
    {
        await StartedProgram.RunAsync(_folder, [], "migrate");
        var uploads = Directory.CreateDirectory(Path.Combine(_folder, "uploads")).FullName;
        var file = Path.Combine(uploads, $"{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(file, "?");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-3));

        var (code, errors, parts) = await StartedProgram.RunAsync(_folder, [], "verify");

        Assert.Equal((ExitCode.NotSound, ""), (code, errors));
        Assert.Contains(parts, line => line.StartsWith("FAULT files: ", StringComparison.Ordinal));
        Assert.Contains(parts, line => line.TrimStart().StartsWith("1 files that no row names", StringComparison.Ordinal));
    }
}
