namespace Coopera.Domain;

public static class Amount
{
    public static string Of(long count) => count.ToString("N0", RomeTime.Italian);

    public static string Of(long count, string one, string many) => $"{Of(count)} {(count == 1 ? one : many)}";
}
