using System.Globalization;

namespace Coopera.Web.Features.Admin.Coordination;

/// <summary>A day as a date field sends it (2026-01-31), or as people write it where the browser has none (31/01/2026).</summary>
public static class TypedDate
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Null when it is no day; a year before 2000 is a slip.</summary>
    public static DateOnly? Read(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 2000 ? day : null;
}
