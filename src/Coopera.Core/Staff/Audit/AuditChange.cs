using Coopera.Domain.Staff;

namespace Coopera.Core.Staff.Audit;

public sealed record AuditChange(string What, string? Before, string? After)
{
    private const string Unnamed = "Testo";

    /// <summary>From the lines "Titolo: …" of an entry; a line without a name goes on with the one above it.</summary>
    public static IReadOnlyList<AuditChange> Of(AuditEntry entry)
    {
        var (before, after) = (Read(entry.Before), Read(entry.After));
        return [.. before.Concat(after).Select(pair => pair.What).Distinct().Select(
            what => new AuditChange(what, Value(before, what), Value(after, what)))];
    }

    private static string? Value(List<(string What, string Text)> lines, string what) =>
        lines.Exists(line => line.What == what)
            ? string.Join('\n', lines.Where(line => line.What == what).Select(line => line.Text))
            : null;

    private static List<(string What, string Text)> Read(string? text)
    {
        var lines = new List<(string What, string Text)>();
        foreach (var line in (text ?? "").Split('\n').Where(line => line.Length > 0))
        {
            // A name is short and begins with a capital: what is not is the next line of a longer text.
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var end = colon < 0 && line.EndsWith(':') ? line.Length - 1 : colon;
            lines.Add(end is > 0 and <= 60 && char.IsUpper(line[0])
                ? (line[..end], line[Math.Min(end + 2, line.Length)..])
                : (lines.Count > 0 ? lines[^1].What : Unnamed, line));
        }

        return lines;
    }
}
