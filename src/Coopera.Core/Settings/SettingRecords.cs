using System.Net;
using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Core;

public sealed class SettingsException(string sentence) : Exception(sentence);

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    PostgreSql,
}

public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString, bool MigrateOnStart)
{
    /// <summary>So many rows at most go to a server in one round; null: as many as its driver thinks good.</summary>
    public int? BatchSize { get; init; }
}

/// <param name="BaseUrl">Scheme, host and path base, without a slash at the end: what links in mails begin with. Null in development: the
/// address listened on.</param>
/// <param name="CreateDataFolder">Else one that is missing stops the start: a volume that was not mounted would be an empty new
/// site.</param>
public sealed record SiteSettings(
    string DataFolder, bool CreateDataFolder, Uri? BaseUrl, string PathBase, IReadOnlyList<IPNetwork> TrustedProxies)
{
    /// <summary>Of Gestione, with the path base, when it has a host of its own.</summary>
    public Uri? StaffUrl { get; init; }

    /// <summary>As security.txt has them: <c>mailto:</c>, <c>https:</c> or <c>tel:</c>. Without any there is no such file.</summary>
    public IReadOnlyList<string> SecurityContacts { get; init; } = [];

    public Uri? SecurityPolicy { get; init; }

    /// <summary>Who is told by <c>/health/ready</c> which part fails; everybody else is told whether one does.</summary>
    public IReadOnlyList<IPNetwork> MonitoringAddresses { get; init; } = [];

    public bool IsEncrypted => BaseUrl?.Scheme == Uri.UriSchemeHttps;
}

public enum LogFormat
{
    Text,
    Json,
}

public enum MailTransportKind
{
    Folder,
    Smtp,
}

public enum MailSecurity
{
    None,
    StartTls,
    Tls,
}

public sealed record MailSettings(
    MailTransportKind Transport, string Folder, string Host, int Port, MailSecurity Security,
    string? User, string? Password, EmailAddress From, EmailAddress ReplyTo, MailLimits Strangers, SendingLimits Sending)
{
    /// <summary>As it was written; null without one.</summary>
    public string? Preset { get; init; }

    public DkimSettings? Dkim { get; init; }

    /// <summary>Who is asked for the records of a domain; null: whom the machine asks.</summary>
    public IPEndPoint? DnsServer { get; init; }
}

public sealed record FirstAdministrator(EmailAddress Email, string Password);

/// <param name="SignUpsPerMinute">Public POSTs that one network address may make in a minute; an office of 60 people shares one
/// address.</param>
/// <param name="SignUpsPerHour">To one webinar, from one network address; who comes after them confirms by a link in a mail.</param>
public sealed record RateLimitSettings(int SignUpsPerMinute, int LinkRequestsPerMinute, int StaffSignInsPerMinute, int SignUpsPerHour);

/// <param name="LeastFreeBytes">Below it no file is taken in.</param>
/// <param name="UnprovenBytes">What drafts whose mailbox is not proven may keep together.</param>
public sealed record UploadSettings(long LeastFreeBytes, long UnprovenBytes)
{
    private const long Warning = 500_000_000;

    public bool IsFull(long? free) => free < LeastFreeBytes;

    /// <summary>People are told, while there is time, that there will soon be no room for files.</summary>
    public bool IsLow(long? free) => free < LeastFreeBytes + Warning;
}
