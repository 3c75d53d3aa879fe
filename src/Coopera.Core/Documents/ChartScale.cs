using System.Globalization;
using System.Security;
using Coopera.Domain;

namespace Coopera.Core.Documents;

public static class ChartScale
{
    public static int Top(int highest)
    {
        for (var power = 1; ; power *= 10)
        {
            foreach (var factor in (ReadOnlySpan<int>)[2, 4, 6, 8, 10])
            {
                if (highest <= factor * power || power >= 100_000_000)
                {
                    return factor * power;
                }
            }
        }
    }

    public static string Number(int value) => Amount.Of(value);

    public static string Tenth(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Percent(double value) => value.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public static string Escape(string text) => SecurityElement.Escape(text);

    public static string Open(string id, string title, string description, double height) =>
        $"<svg class=\"chart\" width=\"100%\" height=\"{Tenth(height)}\" role=\"img\" aria-labelledby=\"{id}-titolo\" "
        + $"aria-describedby=\"{id}-descrizione\">"
        + $"<title id=\"{id}-titolo\">{Escape(title)}</title><desc id=\"{id}-descrizione\">{Escape(description)}</desc>";
}
