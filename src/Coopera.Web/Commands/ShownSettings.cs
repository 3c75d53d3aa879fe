using System.Data.Common;
using System.Text.RegularExpressions;
using Coopera.Core;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Coopera.Web.Commands;

/// <param name="Value">Secrets are masked; null: not set, and nothing holds in its place.</param>
/// <param name="Source">The command line, the environment, the name of a file, or the default.</param>
public sealed record ShownSetting(string Key, string? Value, string Source);

/// <summary>Every setting there is, with its value and where that comes from, for people to look at.</summary>
public static partial class ShownSettings
{
    public const string Default = "default";

    private const string Mask = "…";
    private static readonly string[] SecretParts = ["password", "pwd", "passfile", "accesstoken", "sslpassword"];

    public static IReadOnlyList<ShownSetting> Of(IConfigurationRoot configuration, IReadOnlyDictionary<string, string> usual) =>
        [.. SettingNames.All.Select(key => configuration[key]?.Trim() is { Length: > 0 } value
            ? new ShownSetting(key, Masked(key, value), SourceOf(key, configuration))
            : new ShownSetting(key, usual.TryGetValue(key, out var held) ? Masked(key, held) : null, Default))];

    public static string Masked(string key, string value) =>
        key.EndsWith("Password", StringComparison.OrdinalIgnoreCase) ? Mask
        : key == "ConnectionStrings:Coopera" ? MaskedConnection(value)
        : UserInfo().Replace(value, $"//{Mask}@");

    private static string MaskedConnection(string value)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = value };
            foreach (var name in parts.Keys.Cast<string>().ToList())
            {
                if (SecretParts.Contains(name.Replace(" ", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase))
                {
                    parts[name] = Mask;
                }
            }

            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            return Mask; // what cannot be read may hold anything
        }
    }

    private static string SourceOf(string key, IConfigurationRoot configuration) =>
        Name(configuration.Providers.Reverse().First(provider => provider.TryGet(key, out _)), key);

    private static string Name(IConfigurationProvider provider, string key) => provider switch
    {
        CommandLineConfigurationProvider => "command line",
        EnvironmentVariablesConfigurationProvider => "environment",
        FileConfigurationProvider { Source.Path: { } path } => Path.GetFileName(path),
        ChainedConfigurationProvider { Configuration: IConfigurationRoot inner } => SourceOf(key, inner),
        _ => provider.GetType().Name.Replace("ConfigurationProvider", "", StringComparison.Ordinal),
    };

    [GeneratedRegex("//[^/@]+@")]
    private static partial Regex UserInfo();
}
