using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Coopera.Core.Links;

public sealed record InvitationLink(string AccountId, string Mark);

public sealed class InvitationLinks(IDataProtectionProvider protection, LinkGenerations generations)
{
    private readonly VoidableProtector _protector = new(protection, generations, "Coopera.StaffInvitation.v1");

    public string Token(InvitationLink link) =>
        Base64Url.EncodeToString(_protector.Current.Protect(Encoding.UTF8.GetBytes($"{link.Mark}:{link.AccountId}")));

    public bool TryRead(string? token, [NotNullWhen(true)] out InvitationLink? link)
    {
        link = null;
        try
        {
            var plain = Encoding.UTF8.GetString(_protector.Current.Unprotect(Base64Url.DecodeFromChars(token ?? ""))).Split(':', 2);
            link = plain.Length == 2 ? new InvitationLink(plain[1], plain[0]) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            // Tampered, foreign or cut by a mail program: the page says what to do.
        }

        return link is not null;
    }
}
