using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Coopera.Web.Hosting;

/// <summary>
/// Says that this site showed this very form, as it was filled in, to this browser in this network. It takes the place of a cookie: who
/// gets one for themselves cannot have somebody else's browser send it.
/// </summary>
public sealed class FormTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int TimeLength = sizeof(long);

    private static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Coopera.FormTicket.v1");

    public string Issue(HttpRequest request, PathString path, IFormCollection form)
    {
        var plain = new byte[TimeLength + SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(plain, clock.GetUtcNow().UtcTicks);
        Print(request, path, form).CopyTo(plain, TimeLength);
        return WebEncoders.Base64UrlEncode(_protector.Protect(plain));
    }

    public async Task<bool> IsGoodAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form[SentForms.Ticket] is not [{ Length: > 0 } ticket])
        {
            return false;
        }

        try
        {
            var plain = _protector.Unprotect(WebEncoders.Base64UrlDecode(ticket));
            var age = clock.GetUtcNow() - new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(plain), TimeSpan.Zero);
            return age <= Validity
                && CryptographicOperations.FixedTimeEquals(plain.AsSpan(TimeLength), Print(request, request.Path, form));
        }
        catch (Exception madeUp) when (madeUp is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static byte[] Print(HttpRequest request, PathString path, IFormCollection form)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, [path.Value, ClientNetwork.Of(request.HttpContext), request.Headers.UserAgent.ToString()]);
        foreach (var (name, values) in form.Where(field => !SentForms.Proofs.Contains(field.Key)).OrderBy(
            field => field.Key, StringComparer.Ordinal))
        {
            Add(hash, [name, .. values]);
        }

        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, params IReadOnlyList<string?> texts)
    {
        hash.AppendData(BitConverter.GetBytes(texts.Count));
        foreach (var bytes in texts.Select(text => Encoding.UTF8.GetBytes(text ?? "")))
        {
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
