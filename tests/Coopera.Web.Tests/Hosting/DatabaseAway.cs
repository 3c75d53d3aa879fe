using Coopera.Web.Tests.Site;
using Microsoft.Data.Sqlite;

namespace Coopera.Web.Tests.Hosting;

/// <summary>Takes the database file of a running site away, as a lost disk would: in its place is a folder, which cannot be opened.</summary>
internal static class DatabaseAway
{
    public static Task AfterAsync(CooperaSite site)
    {
        SqliteConnection.ClearAllPools();
        var file = Path.Combine(site.Folder, "coopera.db");
        foreach (var path in new[] { file, $"{file}-wal", $"{file}-shm" }.Where(File.Exists))
        {
            File.Move(path, $"{path}.away");
        }

        Directory.CreateDirectory(file);
        return Task.CompletedTask;
    }
}
