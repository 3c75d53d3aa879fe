namespace Coopera.Domain.Certificates;

/// <summary>
/// Whether another name on a certificate is still the same person's: written in another way, a slip put right, a name more or less. What
/// is more than that would give the hours of one to another, and somebody has to look at it.
/// </summary>
public static class NameCorrection
{
    private const int MostSlips = 3;

    public static bool IsOne(string before, string after)
    {
        var (one, other) = (Words(before), Words(after));
        return AreNearlySame(one, other) || AreNearlySame([.. one.Order(StringComparer.Ordinal)], [.. other.Order(StringComparer.Ordinal)])
            || IsPartOf(one, other) || IsPartOf(other, one);
    }

    /// <summary>The shorter the name, the fewer slips are still the same person's.</summary>
    private static bool AreNearlySame(string[] one, string[] other)
    {
        var (first, second) = (string.Join(' ', one), string.Join(' ', other));
        return EditDistance.Of(first, second) <= Math.Clamp(first.Length / 4, 1, MostSlips);
    }

    private static bool IsPartOf(string[] few, string[] many) => few.Length >= 2 && few.All(many.Contains);

    private static string[] Words(string name) => Text.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
