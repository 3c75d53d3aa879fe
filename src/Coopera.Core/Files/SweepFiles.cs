using Coopera.Core.Data;
using Coopera.Core.Jobs;

namespace Coopera.Core.Files;

/// <summary>
/// Deletes uploads that no row has named for a day, and what killed requests left; tells rows whose file is gone. It is the only one that
/// deletes an upload: whoever saves one may not hear that its row was committed. A copy that holds its mails deletes none: the files may be
/// those of the site that it was made of.
/// </summary>
public sealed partial class SweepFiles(
    CooperaDb database, NamedFiles named, UploadStore store, Settings settings, TimeProvider clock, ILogger<SweepFiles> logger) : IJob
{
    public const string Deleted = "files-deleted";
    public const string Unnamed = "files-unnamed";
    public const string Missing = "rows-without-file";
    public const string Temporary = "temporary-deleted";

    /// <summary>No request takes this long, and nobody needs longer to see that a commit went through after all.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    public string Name => "files";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        // The files first: one that comes in between is not missed in the rows read after it.
        var keys = store.Keys();
        var rows = await named.AllAsync(cancellationToken);
        var (deleted, unnamed) = await SweepUploadsAsync(keys, rows, cancellationToken);
        var missing = rows.Where(row => !keys.Contains(row.Key) && !store.Has(row.Key)).ToList();
        foreach (var (key, subject) in missing)
        {
            Log.Missing(logger, subject, key);
        }

        return JobReport.Of((Deleted, deleted), (Unnamed, unnamed), (Missing, missing.Count), (Temporary, SweepTemporary())) with
        {
            Subjects = [.. missing.Select(row => row.Value).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private async Task<(int Deleted, int Unnamed)> SweepUploadsAsync(
        IReadOnlySet<string> keys, IReadOnlyDictionary<string, string> rows, CancellationToken cancellationToken)
    {
        var (deleted, unnamed, isCopy) = (0, 0, await database.HoldsMailsAsync(cancellationToken));
        foreach (var key in keys)
        {
            if (rows.ContainsKey(key))
            {
                store.MarkNamed(key);
            }
            else if (isCopy || clock.GetUtcNow() - store.UnnamedSince(key) < Rest || await named.IsNamedAsync(key, cancellationToken))
            {
                unnamed++;
            }
            else
            {
                store.Delete(key);
                Log.Deleted(logger, key);
                deleted++;
            }
        }

        return (deleted, unnamed);
    }

    private int SweepTemporary()
    {
        var data = settings.Site.DataFolder;
        return Sweep(Path.Combine(data, "tmp"), "*")
            + Sweep(Path.Combine(data, "uploads"), "*.part")
            + settings.MailFolders.Sum(folder => Sweep(folder, "*.part"))
            + Sweep(data, DataFolder.ProbePrefix + "*")
            + Sweep(data, ".export-*")
            + Sweep(data, "*.db.part*"); // of a restore
    }

    private int Sweep(string folder, string pattern)
    {
        var oldest = clock.GetUtcNow().UtcDateTime - Rest;
        var count = 0;
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [])
        {
            if (File.GetLastWriteTimeUtc(path) < oldest)
            {
                File.Delete(path);
                count++;
            }
        }

        return count;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Upload {Key} deleted: no row has named it for a day")]
        public static partial void Deleted(ILogger logger, string key);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Subject} names upload {Key}, which is not in the data folder")]
        public static partial void Missing(ILogger logger, string subject, string key);
    }
}
