using System.Globalization;
using System.Runtime.InteropServices;
using Coopera.Core;

namespace Coopera.Web.Hosting;

public static class Machine
{
    private const string Culture = "it-IT";
    private const string Zone = "Europe/Rome";
    private const string NoItalian =
        $"This machine knows no Italian ({Culture}): install the ICU libraries, do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.";

    public static void Check()
    {
        if (!HasIcu())
        {
            throw new SettingsException(NoItalian);
        }

        try
        {
            _ = CultureInfo.GetCultureInfo(Culture);
        }
        catch (CultureNotFoundException)
        {
            throw new SettingsException(NoItalian);
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

    /// <summary>
    /// On Linux the first thing that needs a culture kills the process when the libraries are missing, and no program can catch that: they
    /// are looked for first, as the runtime does, and without needing a culture.
    /// </summary>
    private static bool HasIcu()
    {
        if (!OperatingSystem.IsLinux() || AppContext.GetData("System.Globalization.AppLocalIcu") is not null)
        {
            return true;
        }

        if (Environment.GetEnvironmentVariable("CLR_ICU_VERSION_OVERRIDE") is { Length: > 0 } only)
        {
            return CanLoad(only);
        }

        for (var version = 200; version >= 50; version--)
        {
            if (CanLoad(version.ToString((IFormatProvider?)null)))
            {
                return true;
            }
        }

        return NativeLibrary.TryLoad("libicuuc.so", out _);
    }

    private static bool CanLoad(string version) => NativeLibrary.TryLoad(string.Concat("libicuuc.so.", version), out _);
}
