using System.Globalization;

namespace Coopera.Web.Commands;

/// <summary>How far long work has come, on standard error: one line that is written over on a terminal, elsewhere a line now and then.</summary>
public sealed class ProgressLine(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(15);

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private readonly Lock _one = new();
    private long _toldAt = clock.GetTimestamp();
    private int _width;

    /// <param name="left">Null before anything can be said.</param>
    public void Tell(string what, TimeSpan? left)
    {
        lock (_one)
        {
            if (clock.GetElapsedTime(_toldAt) < (_isTerminal ? OnTerminal : InLog))
            {
                return;
            }

            _toldAt = clock.GetTimestamp();
            var line = left is { } time ? $"{what}, {Words(time)} left" : what;
            if (_isTerminal)
            {
                Console.Error.Write($"\r{line.PadRight(_width)}");
                _width = line.Length;
            }
            else
            {
                Console.Error.WriteLine(line);
            }
        }
    }

    public void Dispose()
    {
        lock (_one)
        {
            if (_width > 0)
            {
                Console.Error.Write($"\r{new string(' ', _width)}\r");
                _width = 0;
            }
        }
    }

    public static string Words(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)time.TotalSeconds)} s"),
    };
}
