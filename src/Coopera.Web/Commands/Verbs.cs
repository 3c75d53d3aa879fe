using Coopera.Core;

namespace Coopera.Web.Commands;

/// <summary>What the program is asked to do, as its first word; without one it is the site.</summary>
public static class Verbs
{
    /// <summary>Brings the database up to date, makes the data folder if need be, and ends.</summary>
    public const string Migrate = "migrate";

    public static string? Of(string[] args)
    {
        var first = args.FirstOrDefault();
        return first is null || "-/".Contains(first[..1], StringComparison.Ordinal) || first.Contains('=', StringComparison.Ordinal) ? null
            : first == Migrate ? first
            : throw new SettingsException(
                $"\"{first}\" is nothing this program can do: call it without a word to run the site, or with {Migrate}.");
    }

    /// <summary>Who says it, wants it, whatever the settings are.</summary>
    public static Settings For(this Settings settings, string? verb) => verb != Migrate ? settings : settings with
    {
        Database = settings.Database with { MigrateOnStart = true },
        Site = settings.Site with { CreateDataFolder = true },
    };
}
