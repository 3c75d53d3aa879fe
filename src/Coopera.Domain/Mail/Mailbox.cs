using System.Text;

namespace Coopera.Domain.Mail;

/// <summary>Many addresses lead to one mailbox. Whoever counts what a mailbox gets, counts by this and not by the address.</summary>
public static class Mailbox
{
    private static readonly string[] GoogleDomains = ["gmail.com", "googlemail.com"];

    /// <summary>
    /// Lower case, full-width letters folded, what follows a plus cut off (RFC 5233); Google also ignores dots and has two domains.
    /// </summary>
    public static string KeyOf(EmailAddress address)
    {
        var key = address.Key.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var at = key.LastIndexOf('@');
        var (local, domain) = (key[..at], key[(at + 1)..]);
        if (local.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus)
        {
            local = local[..plus];
        }

        return GoogleDomains.Contains(domain)
            ? $"{local.Replace(".", "", StringComparison.Ordinal)}@{GoogleDomains[0]}"
            : $"{local}@{domain}";
    }
}
