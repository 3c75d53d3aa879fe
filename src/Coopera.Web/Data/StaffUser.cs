using Microsoft.AspNetCore.Identity;

namespace Coopera.Web.Data;

/// <summary>A member of the staff.</summary>
public sealed class StaffUser : IdentityUser
{
    public const int IdMaxLength = 64;
    public const int FullNameMaxLength = 120;

    /// <summary>As colleagues know them; empty when nobody has told.</summary>
    public string FullName { get; set; } = "";

    /// <summary>When the invitation was last sent; the link in it is good for some days. Null for who was never invited.</summary>
    public DateTimeOffset? InvitedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Since then nobody signs in with this account, and its sessions are over. Null while it may be used.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }
}
