using System.ComponentModel.DataAnnotations;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Passwords;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Web.Account.Profile;

/// <param name="Sessions">Open now, the latest first.</param>
/// <param name="ThisSession">The row of the one that looks at the page.</param>
/// <param name="MustAddSecondFactor">Until then only these pages are open.</param>
public sealed record ProfilePage(
    StaffUser User,
    IReadOnlyList<string> Roles,
    bool HasApp,
    IReadOnlyList<UserPasskeyInfo> Passkeys,
    int RecoveryCodes,
    IReadOnlyList<StaffSession> Sessions,
    string ThisSession,
    bool MustAddSecondFactor)
{
    public bool HasSecondFactor => HasApp || Passkeys.Count > 0;
}

public sealed class NameForm
{
    [Display(Name = "Nome e cognome")]
    public string? FullName { get; set; }
}

public sealed class ChangePasswordForm : NewPasswordForm
{
    [Display(Name = "Password di adesso")]
    public string? CurrentPassword { get; set; }
}
