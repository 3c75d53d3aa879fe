using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Core;

public sealed partial record Settings
{
    private static MailSettings ReadMail(Reader read, string contentRoot, string dataFolder, bool development)
    {
        var transport = read.Optional("Mail:Transport") is null && !development
            ? throw new SettingsException("Mail:Transport is missing: it must be Smtp or Folder.")
            : read.Choice("Mail:Transport", MailTransportKind.Folder);
        var usualFrom = development || transport == MailTransportKind.Folder ? "iscrizioni@coopera.example" : null;
        var account = ReadAccount(read, "Mail", transport, dataFolder, MailSecurity.StartTls, usualFrom);
        return account with
        {
            Strangers = ReadMailLimits(read),
            Preset = read.Optional("Mail:Preset"),
            Dkim = ReadDkim(read, contentRoot, account.From),
            DnsServer = ReadDnsServer(read.Optional("Mail:DnsServer")),
        };
    }

    private static MailSettings ReadAccount(
        Reader read, string section, MailTransportKind transport, string dataFolder, MailSecurity usualSecurity, string? usualFrom)
    {
        var host = read.Optional($"{section}:Host");
        if (transport == MailTransportKind.Smtp && host is null)
        {
            throw new SettingsException(
                $"{section}:Host is missing: with {section}:Transport=Smtp it must hold the name of the mail server.");
        }

        var user = read.Optional($"{section}:User");
        var password = read.Optional($"{section}:Password");
        if (user is null != password is null)
        {
            throw new SettingsException(
                $"{section}:User and {section}:Password belong together: set both, or none when the mail server wants no sign-in.");
        }

        var from = read.Address($"{section}:From", usualFrom);
        var security = read.Choice($"{section}:Security", usualSecurity);
        return new MailSettings(
            transport,
            Path.GetFullPath(read.Optional($"{section}:Folder") ?? section.ToLowerInvariant(), dataFolder),
            host ?? "localhost",
            read.Number($"{section}:Port", security == MailSecurity.Tls ? 465 : 587, 1, 65535),
            security,
            user,
            password,
            from,
            read.Address($"{section}:ReplyTo", from.Display),
            MailLimits.Default,
            transport == MailTransportKind.Smtp ? ReadSending(read, section) : SendingLimits.None);
    }

    private static MailLimits ReadMailLimits(Reader read)
    {
        const int Most = 1_000_000;
        var limits = MailLimits.Default;
        return new MailLimits(
            read.Number("Mail:StrangerPerHour", limits.PerHour, 1, Most),
            read.Number("Mail:StrangerPerDay", limits.PerDay, 1, Most),
            read.Number("Mail:BodyCopiesPerDay", limits.BodyCopiesPerDay, 1, Most),
            read.Number("Mail:AllStrangersPerHour", limits.AllPerHour, 1, Most));
    }
}
