namespace Coopera.Domain;

/// <summary>Numbers of things as people read them.</summary>
public static class Amount
{
    /// <summary>"1.234".</summary>
    public static string Of(long count) => count.ToString("N0", RomeTime.Italian);

    /// <summary>"1 persona", "1.234 persone".</summary>
    public static string Of(long count, string one, string many) => $"{Of(count)} {(count == 1 ? one : many)}";
}
