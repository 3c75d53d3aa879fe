using Coopera.Core.Transfer;

namespace Coopera.Core.Backups;

public enum BackupStep
{
    /// <summary>Rows, of a server; bytes in every other step.</summary>
    Rows,
    Database,
    Packing,
    Checking,
    Unpacking,
}

/// <param name="Left">At the pace so far; null before anything can be said.</param>
public sealed record BackupProgress(BackupStep Step, long Done, long All, TimeSpan? Left);

/// <summary>Counts what a step has done.</summary>
internal sealed class BackupMeter(IProgress<BackupProgress>? progress, TimeProvider clock)
{
    private (BackupStep Step, long All, long Began) _now;
    private long _done;

    public void Begin(BackupStep step, long all)
    {
        (_now, _done) = ((step, all, clock.GetTimestamp()), 0);
        Add(0);
    }

    public void Add(long done) => Set(_done + done);

    /// <summary>What a copy between engines tells.</summary>
    public IProgress<CopyProgress> Rows() => new OfRows(progress);

    public void Set(long done)
    {
        _done = done;
        progress?.Report(new(_now.Step, done, _now.All, Pace.Left(clock.GetElapsedTime(_now.Began), done, _now.All)));
    }

    /// <summary>At once: what is told by a thread of the pool comes too late, or in another order.</summary>
    private sealed class OfRows(IProgress<BackupProgress>? progress) : IProgress<CopyProgress>
    {
        public void Report(CopyProgress value) => progress?.Report(new(BackupStep.Rows, value.Rows, value.AllRows, value.Left));
    }
}
