using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Keys;
using Coopera.Core.Mail;
using Microsoft.Extensions.Configuration;

namespace Coopera.Core;

/// <summary>
/// All that is wrong with the settings, where the start tells the first only. What a sentence complains of gets a stand-in, and they are
/// read again by the same code, until nothing is left to complain of.
/// </summary>
/// <param name="Sentences">One about each thing that is wrong.</param>
/// <param name="Usual">What holds where nothing is set, as it would be written.</param>
public sealed record WrongSettings(IReadOnlyList<string> Sentences, IReadOnlyDictionary<string, string> Usual)
{
    /// <summary>For what is missing; what is set is taken away.</summary>
    private static readonly Dictionary<string, string> StandIns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ConnectionStrings:Coopera"] = "Host=localhost",
        ["Mail:From"] = "nome@comune.example",
        ["Mail:Transport"] = "Folder",
        ["Pec:From"] = "nome@comune.example",
        ["Site:BaseUrl"] = "https://www.example.org",
        ["Staff:FirstAdministrator:Email"] = "nome@comune.example",
        ["Staff:FirstAdministrator:Password"] = "una password di esempio",
    };

    public static WrongSettings In(IConfiguration configuration, IHostEnvironment environment, DateTimeOffset now)
    {
        var sentences = SettingNames.Unknown(configuration).ToList();
        var instead = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            try
            {
                var usual = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                var read = new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(instead).Build();
                var settings = Settings.ReadKnown(read, environment, usual);
                usual["Site:DataFolder"] = settings.Site.DataFolder;
                usual["ConnectionStrings:Coopera"] = settings.Database.ConnectionString;
                usual["Mail:Folder"] = settings.Mail.Folder;
                usual["Keys:KeyFile"] = settings.Keys.KeyFile ?? "";
                sentences.AddRange(Found(settings, instead.Keys, now));
                return new WrongSettings(
                    [.. sentences.Distinct(StringComparer.Ordinal)],
                    usual.Where(held => held.Value.Length > 0 && !instead.ContainsKey(held.Key)).ToDictionary());
            }
            catch (SettingsException wrong)
            {
                sentences.Add(wrong.Message);
                if (Named(wrong.Message).FirstOrDefault(key => !instead.ContainsKey(key)) is not { } blamed)
                {
                    return new WrongSettings([.. sentences.Distinct(StringComparer.Ordinal)], new Dictionary<string, string>());
                }

                instead[blamed] = configuration[blamed]?.Trim() is { Length: > 0 } ? "" : StandIns.GetValueOrDefault(blamed, "x");
            }
        }
    }

    /// <summary>As the start finds it once it opens what the settings name; what has a stand-in names nothing.</summary>
    private static IEnumerable<string> Found(Settings settings, ICollection<string> instead, DateTimeOffset now)
    {
        (string Sections, Action Check)[] checks =
        [
            ("Database,ConnectionStrings", () => DataSetup.Check(settings.Database)),
            ("Keys", () =>
            {
                if (!settings.Keys.MakeKeyFile)
                {
                    KeyFiles.Load(settings.Keys);
                }
            }),
            ("Mail", () => _ = settings.Mail.Dkim is { } dkim ? DkimKey.Load(dkim) : null),
            ("Certificates", () => PaperSeal.Load(settings.Certificates, now)),
            ("Site", () =>
            {
                if (!settings.Site.CreateDataFolder && !Directory.Exists(settings.Site.DataFolder))
                {
                    throw new SettingsException($"Site:DataFolder is \"{settings.Site.DataFolder}\", which is not there.");
                }
            }),
        ];
        foreach (var (sections, check) in checks)
        {
            var sentence = instead.Any(key => sections.Split(',').Contains(key.Split(':')[0])) ? null : Sentence(check);
            if (sentence is not null)
            {
                yield return sentence;
            }
        }
    }

    private static string? Sentence(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (SettingsException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>The settings that a sentence names, in its order.</summary>
    private static IEnumerable<string> Named(string sentence) => SettingNames.All
        .Select(key => (key, at: sentence.IndexOf(key, StringComparison.Ordinal)))
        .Where(found => found.at >= 0)
        .OrderBy(found => found.at).ThenByDescending(found => found.key.Length)
        .Select(found => found.key);
}
