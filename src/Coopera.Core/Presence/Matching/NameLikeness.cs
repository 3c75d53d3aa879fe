using Coopera.Domain;

namespace Coopera.Core.Presence.Matching;

internal static class NameLikeness
{
    /// <summary>From so alike on, and so much more alike than the next, two names may be one person's by themselves.</summary>
    public const double Threshold = 0.9;
    public const double Distance = 0.05;

    private const int LeastDoubled = 6;
    private const int LeastSwapped = 6;
    private const int LeastMistyped = 8;
    private const int LeastSure = 4;

    /// <summary>From 0 to 1, each word of the one beside that of the other which is the most like it.</summary>
    public static double Of(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var (shorter, longer) = one.Count <= other.Count ? (one, other.ToList()) : (other, one.ToList());
        var total = (double)Math.Max(one.Sum(word => word.Length), other.Sum(word => word.Length));
        if (total == 0)
        {
            return 0;
        }

        var alike = 0.0;
        foreach (var word in shorter.OrderByDescending(word => word.Length))
        {
            var (best, score) = longer.Select(candidate => (candidate, Word(word, candidate))).MaxBy(pair => pair.Item2);
            alike += score * Math.Max(word.Length, best.Length);
            longer.Remove(best);
            if (longer.Count == 0)
            {
                break;
            }
        }

        return Math.Min(1, alike / total);
    }

    /// <summary>
    /// The same name with a slip of the fingers: one word differs, in a way in which names seldom differ from each other. Mario is not
    /// Maria, Russo is not Rosso, Marino is not Martino.
    /// </summary>
    /// <param name="isName">Whether a word is somebody's name as it stands: then it is no slip.</param>
    public static bool IsSlip(IReadOnlyList<string> written, IReadOnlyList<string> meant, Func<string, bool> isName)
    {
        if (written.Count != meant.Count || written.Count < 2)
        {
            return false;
        }

        var (ours, theirs) = (written.Except(meant).ToList(), meant.Except(written).ToList());
        return ours is [var wrong] && theirs is [var right] && !isName(wrong)
            && written.Any(word => word != wrong && word.Length >= LeastSure) && IsSlip(wrong, right);
    }

    private static bool IsSlip(string wrong, string right)
    {
        if (Math.Min(wrong.Length, right.Length) < 4 || wrong[0] != right[0] || wrong[^1] != right[^1])
        {
            return false; // Rosario and Rosaria, Lombardo and Lombardi
        }

        var most = Math.Max(wrong.Length, right.Length);
        return (most >= LeastDoubled && Single(wrong) == Single(right))
            || (most >= LeastSwapped && IsSwapped(wrong, right))
            || (most >= LeastMistyped && EditDistance.Of(wrong, right) == 1);
    }

    private static double Word(string one, string other) => one == other ? 1
        : IsSwapped(one, other) ? 1 - (1.0 / Math.Max(one.Length, other.Length))
        : one.Length == 1 || other.Length == 1 ? one[0] == other[0] ? 0.4 : 0
        : 1 - ((double)EditDistance.Of(one, other) / Math.Max(one.Length, other.Length));

    private static string Single(string word) => string.Concat(word.Where((c, i) => i == 0 || word[i - 1] != c));

    private static bool IsSwapped(string one, string other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return at + 1 < one.Length && one[at] == other[at + 1] && one[at + 1] == other[at]
            && one.AsSpan(at + 2).SequenceEqual(other.AsSpan(at + 2));
    }
}
