using Microsoft.AspNetCore.Identity;

namespace Coopera.Web.Data;

/// <summary>A member of the staff.</summary>
public sealed class StaffUser : IdentityUser
{
    public const int IdMaxLength = 64;

    public DateTimeOffset? LastSignInAt { get; set; }
}
