namespace Coopera.Core.Transfer;

public static class Pace
{
    /// <summary>How long it still takes at the pace so far; null before anything is done.</summary>
    public static TimeSpan? Left(TimeSpan elapsed, long done, long all) =>
        done == 0 ? null : elapsed * ((double)Math.Max(0, all - done) / done);
}
