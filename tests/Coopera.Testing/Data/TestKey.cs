using Coopera.Core.Keys;

namespace Coopera.Testing.Data;

/// <summary>A key file for all sites of a test process, thrown away with it.</summary>
public static class TestKey
{
    private static readonly Lazy<string> Made = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("coopera-key-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var path = Path.Combine(folder, "key");
        KeyFiles.Make(path);
        return path;
    });

    public static string File => Made.Value;
}
