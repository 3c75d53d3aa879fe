using Microsoft.AspNetCore.Identity;

namespace Coopera.Web.Data;

/// <summary>A member of the staff.</summary>
public sealed class StaffUser : IdentityUser
{
    public DateTimeOffset? LastSignInAt { get; set; }
}
