using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Coopera.Core.Links;

/// <param name="StampPrint">Of the account's security stamp when the link was asked for: once a password was chosen the stamp is
/// another.</param>
public sealed record PasswordResetLink(string AccountId, string StampPrint, DateTimeOffset EndsAt);

public sealed class PasswordResetLinks(IDataProtectionProvider protection, LinkGenerations generations, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(2);

    private readonly VoidableProtector _protector = new(protection, generations, "Coopera.PasswordReset.v1");

    public static string Print(string? securityStamp) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(securityStamp ?? "")))[..32];

    public string Token(PasswordResetLink link) => Base64Url.EncodeToString(_protector.Current.Protect(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{link.AccountId}|{link.StampPrint}|{link.EndsAt.ToUnixTimeSeconds()}"))));

    public bool TryRead(string? token, [NotNullWhen(true)] out PasswordResetLink? link)
    {
        link = null;
        try
        {
            var parts = Encoding.UTF8.GetString(_protector.Current.Unprotect(Base64Url.DecodeFromChars(token ?? ""))).Split('|');
            var endsAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[2], CultureInfo.InvariantCulture));
            link = endsAt > clock.GetUtcNow() ? new PasswordResetLink(parts[0], parts[1], endsAt) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            // Tampered, foreign or cut by a mail program: the page says what to do.
        }

        return link is not null;
    }
}
