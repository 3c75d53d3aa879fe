namespace Coopera.Core.Changes;

public sealed record FieldWords(string Label, string Value);

/// <summary>A field that is another than it was; null where it was not there, or is no longer.</summary>
public sealed record FieldChange(string Label, string? Before, string? After)
{
    private const int LongestInRegister = 500;

    public static IReadOnlyList<FieldChange> Between(IReadOnlyList<FieldWords> before, IReadOnlyList<FieldWords> after) =>
        [.. before.Zip(after, (old, now) => new FieldChange(old.Label, old.Value, now.Value)).Where(
            change => change.Before != change.After)];

    public static IReadOnlyList<FieldChange> New(IEnumerable<FieldWords> words) =>
        [.. words.Where(word => word.Value.Length > 0).Select(word => new FieldChange(word.Label, null, word.Value))];

    public static IReadOnlyList<FieldChange> Gone(IEnumerable<FieldWords> words) =>
        [.. words.Where(word => word.Value.Length > 0).Select(word => new FieldChange(word.Label, word.Value, null))];

    public (string? Before, string? After) Lines()
    {
        var (before, after) = (Before ?? "", After ?? "");
        var same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var start = Math.Max(before.Length, after.Length) <= LongestInRegister ? 0 : Math.Max(0, same - 60);
        return (Before is null ? null : $"{Label}: {Part(before, start)}", After is null ? null : $"{Label}: {Part(after, start)}");
    }

    private static string Part(string text, int start)
    {
        var part = start >= text.Length ? "" : text[start..];
        var cut = Domain.Text.Cut(part, LongestInRegister);
        return text.Length == 0 ? "(vuoto)" : $"{(start > 0 ? "…" : "")}{cut}{(cut.Length < part.Length ? "…" : "")}";
    }
}
