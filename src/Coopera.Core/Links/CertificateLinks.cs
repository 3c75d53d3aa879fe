using Microsoft.AspNetCore.DataProtection;

namespace Coopera.Core.Links;

/// <summary>To all certificates of a mailbox: it carries a mark of the address, and the last day on which it opens.</summary>
public sealed class CertificateLinks(IDataProtectionProvider protection, LinkGenerations generations)
    : ProtectedLinks(protection, generations, "Coopera.CertificateLink.Mailbox.v1")
{
    public string Token(Guid mark, DateOnly until) => Token(new PersonalLink(mark, until.DayNumber));

    /// <summary>Null when it is not whole, or old.</summary>
    public Guid? Read(string? token, DateOnly today) =>
        TryRead(token, out var link) && link.Value.Version >= today.DayNumber ? link.Value.Id : null;
}
