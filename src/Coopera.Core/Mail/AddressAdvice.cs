using System.Collections.Frozen;
using Coopera.Core.Data;
using Coopera.Domain;

namespace Coopera.Core.Mail;

/// <summary>What to say about an address that can be right, and is probably not what helps. It never stops anybody.</summary>
public static class AddressAdvice
{
    private static readonly Lazy<FrozenSet<string>> RecordedPecs = new(() =>
        PublicBodyRegister.Read().Select(body => body.SuggestedPec?.Key).OfType<string>().ToFrozenSet());

    /// <summary>Null when there is nothing to say, also about what is no address.</summary>
    public static string? On(string? typed)
    {
        if (!EmailAddress.TryParse(typed, out var address))
        {
            return null;
        }

        return MailDomains.IsCertified(address) || RecordedPecs.Value.Contains(address.Key) ? AddressPhrases.Certified
            : MailDomains.Meant(address) is { } meant ? AddressPhrases.Meaning(meant)
            : null;
    }
}
