using System.Globalization;

namespace Coopera.Web.Infrastructure;

/// <summary>What the site needs of the machine: Italian words for dates and numbers, and the clock of Rome.</summary>
public static class Machine
{
    private const string Culture = "it-IT";
    private const string Zone = "Europe/Rome";

    public static void Check()
    {
        try
        {
            _ = CultureInfo.GetCultureInfo(Culture, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            throw new SettingsException(
                $"This machine knows no Italian ({Culture}): install the ICU libraries, do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }

        try
        {
            _ = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        }
        catch (Exception missing) when (missing is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new SettingsException(
                $"This machine does not know the time of Rome ({Zone}): install the time zone tables (often the package tzdata).");
        }
    }
}
