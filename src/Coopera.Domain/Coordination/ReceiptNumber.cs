using System.Globalization;

namespace Coopera.Domain.Coordination;

/// <summary>Number of the receipt that a body gets for its signed scheda: <c>COOP-2026-000123</c>.</summary>
public static class ReceiptNumber
{
    public const int MaxLength = 20;

    public static string Format(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"COOP-{year:0000}-{number:000000}");
}

public sealed class ReceiptCounter
{
    private ReceiptCounter()
    {
    }

    public ReceiptCounter(int year) => Year = year;

    public int Year { get; private set; }

    public int Last { get; private set; }
}
