using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain;
using Coopera.Domain.Backups;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Backups;

/// <summary>
/// One archive a night into Backup:Folder, by whichever node has the lease, and at once where there was none yet; of those that this site
/// made there the last Backup:Keep stay.
/// </summary>
public sealed partial class BackUpNightly(
    MakeBackup backup, CooperaDb database, Settings settings, TimeProvider clock, ILogger<BackUpNightly> logger) : IJob
{
    public const string Made = "backups-made";
    public const string Deleted = "backups-deleted";
    public const string Unreadable = "uploads-unreadable";
    private const int Hour = 2;
    private const int Minute = 15;

    public string Name => "backup";

    /// <summary>It looks whether its hour has come, and tries again what did not succeed.</summary>
    public TimeSpan Every => TimeSpan.FromMinutes(15);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var state = await database.BackupStates.AsNoTracking().SingleAsync(cancellationToken);
        if (BackupState.Believed(state.LastNightAt, now) >= LastHour(now))
        {
            return JobReport.Of();
        }

        var (folder, start) = (settings.Backup.Folder!, $"coopera-{await MarkAsync(state, cancellationToken)}-");
        DeleteUnfinished(folder, start);
        var made = await backup.RunAsync(Path.Combine(folder, NameOf(start, now)), isNightly: true, null, cancellationToken);

        // One that lacks what could not be read takes no better one's place.
        return JobReport.Of(
            (Made, 1), (Unreadable, made.Unreadable.Count), (Deleted, made.Unreadable.Count > 0 ? 0 : DeleteOld(folder, start, now)));
    }

    /// <summary>When the last night's hour was, on the clocks of Rome.</summary>
    public static DateTimeOffset LastHour(DateTimeOffset now)
    {
        var today = RomeTime.Day(now);
        var tonight = On(today);
        return tonight <= now ? tonight : On(today.AddDays(-1));

        static DateTimeOffset On(DateOnly day) => RomeTime.FromRome(day.Year, day.Month, day.Day, Hour, Minute);
    }

    private async Task<string> MarkAsync(BackupState state, CancellationToken cancellationToken)
    {
        if (state.Mark.Length > 0)
        {
            return state.Mark;
        }

        var mark = RandomNumberGenerator.GetHexString(BackupState.MarkLength, lowercase: true);
        await database.WriteAsync(
            db => db.BackupStates.Where(s => s.Mark == "").ExecuteUpdateAsync(s => s.SetProperty(x => x.Mark, mark)), cancellationToken);
        return await database.BackupStates.AsNoTracking().Select(s => s.Mark).SingleAsync(cancellationToken);
    }

    /// <summary>Of a process that was killed: one at a time has the lease.</summary>
    private static void DeleteUnfinished(string folder, string start)
    {
        foreach (var file in Own(folder, start, UnfinishedName()))
        {
            File.Delete(file);
        }
    }

    /// <summary>What a clock that went wrong has named after years to come is no newer than what is of today.</summary>
    private int DeleteOld(string folder, string start, DateTimeOffset now)
    {
        var newest = NameOf(start, now);
        var old = Own(folder, start, FinishedName()).OrderBy(file => string.CompareOrdinal(Path.GetFileName(file), newest) > 0)
            .ThenByDescending(file => file, StringComparer.Ordinal).Skip(settings.Backup.Keep).ToList();
        foreach (var file in old)
        {
            File.Delete(file);
            Log.Deleted(logger, file, settings.Backup.Keep);
        }

        return old.Count;
    }

    private static string NameOf(string start, DateTimeOffset at) => $"{start}{at:yyyyMMdd'T'HHmmss}Z.zip";

    private static List<string> Own(string folder, string start, Regex rest) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) is var name
            && name.StartsWith(start, StringComparison.Ordinal) && rest.IsMatch(name[start.Length..])),
    ];

    [GeneratedRegex(@"^\d{8}T\d{6}Z\.zip\z")]
    private static partial Regex FinishedName();

    [GeneratedRegex(@"^\d{8}T\d{6}Z\.zip(\.db)?\.part(-journal|-wal|-shm|\.lock)?\z")]
    private static partial Regex UnfinishedName();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Backup {File} deleted: the last {Keep} stay")]
        public static partial void Deleted(ILogger logger, string file, int keep);
    }
}
