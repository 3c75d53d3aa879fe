using System.Text.Json;

namespace Coopera.Testing.Reading;

/// <summary>Other people's programs on npm, in tests/judges.</summary>
public static class Judges
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "judges");

    /// <summary>What the script prints, as JSON. Without its package the test is skipped and says so.</summary>
    public static T Ask<T>(string script, string package, string[] arguments, params (string Name, byte[] Content)[] files)
    {
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Folder, "node_modules", package)),
            $"{package} is not installed: npm ci --omit=optional in tests/judges.");
        var (exitCode, printed, _) = Tool.Run("node", [Path.Combine(Folder, script), .. arguments], files);
        Assert.True(exitCode == 0, printed);
        return JsonSerializer.Deserialize<T>(printed.Split('\n').Single(line => line.StartsWith('{') || line.StartsWith('[')),
            JsonSerializerOptions.Web)!;
    }
}
