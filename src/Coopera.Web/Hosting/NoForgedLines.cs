using Serilog.Core;
using Serilog.Events;

namespace Coopera.Web.Hosting;

/// <summary>What came from outside and stands in a line (a path, another server's words) cannot begin another, nor colour it.</summary>
public sealed class NoForgedLines : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.ToList())
        {
            if (value is ScalarValue { Value: string text } && text.AsSpan().ContainsAny(Breaks))
            {
                logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(Shown(text))));
            }
        }
    }

    private static readonly System.Buffers.SearchValues<char> Breaks = System.Buffers.SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(IsBreak)));

    // Control characters, the line and paragraph separators, and what turns the direction of writing.
    private static bool IsBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E')
        or (>= '\u2066' and <= '\u2069');

    private static string Shown(string text) => string.Concat(text.Select(c => IsBreak(c) ? $"\\u{(int)c:x4}" : c.ToString()));
}
