using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Coopera.Core.Links;

/// <param name="Mark">Of the account's stamp when it was invited: once the link was used, or another one was sent, it is another.</param>
public sealed record InvitationLink(string AccountId, string Mark);

public sealed class InvitationLinks(IDataProtectionProvider protection, LinkGenerations generations)
{
    private const string Purpose = "Coopera.StaffInvitation.v1";

    private readonly VoidableProtector _protector = new(protection, generations, Purpose);

    public string Token(InvitationLink link) =>
        AccountLinks.Token(generations.Current, Purpose, link.AccountId, link.Mark)
        ?? Base64Url.EncodeToString(_protector.Current.Protect(Encoding.UTF8.GetBytes($"{link.Mark}:{link.AccountId}")));

    /// <summary>Whose it says it is: whether that holds tells <see cref="Opens"/>.</summary>
    public string? AccountOf(string? token) =>
        AccountLinks.TryRead(token, more: 0, out var read) ? read.Account : ReadLong(token)?.AccountId;

    public bool Opens(string? token, InvitationLink link) => AccountLinks.TryRead(token, more: 0, out var read)
        ? read.Account == link.AccountId && read.IsGood(generations.Current, Purpose, link.Mark)
        : ReadLong(token) == link;

    /// <summary>As all were until November 2026.</summary>
    private InvitationLink? ReadLong(string? token)
    {
        return _protector.Open(token) is { } bytes && Encoding.UTF8.GetString(bytes).Split(':', 2) is [var mark, var account]
            ? new InvitationLink(account, mark)
            : null;
    }
}
