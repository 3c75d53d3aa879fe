using System.Buffers.Binary;
using System.Security.Cryptography;
using Coopera.Core;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Coopera.Web.Public.Registrations;

/// <summary>
/// The one cookie of the public side, set after a sign-up and sent back to that webinar's form alone: it proves that this browser made the
/// registration, so that going back and correcting a name corrects it. For an address that was signed up already the same cookie, of the
/// same length, proves nothing.
/// </summary>
public sealed class SignUpProofCookie(IDataProtectionProvider protection, Settings settings, TimeProvider clock)
{
    public const string Name = "coopera-iscrizione";

    public static readonly TimeSpan Life = TimeSpan.FromHours(3);

    private const int Length = 16 + sizeof(int) + sizeof(int) + sizeof(long);

    private readonly IDataProtector _protector = protection.CreateProtector("Coopera.SignUpProof.v1");

    private readonly string _name = SiteCookies.NameOf(settings.Site, Name, isForAPart: true);

    public void Set(HttpContext context, int webinarId, string slug, SignUpProof? proof)
    {
        Span<byte> plain = stackalloc byte[Length];
        (proof?.RegistrationId ?? Guid.Empty).TryWriteBytes(plain);
        BinaryPrimitives.WriteInt32BigEndian(plain[16..], proof?.Revision ?? 0);
        BinaryPrimitives.WriteInt32BigEndian(plain[20..], webinarId);
        BinaryPrimitives.WriteInt64BigEndian(plain[24..], (clock.GetUtcNow() + Life).UtcTicks);
        context.Response.Cookies.Append(_name, WebEncoders.Base64UrlEncode(_protector.Protect(plain.ToArray())), new CookieOptions
        {
            Path = context.Request.PathBase.Add(Addresses.Path(Addresses.Public.SignUp(slug))).ToUriComponent(),
            MaxAge = Life,
            HttpOnly = true,
            Secure = settings.Site.IsEncrypted || context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
        });
    }

    public bool IsIn(HttpRequest request) => request.Cookies.ContainsKey(_name);

    /// <summary>Null when it is of another webinar, old, proves nothing or is none.</summary>
    public SignUpProof? Read(HttpRequest request, int webinarId)
    {
        if (request.Cookies[_name] is not { Length: > 0 } cookie)
        {
            return null;
        }

        try
        {
            var plain = _protector.Unprotect(WebEncoders.Base64UrlDecode(cookie)).AsSpan();
            var id = plain.Length == Length ? new Guid(plain[..16]) : Guid.Empty;
            return id != Guid.Empty && BinaryPrimitives.ReadInt32BigEndian(plain[20..]) == webinarId
                && BinaryPrimitives.ReadInt64BigEndian(plain[24..]) > clock.GetUtcNow().UtcTicks
                ? new SignUpProof(id, BinaryPrimitives.ReadInt32BigEndian(plain[16..]))
                : null;
        }
        catch (Exception madeUp) when (madeUp is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
