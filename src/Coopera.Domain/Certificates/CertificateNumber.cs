using System.Globalization;

namespace Coopera.Domain.Certificates;

/// <summary><c>2026/000123</c>: counted anew each year, without gaps.</summary>
public static class CertificateNumber
{
    public static string Format(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}/{number:000000}");
}

public sealed class CertificateCounter
{
    private CertificateCounter()
    {
    }

    public CertificateCounter(int year) => Year = year;

    public int Year { get; private set; }

    public int Last { get; private set; }
}
