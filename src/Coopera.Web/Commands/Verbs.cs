using Coopera.Core;

namespace Coopera.Web.Commands;

public static class Verbs
{
    public const string Migrate = "migrate";
    public const string NewKey = "keys new";
    public const string RevokeLinks = "links revoke";
    public const string CheckRegister = "register check";

    private static readonly string[] All = [Migrate, NewKey, RevokeLinks, CheckRegister];

    public static string? Of(string[] args)
    {
        var first = args.FirstOrDefault();
        return first is null || IsSetting(first) ? null
            : All.FirstOrDefault(verb => args.Take(verb.Split(' ').Length).SequenceEqual(verb.Split(' ')))
            ?? throw new SettingsException(
                $"\"{string.Join(' ', args.TakeWhile(arg => !IsSetting(arg)))}\" is nothing this program can do: call it without a word to "
                + $"run the site, or with {string.Join(", ", All.Select(verb => verb == NewKey ? $"{verb} FILE" : verb))}.");
    }

    public static Settings For(this Settings settings, string? verb) => verb != Migrate ? settings : settings with
    {
        Database = settings.Database with { MigrateOnStart = true },
        Site = settings.Site with { CreateDataFolder = true },
    };

    private static bool IsSetting(string arg) =>
        arg.Length == 0 || "-/".Contains(arg[0], StringComparison.Ordinal) || arg.Contains('=', StringComparison.Ordinal);
}
