using System.Globalization;

namespace Coopera.Core.Changes;

/// <summary>The version of something that an editor had before their eyes, in a hidden field of the form.</summary>
public readonly record struct Glimpse(int Version)
{
    public static Glimpse Of(int version) => new(version);

    /// <summary>Nothing seen when it is not there.</summary>
    public static Glimpse Read(string? text) => new(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1);

    public override string ToString() => Version.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A member of staff changes something that they saw.</summary>
/// <param name="Form">See <see cref="Data.CooperaDb.WriteOnceAsync{T}"/>.</param>
public sealed record EditorCall(int Id, Glimpse Seen, string Staff, Guid? Form = null);

public enum EditorOutcome
{
    Done,

    /// <summary>It was so already: pressed twice, or nothing typed.</summary>
    NothingToDo,

    /// <summary>A colleague was quicker: nothing was changed.</summary>
    Overtaken,

    /// <summary>Another page has, or had, this address.</summary>
    SlugTaken,

    /// <summary>It has consequences that the person has not agreed to yet.</summary>
    NeedsAgreement,

    /// <summary>Its state does not allow it.</summary>
    NotAllowed,
    NotFound,
}

/// <summary>One field of an editor's form, in words.</summary>
public sealed record FieldWords(string Label, string Value);

/// <summary>A field that is another than it was.</summary>
public sealed record FieldChange(string Label, string Before, string After)
{
    private const int LongestInRegister = 500;

    public static IReadOnlyList<FieldChange> Between(IReadOnlyList<FieldWords> before, IReadOnlyList<FieldWords> after) =>
        [.. before.Zip(after, (old, now) => new FieldChange(old.Label, old.Value, now.Value)).Where(change => change.Before != change.After)];

    /// <summary>For the register: long texts from shortly before the place where they part.</summary>
    public (string Before, string After) Lines()
    {
        var same = Before.Zip(After).TakeWhile(pair => pair.First == pair.Second).Count();
        var start = Math.Max(Before.Length, After.Length) <= LongestInRegister ? 0 : Math.Max(0, same - 60);
        return ($"{Label}: {Part(Before, start)}", $"{Label}: {Part(After, start)}");
    }

    private static string Part(string text, int start)
    {
        var part = start >= text.Length ? "" : text[start..];
        var cut = Domain.Text.Cut(part, LongestInRegister);
        return text.Length == 0 ? "(vuoto)" : $"{(start > 0 ? "…" : "")}{cut}{(cut.Length < part.Length ? "…" : "")}";
    }
}
