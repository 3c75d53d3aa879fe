using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Coopera.Core.Data;

/// <summary>
/// The file of an SQLite database, held by this process alone: a lock on a file of our own beside it, which the system takes away from a
/// process that dies. One process has one writer, so two on one file would queue behind each other's backs.
/// </summary>
public sealed partial class SqliteFile : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // By path. A file that is held is held by the process: whoever else in it asks, shares.
    private static readonly Dictionary<string, (FileStream Lock, int Holders)> Held = [];

    /// <summary>Endings of what SQLite keeps beside a file that is in use, or that a killed process left.</summary>
    public static readonly IReadOnlyList<string> Companions = ["-wal", "-shm", "-journal"];

    private string? _lockPath;

    /// <summary>Some shares lock nothing and say they did: where the lock cannot be seen, its absence tells nothing.</summary>
    private bool _isSeen;

    public static string? PathOf(string connectionString)
    {
        var parts = new SqliteConnectionStringBuilder(connectionString);
        var isNoPath = parts.DataSource is "" or ":memory:" || parts.DataSource.StartsWith("file:", StringComparison.Ordinal);
        return isNoPath || parts.Mode == SqliteOpenMode.Memory ? null : Path.GetFullPath(parts.DataSource);
    }

    /// <summary>False when another process has it, and does not let it go.</summary>
    public async Task<bool> HoldAsync(string path, ILogger logger)
    {
        var waited = Stopwatch.StartNew();
        for (var first = true; !TryHold($"{path}.lock"); first = false)
        {
            if (first)
            {
                Log.Waiting(logger, path);
            }

            if (waited.Elapsed > Patience)
            {
                return false;
            }

            await Task.Delay(Pause);
        }

        return true;
    }

    /// <summary>
    /// Whether what stands at the path now is what this process holds: a folder that was replaced under a running site has another lock,
    /// or none, and what is written goes on into the one that was moved away.
    /// </summary>
    public bool IsStillHeld()
    {
        lock (Held)
        {
            return _lockPath is null || !_isSeen || IsLocked(_lockPath);
        }
    }

    private static bool IsLocked(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite).Dispose();
            return false;
        }
        catch (IOException refusal)
        {
            return refusal is not (FileNotFoundException or DirectoryNotFoundException);
        }
    }

    public void Dispose()
    {
        lock (Held)
        {
            if (_lockPath is { } path && Held.Remove(path, out var held))
            {
                _lockPath = null;
                if (held.Holders > 1)
                {
                    Held[path] = held with { Holders = held.Holders - 1 };
                }
                else
                {
                    held.Lock.Dispose();
                }
            }
        }
    }

    private bool TryHold(string path)
    {
        lock (Held)
        {
            if (Held.TryGetValue(path, out var held))
            {
                Held[path] = held with { Holders = held.Holders + 1 };
            }
            else
            {
                try
                {
                    Held[path] = (new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), 1);
                }
                catch (IOException) when (File.Exists(path))
                {
                    return false;
                }
            }

            (_lockPath, _isSeen) = (path, IsLocked(path));
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Another process uses the database file {File}: waiting for it to end")]
        public static partial void Waiting(ILogger logger, string file);
    }
}
