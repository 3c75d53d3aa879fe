using Coopera.Web.Data;
using Coopera.Web.Features.Shared;
using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Features.Account.Profile;

/// <summary>One's own account: how one signs in, and where one is signed in.</summary>
[Route("/gestione/profilo")]
[Authorize]
[PrivatePage(NamedWithinTheSite = true)]
public sealed class ProfileController(StaffSignIn signIn, StaffSessions sessions, StaffAccounts accounts, UserManager<StaffUser> users, Settings settings) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Profile()
    {
        var user = (await users.GetUserAsync(User))!;
        return View(new ProfilePage(
            user,
            [.. await users.GetRolesAsync(user)],
            user.TwoFactorEnabled,
            [.. (await users.GetPasskeysAsync(user)).OrderBy(key => key.CreatedAt)],
            await users.CountRecoveryCodesAsync(user),
            await sessions.CountAsync(user.Id),
            MustAddSecondFactor: settings.SecondFactorRequired && !User.HasSecondFactor()));
    }

    /// <summary>Ends every session of the account, this one included.</summary>
    [HttpPost("esci-ovunque")]
    public async Task<IActionResult> LeaveEverywhere()
    {
        await accounts.WriteAsync(users.GetUserId(User)!, async account =>
        {
            await account.EndSessionsAsync();
            await account.RecordAsync("esce da tutti i dispositivi");
        });
        await signIn.SignOutAsync();
        return this.SeeOther(nameof(AccountController.SignIn), on: "Account");
    }
}

/// <param name="MustAddSecondFactor">Until then only these pages are open.</param>
public sealed record ProfilePage(
    StaffUser User,
    IReadOnlyList<string> Roles,
    bool HasApp,
    IReadOnlyList<UserPasskeyInfo> Passkeys,
    int RecoveryCodes,
    int Sessions,
    bool MustAddSecondFactor);
