using System.Diagnostics;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>
/// Processor time of the process and the most memory alive at once. A core that is shared with other programs is slower, and its time
/// counts longer: what takes too much is done again, and what takes too much three times does.
/// </summary>
internal static class MeasuredWork
{
    private const int Attempts = 3;

    public static (T Result, double Seconds, long Peak) Run<T>(Func<T> work, double mostSeconds)
    {
        var best = (Result: default(T)!, Seconds: double.MaxValue, Peak: 0L);
        for (var attempt = 0; attempt < Attempts && best.Seconds > mostSeconds; attempt++)
        {
            using var memory = new PeakOfMemory();
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var result = work();
            process.Refresh();
            var seconds = (process.TotalProcessorTime - before).TotalSeconds;
            best = (result, Math.Min(best.Seconds, seconds), Math.Max(best.Peak, memory.Stop()));
        }

        return best;
    }
}
