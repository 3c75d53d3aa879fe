using FsCheck;
using FsCheck.Fluent;

namespace Coopera.Domain.Tests;

/// <summary>
/// Whatever can arrive in a form field: words of all kinds, invisible characters, combining marks, halves of surrogate pairs.
/// </summary>
public static class AnyText
{
    private const string Invisible = "\u200B\u200C\u200D\u2060\uFEFF\u00AD\u200E\u200F\u202A\u202C\u2066\u2069\u034F\u115F\u3164\uFFA0";
    private const string Awkward =
        "@.<>,;:'’‘`´\"|\\/-_+=\t\r\n\u0000\u0007\u0085\u2028\u2029\u00A0\u2003\u3000\u0300\u0301\u0327\u20DD\uFFFD\uFFFE\uFFFF";
    private const string Letters = "abzABZ019èìùÀÈøØłŁßæŒðþıİǅﬁ①Ⅳ²ΑΣςЖ日本語한";
    private static readonly string[] Pieces = [
        "mailto:", "MAILTO:", "@comune.it", "xn--", "..", "D’Angelo", "Rodì", "😀", "𝕏", "e\u0301", "\uD83D", "\uDE00"];

    public static Gen<string> Text { get; } =
        from parts in Gen.ListOf(Gen.Frequency(
            (6, Gen.Elements(Letters.ToCharArray()).Select(c => c.ToString())),
            (3, Gen.Elements(Awkward.ToCharArray()).Select(c => c.ToString())),
            (2, Gen.Elements(Invisible.ToCharArray()).Select(c => c.ToString())),
            (2, Gen.Elements(Pieces)),
            (1, Gen.Choose(0, char.MaxValue).Select(code => ((char)code).ToString()))))
        select string.Concat(parts);

    /// <summary>Found by the properties of this project.</summary>
    public static Arbitrary<string> Strings() => Arb.From(Text, s => s.Length == 0 ? [] : [s[1..], s[..^1], s[..(s.Length / 2)]]);
}
