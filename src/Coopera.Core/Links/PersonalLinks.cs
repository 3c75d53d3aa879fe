using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Coopera.Core.Links;

/// <summary>Which registration or adhesion a personal link opens; the version must be the thing's own, else the link was voided.</summary>
public readonly record struct PersonalLink(Guid Id, int Version);

public sealed class PersonalLinks(IDataProtectionProvider protection, LinkGenerations generations)
    : ProtectedLinks(protection, generations, "Coopera.PersonalLink.Registration.v1");

/// <summary>
/// The link by which a sign-up is confirmed. It outlives the registration when nobody confirms, so that in place of a version it tells the
/// webinar: the page says where to sign up again.
/// </summary>
public sealed class ConfirmationLinks(IDataProtectionProvider protection, LinkGenerations generations)
    : ProtectedLinks(protection, generations, "Coopera.ConfirmationLink.Registration.v1");

public sealed class AdhesionLinks(IDataProtectionProvider protection, LinkGenerations generations)
    : ProtectedLinks(protection, generations, "Coopera.PersonalLink.Adhesion.v1");

public abstract class ProtectedLinks(IDataProtectionProvider protection, LinkGenerations generations, string purpose)
{
    private const int Length = 20;
    private readonly VoidableProtector _protector = new(protection, generations, purpose);

    public string Token(PersonalLink link)
    {
        Span<byte> plain = stackalloc byte[Length];
        link.Id.TryWriteBytes(plain);
        BinaryPrimitives.WriteInt32BigEndian(plain[16..], link.Version);
        return Base64Url.EncodeToString(_protector.Current.Protect(plain.ToArray()));
    }

    public bool TryRead(string? token, [NotNullWhen(true)] out PersonalLink? link)
    {
        link = null;
        try
        {
            var plain = _protector.Current.Unprotect(Base64Url.DecodeFromChars(token ?? ""));
            if (plain.Length == Length)
            {
                link = new PersonalLink(new Guid(plain.AsSpan(0, 16)), BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(16)));
            }
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            // Tampered, foreign or cut by a mail program: the page says what to do.
        }

        return link is not null;
    }
}
