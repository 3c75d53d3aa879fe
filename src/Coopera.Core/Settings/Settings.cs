using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Coopera.Core.Files;
using Coopera.Core.Mail.Inbox;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.Data.Sqlite;

namespace Coopera.Core;

/// <summary>Everything that can be set from outside, read and checked once, before anything starts.</summary>
/// <param name="SecondFactorRequired">Staff with a password alone reach only the pages where the second step is set up.</param>
/// <param name="ResetSecondFactorOf">The rescue of the only administrator without their phone: this account's second step is taken off at
/// the start.</param>
public sealed partial record Settings(
    DatabaseSettings Database,
    SiteSettings Site,
    MailSettings Mail,
    KeySettings Keys,
    RateLimitSettings RateLimits,
    UploadSettings Uploads,
    FirstAdministrator? FirstAdministrator,
    bool SecondFactorRequired,
    EmailAddress? ResetSecondFactorOf,
    TimeSpan SecurityLogLife,
    bool WorkerEnabled,
    bool DemoEnabled)
{
    /// <summary>Where ClamAV's daemon listens; null: files are not scanned.</summary>
    public EndPoint? Antivirus { get; init; }

    /// <summary>So long before a webinar begins people may come in.</summary>
    public TimeSpan WayInOpensBefore { get; init; } = TimeSpan.FromMinutes(15);

    public CertificateSettings Certificates { get; init; } = CertificateSettings.Default;

    public PecSettings Pec { get; init; } = PecSettings.None;

    public LogFormat LogFormat { get; init; }

    /// <summary>Where metrics and traces go (OTLP over HTTP); null: nowhere.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The mailbox that is read; null: none is.</summary>
    public MailboxSettings? Mailbox { get; init; }

    /// <summary>Where mails become files, or did before they went by SMTP.</summary>
    public IEnumerable<string> MailFolders => new[] { Mail.Folder, Pec.Account?.Folder }.OfType<string>().Distinct();

    public static Settings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        SettingNames.RefuseUnknown(configuration);
        return ReadKnown(configuration, environment, []);
    }

    /// <param name="usual">Takes the values that hold where nothing is set, as they would be written.</param>
    internal static Settings ReadKnown(IConfiguration configuration, IHostEnvironment environment, Dictionary<string, string> usual)
    {
        var read = new Reader(configuration, usual);
        var development = environment.IsDevelopment();
        var dataFolder = Path.GetFullPath(
            read.Optional("Site:DataFolder") ?? "App_Data", environment.ContentRootPath);
        return new Settings(
            ReadDatabase(read, dataFolder),
            ReadSite(read, dataFolder, development),
            ReadMail(read, environment.ContentRootPath, dataFolder, development),
            ReadKeys(read, environment.ContentRootPath, dataFolder, development),
            new RateLimitSettings(
                read.Number("RateLimits:SignUpsPerMinute", 120, 1, 1_000_000),
                read.Number("RateLimits:LinkRequestsPerMinute", 20, 1, 1_000_000),
                read.Number("RateLimits:StaffSignInsPerMinute", 20, 1, 1_000_000),
                read.Number("RateLimits:SignUpsPerHour", 60, 1, 1_000_000)),
            new UploadSettings(
                1_000_000L * read.Number("Uploads:LeastFreeMegabytes", 500, 0, 1_000_000),
                1_000_000L * read.Number("Uploads:UnprovenMegabytes", 500, 0, 1_000_000)),
            ReadFirstAdministrator(read),
            read.Flag("Staff:SecondFactorRequired", !development),
            read.Optional("Staff:ResetSecondFactorOf") is null ? null : read.Address("Staff:ResetSecondFactorOf", null),
            TimeSpan.FromDays(read.Number("Staff:SecurityLogDays", 183, 30, 3650)),
            read.Flag("Worker:Enabled", true),
            read.Flag("Demo:Enabled", development))
        {
            WayInOpensBefore = TimeSpan.FromMinutes(read.Number("WayIn:OpensMinutesBefore", 15, 0, 1440)),
            Antivirus = ReadAntivirus(read.Optional("Antivirus:Socket")),
            Mailbox = ReadMailbox(read),
            Pec = ReadPec(read, dataFolder),
            LogFormat = read.Choice("Logs:Format", LogFormat.Text),
            OtlpEndpoint = ReadOtlp(read.Optional("Telemetry:OtlpEndpoint")),
            Certificates = ReadCertificates(read, environment.ContentRootPath),
            Retention = ReadRetention(read),
            Backup = ReadBackup(read, environment.ContentRootPath),
        };
    }

    private const string DatabaseBatchSize = "Database:BatchSize";
    private const int MostInBatch = 1000;

    private static DatabaseSettings ReadDatabase(Reader read, string dataFolder)
    {
        var provider = read.Choice("Database:Provider", DatabaseProvider.Sqlite);
        var connection = read.Optional("ConnectionStrings:Coopera");
        if (connection is null && provider != DatabaseProvider.Sqlite)
        {
            throw new SettingsException(
                $"ConnectionStrings:Coopera is missing: with Database:Provider={provider} it must hold the connection string of the "
                + "server.");
        }

        return new DatabaseSettings(
            provider,
            provider == DatabaseProvider.Sqlite ? InFolder(connection ?? "Data Source=coopera.db", dataFolder) : connection!,
            read.Flag("Database:MigrateOnStart", provider == DatabaseProvider.Sqlite))
        {
            BatchSize = read.Optional(DatabaseBatchSize) is null ? null : read.Number(DatabaseBatchSize, 1, 1, MostInBatch),
        };
    }

    private static string InFolder(string connection, string dataFolder)
    {
        try
        {
            var parts = new SqliteConnectionStringBuilder(connection);
            var isNoPath = parts.DataSource is "" or ":memory:" || parts.DataSource.StartsWith("file:", StringComparison.Ordinal);
            if (isNoPath || parts.Mode == SqliteOpenMode.Memory)
            {
                return connection;
            }

            parts.DataSource = Path.GetFullPath(parts.DataSource, dataFolder);
            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            return connection; // what is wrong with it is told where it is used
        }
    }

    private static SiteSettings ReadSite(Reader read, string dataFolder, bool development)
    {
        var pathBase = read.Optional("Site:PathBase")?.TrimEnd('/') ?? "";
        if (!PathBasePattern().IsMatch(pathBase))
        {
            throw new SettingsException(
                $"Site:PathBase is \"{pathBase}\": it must be empty or start with a slash, for example /iscrizioni.");
        }

        var baseUrl = read.Optional("Site:BaseUrl");
        if (baseUrl is null && !development)
        {
            throw new SettingsException(
                "Site:BaseUrl is missing: it must hold the site's public address, for example https://www.example.org/iscrizioni.");
        }

        var address = baseUrl is null ? null : ReadBaseUrl(baseUrl.TrimEnd('/'), pathBase);
        if (address is { Scheme: "http", IsLoopback: false } && !development)
        {
            throw new SettingsException(
                $"Site:BaseUrl is \"{baseUrl}\": outside Development it must start with https:// (http:// only for localhost), since "
                + "passwords and personal links pass through it.");
        }

        return new SiteSettings(
            dataFolder, read.Flag("Site:CreateDataFolder", development), address, pathBase, ReadNetworks(read, "Site:TrustedProxies"))
        {
            StaffUrl = ReadStaffUrl(read.Optional("Site:StaffHost"), address, pathBase),
            SecurityContacts = [.. Parts(read.Optional("Site:SecurityContacts")).Select(ReadContact)],
            MonitoringAddresses = ReadNetworks(read, "Site:MonitoringAddresses"),
            SecurityPolicy = ReadPolicy(read.Optional("Site:SecurityPolicy")),
        };
    }

    private static Uri ReadBaseUrl(string text, string pathBase)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Query + uri.Fragment + uri.UserInfo is not "")
        {
            throw new SettingsException(
                $"Site:BaseUrl is \"{text}\": it must be an address that starts with http:// or https://, without a question mark or a "
                + "number sign.");
        }

        // Links must hold the path base once, whether or not the base address was given with it; a proxy may take off what stands before.
        return text.EndsWith(pathBase, StringComparison.OrdinalIgnoreCase) ? uri : new Uri(text + pathBase);
    }

    private static IReadOnlyList<IPNetwork> ReadNetworks(Reader read, string key) =>
        [.. Parts(read.Optional(key)).Select(text =>
            IPAddress.TryParse(text, out var address) ? new IPNetwork(address, 8 * address.GetAddressBytes().Length)
            : IPNetwork.TryParse(text, out var network) ? network
            : throw new SettingsException($"{key} holds \"{text}\": it must be IP addresses or networks parted by commas, "
                + "for example 10.0.0.5, 10.1.0.0/16."))];

    [GeneratedRegex("^(/[A-Za-z0-9._~-]+)*\\z")]
    private static partial Regex PathBasePattern();

    private static FirstAdministrator? ReadFirstAdministrator(Reader read)
    {
        var password = read.Optional("Staff:FirstAdministrator:Password");
        if (password is null && read.Optional("Staff:FirstAdministrator:Email") is null)
        {
            return null;
        }

        var email = read.Address("Staff:FirstAdministrator:Email", null);
        return password is { Length: >= 12 }
            ? new FirstAdministrator(email, password)
            : throw new SettingsException("Staff:FirstAdministrator:Password is missing or short: it must have at least 12 characters.");
    }

    private sealed class Reader(IConfiguration configuration, Dictionary<string, string> usual)
    {
        public string? Optional(string key) =>
            !SettingNames.Contains(key) ? throw new ArgumentException($"{key} is not among the names of settings.", nameof(key))
            : configuration[key]?.Trim() is { Length: > 0 } value ? value : null;

        public T Choice<T>(string key, T fallback)
            where T : struct, Enum
        {
            var text = Optional(key);
            if (text is null)
            {
                usual[key] = $"{fallback}";
                return fallback;
            }

            return Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
                ? Enum.Parse<T>(name)
                : throw new SettingsException($"{key} is \"{text}\": it must be one of {string.Join(", ", Enum.GetNames<T>())}.");
        }

        public bool Flag(string key, bool fallback) => Optional(key) switch
        {
            null => Usual(key, fallback ? "true" : "false", fallback),
            var text when bool.TryParse(text, out var flag) => flag,
            var text => throw new SettingsException($"{key} is \"{text}\": it must be true or false."),
        };

        public int Number(string key, int fallback, int least, int most) => Optional(key) switch
        {
            null => Usual(key, fallback.ToString(CultureInfo.InvariantCulture), fallback),
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most => number,
            var text => throw new SettingsException($"{key} is \"{text}\": it must be a whole number from {least} to {most}."),
        };

        public EmailAddress Address(string key, string? fallback) => EmailAddress.TryParse(Optional(key) ?? fallback, out var address)
            ? address
            : throw new SettingsException(
                $"{key} {(Optional(key) is { } text ? $"is \"{text}\"" : "is missing")}: it must be an email address, for example "
                + "nome@comune.it.");

        private T Usual<T>(string key, string text, T value)
        {
            usual[key] = text;
            return value;
        }
    }
}
