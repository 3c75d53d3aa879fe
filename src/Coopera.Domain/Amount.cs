namespace Coopera.Domain;

public static class Amount
{
    public static string Of(long count) => count.ToString("N0", RomeTime.Italian);

    /// <summary>With its article as it is said: "il 70 %", "dell’80 %", "l’8 %".</summary>
    /// <param name="before">"il", "del", "dal", "al" or "sul".</param>
    public static string Percent(string before, int percent) =>
        percent is 1 or 8 or 11 or (>= 80 and <= 89) ? $"{RomeTime.Elided(before)}’{percent} %" : $"{before} {percent} %";

    public static string Of(long count, string one, string many) => $"{Of(count)} {(count == 1 ? one : many)}";
}
