using Coopera.Core;

namespace Coopera.Web.Commands;

public static class Verbs
{
    public const string Migrate = "migrate";

    public static string? Of(string[] args)
    {
        var first = args.FirstOrDefault();
        return first is null || "-/".Contains(first[..1], StringComparison.Ordinal) || first.Contains('=', StringComparison.Ordinal) ? null
            : first == Migrate ? first
            : throw new SettingsException(
                $"\"{first}\" is nothing this program can do: call it without a word to run the site, or with {Migrate}.");
    }

    public static Settings For(this Settings settings, string? verb) => verb != Migrate ? settings : settings with
    {
        Database = settings.Database with { MigrateOnStart = true },
        Site = settings.Site with { CreateDataFolder = true },
    };
}
