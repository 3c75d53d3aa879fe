using System.Diagnostics;
using System.Globalization;
using Coopera.Core.Transfer;

namespace Coopera.Web.Commands;

/// <summary>How far a long verb is, on standard error: one line that changes on a terminal, a line now and then in a log.</summary>
public sealed class ProgressLine : IDisposable
{
    private readonly TimeSpan _pause = TimeSpan.FromSeconds(Console.IsErrorRedirected ? 10 : 0.5);
    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();
    private (string Step, long Began) _step = ("", 0);
    private int _length;

    /// <summary>A step and, once there is something to count, how long it still takes at the pace so far.</summary>
    public void Tell(string step, long done, long all)
    {
        if (_step.Step != step)
        {
            _step = (step, Stopwatch.GetTimestamp());
            if (!Console.IsErrorRedirected)
            {
                Write(step); // what cannot be counted may take long, too
            }
        }

        if (done > 0)
        {
            Tell(() => string.Create(
                CultureInfo.InvariantCulture,
                $"{step}: {done:N0} of {all:N0}{InWords(Pace.Left(Stopwatch.GetElapsedTime(_step.Began), done, all))}"));
        }
    }

    public void Tell(Func<string> line)
    {
        if (_sinceLast.Elapsed < _pause)
        {
            return;
        }

        _sinceLast.Restart();
        Write(line());
    }

    public static string InWords(TimeSpan? left) => left switch
    {
        null => "",
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $", about {left.Value.TotalSeconds:0} s left"),
        _ => string.Create(CultureInfo.InvariantCulture, $", about {left.Value.TotalMinutes:0} minutes left"),
    };

    public void Dispose()
    {
        if (_length > 0)
        {
            Console.Error.Write($"\r{new string(' ', _length)}\r");
            _length = 0;
        }
    }

    private void Write(string text)
    {
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(text);
            return;
        }

        Console.Error.Write($"\r{text.PadRight(_length)}");
        _length = text.Length;
    }
}
