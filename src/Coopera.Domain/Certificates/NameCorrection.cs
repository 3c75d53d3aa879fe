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
        return EditDistance.Of(string.Join(' ', one.Order(StringComparer.Ordinal)), string.Join(' ', other.Order(StringComparer.Ordinal)))
                <= MostSlips
            || IsPartOf(one, other) || IsPartOf(other, one);
    }

    private static bool IsPartOf(string[] few, string[] many) => few.Length >= 2 && few.All(many.Contains);

    private static string[] Words(string name) => Text.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
