using System.Net;
using System.Text.RegularExpressions;
using Coopera.Domain;

namespace Coopera.Core;

/// <summary>What goes out is signed in the name of a domain (DKIM, RFC 6376).</summary>
/// <param name="Domain">That of <c>Mail:From</c>, or one above it: a signature of another domain proves nothing about the sender.</param>
/// <param name="KeyFile">The RSA private key, as PEM.</param>
public sealed record DkimSettings(string Domain, string Selector, string KeyFile);

public sealed partial record Settings
{
    private static DkimSettings? ReadDkim(Reader read, string contentRoot, EmailAddress from)
    {
        var (domain, selector) = (read.Optional("Mail:Dkim:Domain"), read.Optional("Mail:Dkim:Selector"));
        if (read.Optional("Mail:Dkim:KeyFile") is not { } file)
        {
            return domain is null && selector is null ? null : throw new SettingsException(
                "Mail:Dkim:KeyFile is missing: with Mail:Dkim:Domain or Mail:Dkim:Selector it must name the file of the RSA private key.");
        }

        selector ??= "coopera";
        domain = (domain ?? from.Domain).ToLowerInvariant();
        if (!SelectorPattern().IsMatch(selector))
        {
            throw new SettingsException(
                $"Mail:Dkim:Selector is \"{selector}\": it must be a word of letters, figures and hyphens, for example coopera.");
        }

        return $".{from.Domain}".EndsWith($".{domain}", StringComparison.Ordinal)
            ? new DkimSettings(domain, selector, Path.GetFullPath(file, contentRoot))
            : throw new SettingsException(
                $"Mail:Dkim:Domain is \"{domain}\": it must be the domain of Mail:From ({from.Domain}), or one above it.");
    }

    private static IPEndPoint? ReadDnsServer(string? text)
    {
        const int Port = 53;
        return text is null ? null
            : IPAddress.TryParse(text, out var address) ? new IPEndPoint(address, Port)
            : IPEndPoint.TryParse(text, out var server) ? server
            : throw new SettingsException($"Mail:DnsServer is \"{text}\": it must be an IP address, with a port or without.");
    }

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\\z")]
    private static partial Regex SelectorPattern();
}
