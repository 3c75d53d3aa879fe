using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Coopera.Bench.Faults;

/// <summary>Something that the site said it had done.</summary>
/// <param name="Key">Whose: an address, a webinar.</param>
internal sealed record Deed(string What, string Key, string Detail, DateTimeOffset At);

/// <summary>
/// What was answered "done", each in a line of a file before the next thing is asked for: that is what must never be lost. And how often
/// people were told something else.
/// </summary>
internal sealed class Tally : IDisposable
{
    private readonly FileStream? _file;
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentBag<string> _wrong = [];

    public Tally(string? path = null) =>
        _file = path is null ? null : new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>What no fault excuses, a sentence each.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    public static List<Deed> Read(string path) => File.Exists(path)
        ? [.. File.ReadLines(path).Select(line => line.Split('\t'))
            .Select(part => new Deed(part[0], part[1], part[2], DateTimeOffset.Parse(part[3], CultureInfo.InvariantCulture)))]
        : [];

    public void Done(string what, string key, string detail = "")
    {
        Count(what);
        var line = Encoding.UTF8.GetBytes($"{what}\t{key}\t{detail}\t{DateTimeOffset.UtcNow:O}\n");
        lock (_counts)
        {
            _file?.Write(line);
        }
    }

    public int Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public int Of(string what) => _counts.GetValueOrDefault(what);

    public void IsWrong(string sentence) => _wrong.Add(sentence);

    public void Print(string title)
    {
        var counts = _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}");
        Console.WriteLine($"- {title}: {string.Join(", ", counts)}");
        foreach (var sentence in _wrong.GroupBy(sentence => sentence).Take(20))
        {
            Console.WriteLine($"- WRONG, {sentence.Count()} times: {sentence.Key}");
        }
    }

    public void Dispose() => _file?.Dispose();
}
