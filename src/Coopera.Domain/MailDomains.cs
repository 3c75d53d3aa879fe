using System.Text.Json;

namespace Coopera.Domain;

/// <summary>
/// What domains tell about an address: that another was meant, or that it is certified mail (PEC). mail-domains.json holds the names;
/// address-advice.js in the front end reads the same file and tells the same.
/// </summary>
public static class MailDomains
{
    private const int ShortestEnding = 6; // "gigapec", "brontepec"; not "opec"

    private static readonly Names Read = Load();

    /// <summary>"maria@gmail.com" for "maria@gmial.com": one slip of the finger away from a common one. Null for any other.</summary>
    public static string? Meant(EmailAddress address)
    {
        var domain = address.Domain;
        if (Read.Meant.Contains(domain) || Read.Known.Contains(domain))
        {
            return null;
        }

        var meant = Read.Instead.GetValueOrDefault(domain) ?? Array.Find(Read.Meant, common => IsOneSlip(domain, common));
        return meant is null ? null : $"{address.Display[..(address.Display.LastIndexOf('@') + 1)]}{meant}";
    }

    public static bool IsCertified(EmailAddress address)
    {
        var labels = address.Domain.Split('.');
        return labels.Any(label => Read.Certified.Contains(label) || label.StartsWith("pec-", StringComparison.Ordinal)
                || (label.Length >= ShortestEnding && label.EndsWith("pec", StringComparison.Ordinal)))
            || (labels.Length > 2 && labels[0] == "cert");
    }

    /// <summary>One letter more, less or another, or two that changed places.</summary>
    private static bool IsOneSlip(string typed, string meant)
    {
        var same = 0;
        while (same < Math.Min(typed.Length, meant.Length) && typed[same] == meant[same])
        {
            same++;
        }

        var (a, b) = (typed[same..], meant[same..]);
        return (a.Length, b.Length) switch
        {
            (0, 0) => false,
            var (one, other) when one == other => a[1..] == b[1..] || (one > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..]),
            var (one, other) when one == other + 1 => a[1..] == b,
            var (one, other) when one + 1 == other => a == b[1..],
            _ => false,
        };
    }

    private static Names Load()
    {
        using var stream = typeof(MailDomains).Assembly.GetManifestResourceStream("Coopera.Domain.mail-domains.json")!;
        return JsonSerializer.Deserialize<Names>(stream, JsonSerializerOptions.Web)!;
    }

    /// <param name="Meant">Common in Italy: what a slip is taken for, the most common first.</param>
    /// <param name="Instead">Further from what was meant than a slip.</param>
    /// <param name="Known">So near to one of the first that they would be taken for a slip, and too seldom meant to be one.</param>
    /// <param name="Certified">Labels of domains of certified mail.</param>
    private sealed record Names(string[] Meant, Dictionary<string, string> Instead, string[] Known, string[] Certified);
}
