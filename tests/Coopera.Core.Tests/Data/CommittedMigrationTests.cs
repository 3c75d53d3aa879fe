using System.Security.Cryptography;

namespace Coopera.Core.Tests.Data;

/// <summary>Databases out there were made by these very files: migrations only add from now on, each with its line in the list.</summary>
public sealed class CommittedMigrationTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "Coopera.Core", "Data", "Migrations");
    private static readonly string List = Path.Combine(Repository.Root, "tests", "Coopera.Core.Tests", "Data", "committed-migrations.txt");

    [Fact]
    public void A_migration_that_was_committed_is_never_changed_and_a_new_one_is_in_the_list()
    {
        var listed = File.ReadLines(List).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split("  ")).ToDictionary(parts => parts[1], parts => parts[0]);
        var there = Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => char.IsAsciiDigit(Path.GetFileName(file)[0]))
            .ToDictionary(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'), Print);

        Assert.Equal(listed.OrderBy(pair => pair.Key), there.OrderBy(pair => pair.Key));
    }

    // Whatever line ends a checkout has.
    private static string Print(string file) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n"))));
}
