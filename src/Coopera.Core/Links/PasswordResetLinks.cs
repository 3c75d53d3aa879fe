using System.Buffers.Binary;
using System.Buffers.Text;
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

    private const string Purpose = "Coopera.PasswordReset.v1";

    /// <summary>The end in seconds since 1970, which four bytes hold until 2106.</summary>
    private const int EndLength = 4;

    private readonly VoidableProtector _protector = new(protection, generations, Purpose);

    public static string Print(string? securityStamp) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(securityStamp ?? "")))[..32];

    public string Token(PasswordResetLink link)
    {
        var end = link.EndsAt.ToUnixTimeSeconds();
        Span<byte> endsAt = stackalloc byte[EndLength];
        BinaryPrimitives.WriteUInt32BigEndian(endsAt, (uint)end);
        return AccountLinks.Token(generations.Current, Purpose, link.AccountId, link.StampPrint, endsAt)
            ?? Base64Url.EncodeToString(_protector.Current.Protect(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{link.AccountId}|{link.StampPrint}|{end}"))));
    }

    /// <summary>Whose it says it is: whether that holds tells <see cref="Opens"/>.</summary>
    public string? AccountOf(string? token) =>
        AccountLinks.TryRead(token, EndLength, out var read) ? read.Account : ReadLong(token)?.AccountId;

    public bool Opens(string? token, string account, string stampPrint)
    {
        if (AccountLinks.TryRead(token, EndLength, out var read))
        {
            return read.Account == account && IsAhead(BinaryPrimitives.ReadUInt32BigEndian(read.More))
                && read.IsGood(generations.Current, Purpose, stampPrint);
        }

        return ReadLong(token) is { } link && link.AccountId == account && link.StampPrint == stampPrint
            && IsAhead(link.EndsAt.ToUnixTimeSeconds());
    }

    private bool IsAhead(long end) => DateTimeOffset.FromUnixTimeSeconds(end) > clock.GetUtcNow();

    /// <summary>As all were until November 2026.</summary>
    private PasswordResetLink? ReadLong(string? token)
    {
        return _protector.Open(token) is { } bytes && Encoding.UTF8.GetString(bytes).Split('|') is [var account, var print, var end]
            && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new PasswordResetLink(account, print, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
    }
}
