using Microsoft.Data.Sqlite;

namespace Coopera.Web.Tests.Hosting;

/// <summary>
/// Takes the database file of a running site away, as a lost disk would: in its place is a folder, which cannot be opened.
/// </summary>
internal static class DatabaseAway
{
    private static readonly string[] Suffixes = ["", "-wal", "-shm"];

    public static void After(CooperaSite site)
    {
        // Nobody else's connections: other tests run beside this one.
        SqliteConnection.ClearPool(new SqliteConnection($"Data Source={FileOf(site)}"));
        Move(site, "", ".away");
        Directory.CreateDirectory(FileOf(site));
    }

    public static void Back(CooperaSite site)
    {
        Directory.Delete(FileOf(site));
        Move(site, ".away", "");
    }

    private static string FileOf(CooperaSite site) => Path.Combine(site.Folder, "coopera.db");

    private static void Move(CooperaSite site, string from, string to)
    {
        foreach (var path in Suffixes.Select(suffix => FileOf(site) + suffix).Where(path => File.Exists(path + from)))
        {
            File.Move(path + from, path + to);
        }
    }
}
