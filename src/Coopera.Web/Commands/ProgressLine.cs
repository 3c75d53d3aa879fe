using System.Diagnostics;
using System.Globalization;

namespace Coopera.Web.Commands;

/// <summary>How far a long verb is, on standard error: one line that changes on a terminal, a line now and then in a log.</summary>
public sealed class ProgressLine : IDisposable
{
    private readonly TimeSpan _pause = TimeSpan.FromSeconds(Console.IsErrorRedirected ? 10 : 0.5);
    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();
    private int _length;

    public void Tell(Func<string> line)
    {
        if (_sinceLast.Elapsed < _pause)
        {
            return;
        }

        _sinceLast.Restart();
        var text = line();
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(text);
            return;
        }

        Console.Error.Write($"\r{text.PadRight(_length)}");
        _length = text.Length;
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
        }
    }
}
