using Coopera.Core.Files;
using Coopera.Domain;
using Microsoft.Extensions.Configuration;

namespace Coopera.Core;

/// <summary>
/// The keys there are. One that is not among them, below a section of ours, stops the start: nobody shall believe in a setting that
/// nobody reads.
/// </summary>
public static class SettingNames
{
    public static readonly IReadOnlyList<string> All =
    [
        "Antivirus:Socket",
        "Backup:Folder",
        "Backup:Keep",
        "Certificates:AttachToMail",
        "Certificates:SealFile",
        "Certificates:SealPassword",
        "Certificates:TsaUrl",
        "ConnectionStrings:Coopera",
        "Database:BatchSize",
        "Database:MigrateOnStart",
        "Database:Provider",
        "Demo:Enabled",
        "Keys:CertificateFile",
        "Keys:KeyFile",
        "Keys:Password",
        "Keys:Retired",
        "Logs:Format",
        "Mail:AllStrangersPerHour",
        "Mail:BodyCopiesPerDay",
        "Mail:Dkim:Domain",
        "Mail:Dkim:KeyFile",
        "Mail:Dkim:Selector",
        "Mail:DnsServer",
        "Mail:Folder",
        "Mail:From",
        "Mail:Host",
        "Mail:Password",
        "Mail:PerDay",
        "Mail:PerHour",
        "Mail:PerMinute",
        "Mail:Port",
        "Mail:Preset",
        "Mail:ReplyTo",
        "Mail:Security",
        "Mail:StrangerPerDay",
        "Mail:StrangerPerHour",
        "Mail:Transport",
        "Mail:User",
        "Mailbox:Folder",
        "Mailbox:Host",
        "Mailbox:Password",
        "Mailbox:Port",
        "Mailbox:Security",
        "Mailbox:User",
        "Pec:Folder",
        "Pec:From",
        "Pec:Host",
        "Pec:ImapFolder",
        "Pec:ImapHost",
        "Pec:ImapPort",
        "Pec:Password",
        "Pec:PerDay",
        "Pec:PerHour",
        "Pec:PerMinute",
        "Pec:Port",
        "Pec:Preset",
        "Pec:ReplyTo",
        "Pec:Security",
        "Pec:Transport",
        "Pec:TrustFolder",
        "Pec:User",
        "RateLimits:LinkRequestsPerMinute",
        "RateLimits:SignUpsPerHour",
        "RateLimits:SignUpsPerMinute",
        "RateLimits:StaffSignInsPerMinute",
        "Retention:Adhesions",
        "Retention:Answers",
        "Retention:Certificates",
        "Retention:CertifiedMail",
        "Retention:Imports",
        "Retention:Inbox",
        "Retention:Mailings",
        "Retention:Mails",
        "Retention:Members",
        "Retention:Register",
        "Retention:Registrations",
        "Retention:Requests",
        "Site:BaseUrl",
        "Site:CreateDataFolder",
        "Site:DataFolder",
        "Site:MonitoringAddresses",
        "Site:PathBase",
        "Site:SecurityContacts",
        "Site:SecurityPolicy",
        "Site:StaffHost",
        "Site:TrustedProxies",
        "Staff:FirstAdministrator:Email",
        "Staff:FirstAdministrator:Password",
        "Staff:ResetSecondFactorOf",
        "Staff:SecondFactorRequired",
        "Staff:SecurityLogDays",
        "Telemetry:OtlpEndpoint",
        "Uploads:LeastFreeMegabytes",
        "Uploads:UnprovenMegabytes",
        "WayIn:OpensMinutesBefore",
        "Worker:Enabled",
    ];

    /// <summary>Keys of earlier versions. One that is still set is told in the log, and stops nothing.</summary>
    public static readonly IReadOnlyDictionary<string, string> Retired = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Forms:LeastSeconds"] = "forms are no longer told from a bot's by the time it takes to fill them in",
    };

    private const string ProviderHint = "ConnectionStrings:Coopera_ProviderName";

    private static readonly HashSet<string> Known = new([.. All, ProviderHint], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Sections = new(All.Select(SectionOf), StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string key) => Known.Contains(key);

    public static void RefuseUnknown(IConfiguration configuration)
    {
        if (Unknown(configuration).FirstOrDefault() is { } sentence)
        {
            throw new SettingsException(sentence);
        }
    }

    /// <summary>A sentence about each.</summary>
    public static IEnumerable<string> Unknown(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(pair => pair.Value is { Length: > 0 } || (pair.Value is not null && !IsSection(pair.Key)))
        .Select(pair => pair.Key)
        .Where(key => NameOf(key).Length > 0 && Sections.Contains(SectionOf(key)))
        .Order(StringComparer.Ordinal)
        .Where(key => !Contains(key) && !Retired.ContainsKey(key))
        .Select(unknown => $"{unknown} is not a setting of Coopera. " + (Nearest(unknown) is { } nearest
            ? $"Did you mean {nearest}?"
            : "docs/configuration.md lists those there are."));

    /// <summary>
    /// The same name in another section; else, in its own, what is a letter or two away, then what shares the most words.
    /// </summary>
    private static string? Nearest(string key)
    {
        var (section, name) = (SectionOf(key), NameOf(key));
        var words = WordsOf(name);
        return All.FirstOrDefault(known => NameOf(known).Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? All.Where(known => SectionOf(known).Equals(section, StringComparison.OrdinalIgnoreCase))
                .OrderBy(known => Distance(NameOf(known), name) > 2)
                .ThenByDescending(known => WordsOf(NameOf(known)).Count(word => words.Exists(word.Resembles)))
                .ThenBy(known => Distance(NameOf(known), name))
                .FirstOrDefault();
    }

    private static bool IsSection(string key) => All.Any(known => known.StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase));

    private static string SectionOf(string key) => key.Split(':')[0];

    private static string NameOf(string key) => string.Join(':', key.Split(':').Skip(1));

    private static List<string> WordsOf(string name) =>
        [.. string.Concat(name.Select(c => char.IsUpper(c) ? $" {c}" : $"{c}")).Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries)];

    private static bool Resembles(this string one, string other) =>
        one.StartsWith(other, StringComparison.OrdinalIgnoreCase) || other.StartsWith(one, StringComparison.OrdinalIgnoreCase);

    private static int Distance(string one, string other) => EditDistance.Of(one.ToUpperInvariant(), other.ToUpperInvariant());
}
