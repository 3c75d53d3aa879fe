namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>
/// Processor time of the process and the most memory alive at once. How fast a core is, is measured in the same run by work that is always
/// the same, and again where a limit is passed: a limit is so many times that work, on any machine and beside any neighbour.
/// </summary>
internal static class MeasuredWork
{
    private const int Attempts = 3;

    private static double _comparison;

    /// <summary>How many times the work of comparison it took, at best.</summary>
    public static (T Result, double Times, long Peak) Run<T>(Func<T> work, double mostTimes)
    {
        var best = (Result: default(T)!, Times: double.MaxValue, Peak: 0L);
        for (var attempt = 0; attempt < Attempts && best.Times > mostTimes; attempt++)
        {
            using var memory = new PeakOfMemory();
            var result = default(T)!;
            var seconds = Seconds(() => result = work());
            var peak = memory.Stop();
            if (_comparison == 0)
            {
                Compare(); // what the first call costs counts not
                _comparison = Seconds(Compare);
            }
            else if (seconds > mostTimes * _comparison)
            {
                _comparison = Seconds(Compare);
            }

            best = (result, Math.Min(best.Times, seconds / _comparison), Math.Max(best.Peak, peak));
        }

        return best;
    }

    private static double Seconds(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>Small things made and found again, one byte after the other.</summary>
    private static void Compare()
    {
        var found = new Dictionary<int, byte[]>();
        for (var i = 0; i < 8_000_000; i++)
        {
            var key = (int)(i * 2654435761L % 50_000);
            if (!found.TryGetValue(key, out var value))
            {
                found[key] = value = new byte[64];
            }

            value[i % 64] ^= (byte)i;
        }

        GC.KeepAlive(found);
    }
}
