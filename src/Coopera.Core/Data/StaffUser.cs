using System.Security.Cryptography;
using System.Text;
using Coopera.Domain;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Data;

public sealed class StaffUser : IdentityUser
{
    public const int IdMaxLength = 64;
    public const int FullNameMaxLength = 120;
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    public EmailAddress Mailbox => EmailAddress.FromStored(Email ?? "");

    /// <summary>As colleagues know them; empty when nobody has told.</summary>
    public string FullName { get; set; } = "";

    /// <summary>When the invitation was last sent. Null for who was never invited.</summary>
    public DateTimeOffset? InvitedAt { get; set; }

    public bool IsInvited => InvitedAt is not null && PasswordHash is null;

    /// <summary>Until when the link of the invitation is good.</summary>
    public DateTimeOffset InvitationEnds => (InvitedAt ?? DateTimeOffset.MinValue) + InvitationLife;

    /// <summary>What a link that is good for one state of the account carries: it is another as soon as the security stamp moves.</summary>
    public string StampMark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id}:{SecurityStamp}")))[..32];

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Since then nobody signs in with this account, and its sessions are over. Null while it may be used.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }
}
