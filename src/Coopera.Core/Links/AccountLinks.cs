using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Coopera.Core.Links;

/// <summary>
/// The short form of a link that opens an account: its id, more of the caller's, and an HMAC that also covers the account's stamp, which
/// moves when the link was used. Whose it is can be read by everybody; that it is good, only with the stamp beside it.
/// </summary>
internal static class AccountLinks
{
    private const int IdLength = 16;

    /// <summary>In all, id and HMAC and what the caller adds: forty characters, so that the link fits into one line.</summary>
    private const int Length = 30;

    /// <summary>Null when an account has an id of another form: it gets a long token.</summary>
    public static string? Token(LinkSeal seal, string purpose, string account, string stamp, ReadOnlySpan<byte> more = default)
    {
        if (!Guid.TryParseExact(account, "D", out var id) || id.ToString() != account)
        {
            return null;
        }

        Span<byte> content = stackalloc byte[IdLength + more.Length];
        id.TryWriteBytes(content);
        more.CopyTo(content[IdLength..]);
        return CompactToken.Make(seal.Key, Aim(seal, purpose, stamp), content, Length - content.Length);
    }

    public static bool TryRead(string? token, int more, [NotNullWhen(true)] out AccountToken? read)
    {
        read = CompactToken.TrySplit(token, Length - IdLength - more, out var content, out var mac) && content.Length == IdLength + more
            ? new AccountToken(new Guid(content.AsSpan(0, IdLength)).ToString(), content, mac)
            : null;
        return read is not null;
    }

    internal sealed record AccountToken(string Account, byte[] Content, byte[] Mac)
    {
        public ReadOnlySpan<byte> More => Content.AsSpan(IdLength);

        public bool IsGood(LinkSeal seal, string purpose, string stamp) =>
            CompactToken.IsGood(seal.Key, Aim(seal, purpose, stamp), Content, Mac);
    }

    private static string Aim(LinkSeal seal, string purpose, string stamp) =>
        string.Create(CultureInfo.InvariantCulture, $"{purpose}/{seal.Mark}/{stamp}");
}
