using System.Buffers.Binary;
using System.Security.Cryptography;
using Coopera.Core;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Coopera.Web.Shared;

public readonly record struct FormStamp(Guid Id, DateTimeOffset IssuedAt);

public sealed class FormStamps(IDataProtectionProvider protection, TimeProvider clock, Settings settings)
{
    private const int Length = 24;

    private static readonly TimeSpan Validity = TimeSpan.FromHours(24);

    private readonly IDataProtector _protector = protection.CreateProtector("Coopera.FormStamp.v1");

    public enum Verdict
    {
        Good,
        Stale,
        Bot,
    }

    public string Issue()
    {
        Span<byte> plain = stackalloc byte[Length];
        Guid.NewGuid().TryWriteBytes(plain);
        BinaryPrimitives.WriteInt64BigEndian(plain[16..], clock.GetUtcNow().UtcTicks);
        return WebEncoders.Base64UrlEncode(_protector.Protect(plain.ToArray()));
    }

    public Verdict Judge(string? token, out FormStamp stamp)
    {
        stamp = default;
        try
        {
            var plain = _protector.Unprotect(WebEncoders.Base64UrlDecode(token ?? ""));
            if (plain.Length != Length)
            {
                return Verdict.Bot;
            }

            stamp = new FormStamp(
                new Guid(plain.AsSpan(0, 16)), new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(16)), TimeSpan.Zero));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return Verdict.Bot;
        }

        var age = clock.GetUtcNow() - stamp.IssuedAt;
        return age < settings.LeastTimeToFillAForm ? Verdict.Bot : age > Validity ? Verdict.Stale : Verdict.Good;
    }
}
