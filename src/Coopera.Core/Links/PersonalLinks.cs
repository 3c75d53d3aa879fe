using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
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

/// <summary>
/// Ends the invitations to what comes, and opens nothing: it stands in the head of the mail, for every server on the way to read.
/// </summary>
public sealed class UnsubscribeLinks(IDataProtectionProvider protection, LinkGenerations generations)
    : ProtectedLinks(protection, generations, "Coopera.UnsubscribeLink.Registration.v1");

/// <summary>Ends the questions about webinars, and opens nothing; in place of a version it tells the questionnaire.</summary>
public sealed class DeclineLinks(IDataProtectionProvider protection, LinkGenerations generations)
    : ProtectedLinks(protection, generations, "Coopera.DeclineLink.Questionnaire.v1");

/// <summary>Opens what is kept under an address; its row says until when.</summary>
public sealed class OwnDataLinks(IDataProtectionProvider protection, LinkGenerations generations)
    : ProtectedLinks(protection, generations, "Coopera.OwnDataLink.v1");

public abstract class ProtectedLinks(IDataProtectionProvider protection, LinkGenerations generations, string purpose)
{
    /// <summary>In characters. What is shorter, in an address, is no secret.</summary>
    public const int ShortestToken = 35;

    private const int MacLength = 9;
    private const int IdLength = 16;

    /// <summary>An id and the version as it is written for as long as it fits seven bits; five bytes hold any.</summary>
    private const int LongestContent = IdLength + 5;

    private readonly LongTokens _before = new(protection, generations, purpose);

    public string Token(PersonalLink link)
    {
        Span<byte> content = stackalloc byte[LongestContent];
        link.Id.TryWriteBytes(content);
        var length = IdLength;
        for (var rest = (uint)link.Version; ; rest >>= 7)
        {
            content[length++] = (byte)(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
            if (rest < 0x80)
            {
                break;
            }
        }

        var seal = generations.Current;
        return CompactToken.Make(seal.Key, Aim(seal), content[..length], MacLength);
    }

    public bool TryRead(string? token, [NotNullWhen(true)] out PersonalLink? link)
    {
        if (CompactToken.TrySplit(token, MacLength, out var content, out var mac) && content.Length is > IdLength and <= LongestContent)
        {
            var seal = generations.Current;
            link = CompactToken.IsGood(seal.Key, Aim(seal), content, mac) ? Read(content) : null;
        }
        else
        {
            link = _before.Read(token);
        }

        return link is not null;
    }

    private string Aim(LinkSeal seal) => $"{purpose}/{seal.Mark}";

    private static PersonalLink Read(ReadOnlySpan<byte> content)
    {
        var version = 0u;
        for (var i = content.Length - 1; i >= IdLength; i--)
        {
            version = (version << 7) | (content[i] & 0x7fu);
        }

        return new PersonalLink(new Guid(content[..IdLength]), (int)version);
    }

    /// <summary>As they were made until November 2026, four times as long: those that people have in their mails are still read.</summary>
    private sealed class LongTokens(IDataProtectionProvider protection, LinkGenerations generations, string purpose)
    {
        private const int Length = 20;
        private readonly VoidableProtector _protector = new(protection, generations, purpose);

        public PersonalLink? Read(string? token) => _protector.Open(token) is { Length: Length } plain
            ? new PersonalLink(new Guid(plain.AsSpan(0, IdLength)), BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(IdLength)))
            : null;
    }
}
