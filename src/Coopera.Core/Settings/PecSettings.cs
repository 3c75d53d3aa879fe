using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Coopera.Core.Documents.CertifiedMail;
using Coopera.Core.Mail.Inbox;
using Coopera.Domain.Mail;

namespace Coopera.Core;

/// <param name="Account">By which certified mail goes out; null: people send it from their own mailbox.</param>
/// <param name="Mailbox">Where receipts and answers come in; null: nobody reads it.</param>
public sealed record PecSettings(MailSettings? Account, MailboxSettings? Mailbox, GestoreTrust Trust)
{
    public static readonly PecSettings None = new(null, null, GestoreTrust.None);
}

public sealed partial record Settings
{
    private static PecSettings ReadPec(Reader read, string dataFolder)
    {
        var trust = ReadTrust(read.Optional("Pec:TrustFolder"), dataFolder);
        if (read.Optional("Pec:Transport") is null && read.Optional("Pec:Host") is null)
        {
            var orphan = read.Optional("Pec:From") is not null ? "Pec:From" : read.Optional("Pec:User") is not null ? "Pec:User" : null;
            return orphan is null
                ? PecSettings.None with { Trust = trust }
                : throw new SettingsException($"{orphan} is set and Pec:Host is missing: it must hold the name of the provider's server.");
        }

        // Providers of certified mail take it on port 465.
        var account = ReadAccount(
            read, "Pec", read.Choice("Pec:Transport", MailTransportKind.Smtp), dataFolder, MailSecurity.Tls, usualFrom: null);
        return new PecSettings(account, ReadPecMailbox(read, account), trust);
    }

    private static MailboxSettings? ReadPecMailbox(Reader read, MailSettings account)
    {
        if (read.Optional("Pec:ImapHost") is not { } host)
        {
            return null;
        }

        return account is { User: { } user, Password: { } password }
            ? new MailboxSettings(
                host, read.Number("Pec:ImapPort", MailboxSettings.UsualPort(account.Security), 1, 65535), account.Security, user,
                password, read.Optional("Pec:ImapFolder") ?? MailboxSettings.UsualFolder)
            : throw new SettingsException("Pec:ImapHost needs Pec:User and Pec:Password: the mailbox is read with them.");
    }

    private static GestoreTrust ReadTrust(string? folder, string dataFolder)
    {
        if (folder is null)
        {
            return GestoreTrust.None;
        }

        var path = Path.GetFullPath(folder, dataFolder);
        if (!Directory.Exists(path))
        {
            throw new SettingsException($"Pec:TrustFolder is \"{folder}\": it must be a folder with certificates (.pem, .crt, .cer).");
        }

        var found = new List<X509Certificate2>();
        foreach (var file in Directory.EnumerateFiles(path).Where(IsCertificate).Order(StringComparer.Ordinal))
        {
            found.AddRange(ReadCertificates(file));
        }

        return found.Count > 0
            ? new GestoreTrust(found)
            : throw new SettingsException($"Pec:TrustFolder is \"{folder}\": it holds no certificate (.pem, .crt, .cer).");
    }

    private static bool IsCertificate(string file) => Path.GetExtension(file).ToLowerInvariant() is ".pem" or ".crt" or ".cer" or ".der";

    private static X509Certificate2Collection ReadCertificates(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            if (!text.Contains("-----BEGIN", StringComparison.Ordinal))
            {
                return [X509CertificateLoader.LoadCertificateFromFile(file)];
            }

            var several = new X509Certificate2Collection();
            several.ImportFromPem(text);
            return several;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Pec:TrustFolder holds {Path.GetFileName(file)}, which is no certificate that can be read.");
        }
    }
}
