using System.Text.RegularExpressions;

namespace Coopera.Web.Commands;

/// <summary>
/// Tells the settings among the arguments (<c>--Site:DataFolder=/srv</c>, <c>--urls http://…</c>) from the words that say what to do: they
/// have a colon in their name, or one of the host's names.
/// </summary>
public static partial class SettingArguments
{
    public static readonly IReadOnlyList<string> HostNames =
    [
        "urls", "http_ports", "https_ports", "environment", "contentRoot", "webroot", "applicationName", "AllowedHosts",
        "shutdownTimeoutSeconds", "detailedErrors", "captureStartupErrors", "suppressStatusMessages", "preferHostingUrls",
        "preventHostingStartup", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "startupAssembly", "staticWebAssets",
    ];

    public static (string[] Words, string[] Settings) Split(IReadOnlyList<string> args)
    {
        var (words, settings) = (new List<string>(), new List<string>());
        for (var at = 0; at < args.Count; at++)
        {
            var match = Pattern().Match(args[at]);
            // A section that is named without a value, as hosts that hand on their configuration do, sets nothing.
            var isSetting = match.Success && (IsName(match.Groups["name"].Value) || match.Groups["value"].Value == "=");
            if (isSetting && match.Groups["value"].Success)
            {
                settings.Add(args[at]);
            }
            else if (isSetting && match.Groups["prefix"].Length > 0 && at + 1 < args.Count)
            {
                settings.AddRange([args[at], args[++at]]);
            }
            else
            {
                words.Add(args[at]);
            }
        }

        return ([.. words], [.. settings]);
    }

    private static bool IsName(string name) =>
        name.Contains(':', StringComparison.Ordinal) || HostNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(?<prefix>--|/)?(?<name>[A-Za-z_][\w.]*(:[\w.]+)*)(?<value>=.*)?\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
