using System.Globalization;
using Coopera.Domain;

namespace Coopera.Core;

public static class ItalianInput
{
    private static readonly string[] DateFormats = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-MM-dd", "d MMMM yyyy", "d MMM yyyy"];

    public static bool TryDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(
            Text.CleanLine(text).Replace("°", "", StringComparison.Ordinal), DateFormats, RomeTime.Italian, DateTimeStyles.None, out date);

    public static bool TryNumber(string? text, out int number) =>
        int.TryParse(Text.CleanLine(text), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
