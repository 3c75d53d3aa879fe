using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Coopera.Core.Links;

/// <summary>
/// What a link carries and the first bytes of an HMAC-SHA-256 over it, so that the whole link stays on one line of plain text. What it is
/// for is in the HMAC alone: a token of one use says nothing to another. Decision 0036 says why so few bytes are enough.
/// </summary>
internal static class CompactToken
{
    /// <param name="aim">What it is for, and whatever else must be the same when it is read.</param>
    public static string Make(ReadOnlySpan<byte> key, string aim, ReadOnlySpan<byte> content, int macLength)
    {
        Span<byte> token = stackalloc byte[content.Length + macLength];
        content.CopyTo(token);
        Mac(key, aim, content, token[content.Length..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What it carries, not proven yet.</summary>
    public static bool TrySplit(string? token, int macLength, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(true)] out byte[]? mac)
    {
        (content, mac) = (null, null);
        try
        {
            var bytes = Base64Url.DecodeFromChars(token ?? "");
            if (bytes.Length > macLength)
            {
                (content, mac) = (bytes[..^macLength], bytes[^macLength..]);
            }
        }
        catch (FormatException)
        {
            // Cut or changed on its way: the page says what to do.
        }

        return content is not null;
    }

    public static bool IsGood(ReadOnlySpan<byte> key, string aim, ReadOnlySpan<byte> content, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[mac.Length];
        Mac(key, aim, content, expected);
        return CryptographicOperations.FixedTimeEquals(expected, mac);
    }

    /// <summary>The aim has no NUL in it, so that no content can be taken for a part of it.</summary>
    private static void Mac(ReadOnlySpan<byte> key, string aim, ReadOnlySpan<byte> content, Span<byte> mac)
    {
        byte[] covered = [.. Encoding.UTF8.GetBytes(aim), 0, .. content];
        HMACSHA256.HashData(key, covered).AsSpan(0, mac.Length).CopyTo(mac);
    }
}
