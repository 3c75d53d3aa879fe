using System.Net;
using System.Net.Sockets;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox;
using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Core;

public sealed partial record Settings
{
    private static Uri? ReadStaffUrl(string? host, Uri? baseUrl, string pathBase)
    {
        if (host is null)
        {
            return null;
        }

        if (baseUrl is null)
        {
            throw new SettingsException("Site:StaffHost needs Site:BaseUrl: the public address, from which it is kept apart.");
        }

        return Uri.TryCreate($"{baseUrl.Scheme}://{host}{pathBase}", UriKind.Absolute, out var uri)
            && host.IndexOfAny(['/', '@', '?', '#', '\\']) < 0 && uri.IdnHost != baseUrl.IdnHost
            ? uri
            : throw new SettingsException(
                $"Site:StaffHost is \"{host}\": it must be the name of a host, for example gestione.example.org, other than that of "
                + "Site:BaseUrl.");
    }

    private static string ReadContact(string text) =>
        EmailAddress.TryParse(text, out var address) ? $"mailto:{address.Display}"
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "mailto" or "tel" ? uri.AbsoluteUri
        : throw new SettingsException($"Site:SecurityContacts holds \"{text}\": it must be email addresses, or addresses that start with "
            + "https:// or tel:, parted by commas.");

    private static string[] Parts(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Uri? ReadPolicy(string? policy) => policy is null ? null
        : Uri.TryCreate(policy, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps ? page
        : throw new SettingsException($"Site:SecurityPolicy is \"{policy}\": it must be an address that starts with https://.");

    private static Uri? ReadOtlp(string? endpoint) => endpoint is null ? null
        : Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query + uri.Fragment is "" ? uri
        : throw new SettingsException($"Telemetry:OtlpEndpoint is \"{endpoint}\": it must be the address of a collector that takes OTLP "
            + "over HTTP, for example http://localhost:4318.");

    /// <summary>A folder takes as much as comes: these are read for a server.</summary>
    private static SendingLimits ReadSending(Reader read, string section)
    {
        const int PerMinute = 20;
        const int Most = 1_000_000;
        var preset = read.Optional($"{section}:Preset");
        var limits = preset is null
            ? new SendingLimits(PerMinute, null, null)
            : SendingPresets.All.GetValueOrDefault(preset) ?? throw new SettingsException(
                $"{section}:Preset is \"{preset}\": it must be one of {string.Join(", ", SendingPresets.All.Keys.Order())}.");
        return new SendingLimits(
            Limit($"{section}:PerMinute", limits.PerMinute), Limit($"{section}:PerHour", limits.PerHour),
            Limit($"{section}:PerDay", limits.PerDay));

        int? Limit(string key, int? usual) => read.Optional(key) is null ? usual : read.Number(key, 1, 1, Most);
    }

    private static MailboxSettings? ReadMailbox(Reader read)
    {
        var (host, user, password) = (read.Optional("Mailbox:Host"), read.Optional("Mailbox:User"), read.Optional("Mailbox:Password"));
        if (host is null && user is null && password is null)
        {
            return null;
        }

        if (host is null || user is null || password is null)
        {
            throw new SettingsException(
                "Mailbox:Host, Mailbox:User and Mailbox:Password belong together: set all three, or none when no mailbox is read.");
        }

        var security = read.Choice("Mailbox:Security", MailSecurity.Tls);
        return new MailboxSettings(
            host, read.Number("Mailbox:Port", MailboxSettings.UsualPort(security), 1, 65535), security, user, password,
            read.Optional("Mailbox:Folder") ?? MailboxSettings.UsualFolder);
    }

    private static EndPoint? ReadAntivirus(string? socket)
    {
        if (socket is null or ['/', ..])
        {
            return socket is null ? null : new UnixDomainSocketEndPoint(socket);
        }

        return Uri.TryCreate($"tcp://{socket}", UriKind.Absolute, out var uri) && uri is { Port: > 0, PathAndQuery: "" or "/" }
            ? new DnsEndPoint(uri.IdnHost, uri.Port)
            : throw new SettingsException($"Antivirus:Socket is \"{socket}\": it must be the path of ClamAV's socket, for example "
                + "/run/clamav/clamd.ctl, or host:port, for example localhost:3310.");
    }
}
