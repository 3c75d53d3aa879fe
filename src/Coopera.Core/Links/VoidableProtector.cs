using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Coopera.Core.Links;

/// <summary>Protects what people carry around: it is void when all links are voided. For whatever opens something by itself.</summary>
/// <param name="purpose">Of one use; what is protected for another cannot be read.</param>
public sealed class VoidableProtector(IDataProtectionProvider protection, LinkGenerations generations, string purpose)
{
    private readonly IDataProtector _first = protection.CreateProtector(purpose);

    private volatile Tuple<string, IDataProtector>? _latest;

    public IDataProtector Current
    {
        get
        {
            var mark = generations.Mark;
            if (mark.Length == 0)
            {
                return _first;
            }

            if (_latest is not { } latest || latest.Item1 != mark)
            {
                _latest = latest = Tuple.Create(mark, _first.CreateProtector(mark));
            }

            return latest.Item2;
        }
    }

    /// <summary>Null when it was tampered with, is foreign, or was cut by a mail program: the page says what to do.</summary>
    public byte[]? Open(string? token)
    {
        try
        {
            return Current.Unprotect(Base64Url.DecodeFromChars(token ?? ""));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
