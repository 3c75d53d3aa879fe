using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Account.Profile;

[Route("/gestione/profilo")]
[Authorize]
[PrivatePage(NamedWithinTheSite = true)]
public sealed class ProfileController(
    StaffSignIn signIn, StaffSessions sessions, StaffAccounts accounts, UserManager<StaffUser> users, SecurityLog security,
    Settings settings) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Profile()
    {
        var user = (await users.GetUserAsync(User))!;
        return View(new ProfilePage(
            user,
            [.. StaffRoles.All.Append(StaffRoles.Export).Intersect(await users.GetRolesAsync(user)).Select(StaffRoles.Word)],
            user.TwoFactorEnabled,
            [.. (await users.GetPasskeysAsync(user)).OrderBy(key => key.CreatedAt)],
            await users.CountRecoveryCodesAsync(user),
            await sessions.OpenAsync(user),
            StaffSessions.RowOf(User.SessionId()),
            MustAddSecondFactor: settings.SecondFactorRequired && !User.HasSecondFactor()));
    }

    [HttpGet("nome")]
    public async Task<ViewResult> Name() => View(new NameForm { FullName = (await users.GetUserAsync(User))!.FullName });

    [HttpPost("nome")]
    public async Task<IActionResult> Name(NameForm form)
    {
        var name = Text.CleanLine(form.FullName);
        if (StaffNameRules.Fault(name) is { } fault)
        {
            ModelState.AddModelError(nameof(form.FullName), fault);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        await accounts.WriteAsync(users.GetUserId(User)!, account => account.SetNameAsync(name));
        TempData["Done"] = $"Da ora le colleghe e i colleghi leggono {name}.";
        return this.SeeOther(nameof(Profile));
    }

    [HttpGet("password")]
    public ViewResult Password() => View(new ChangePasswordForm());

    [HttpPost("password")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> Password(ChangePasswordForm form)
    {
        var user = (await users.GetUserAsync(User))!;
        var isProven = await signIn.ProvePasswordAsync(user, form.CurrentPassword ?? "");
        if (!isProven)
        {
            ModelState.AddModelError(
                nameof(form.CurrentPassword), $"La password di adesso non è questa. {StaffPhrases.Lockout}");
        }

        await form.CheckAsync(users, user, ModelState);
        if (isProven && form.Password == form.CurrentPassword)
        {
            ModelState.AddModelError(nameof(form.Password), "È la password che hai già: scegline un’altra.");
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        await signIn.GoOnAsync(
            await accounts.WriteAsync(user.Id, async account =>
            {
                await account.SetPasswordAsync(form.Password!);
                await account.NotifyAsync(AccountChange.NewPassword);
                await account.RecordAsync(AuditAction.PasswordChanged);
                return account.User;
            }),
            proven: true);
        await security.NoteAsync(SecurityCode.PasswordChanged, user, HttpContext.Place());
        TempData["Done"] = "Hai cambiato la password. Gli altri dispositivi devono accedere di nuovo.";
        return this.SeeOther(nameof(Profile));
    }

    [HttpPost("sessioni/{session}")]
    public async Task<IActionResult> EndSession(string session)
    {
        var user = (await users.GetUserAsync(User))!;
        if (await sessions.EndRowAsync(user.Id, session) is { } ended)
        {
            await security.NoteAsync(SecurityCode.SessionEnded, user, HttpContext.Place(), $"{ended.Device}, {ended.Address}");
        }

        TempData["Done"] = "Quella sessione è chiusa: da lì bisogna accedere di nuovo.";
        return this.SeeOther(nameof(Profile));
    }

    [HttpPost("esci-ovunque")]
    public async Task<IActionResult> LeaveEverywhere()
    {
        await accounts.WriteAsync(users.GetUserId(User)!, async account =>
        {
            await account.EndSessionsAsync();
            await account.RecordAsync(AuditAction.SignedOutEverywhere);
        });
        await security.NoteAsync(SecurityCode.SessionsEnded, await users.GetUserAsync(User), HttpContext.Place());
        await signIn.SignOutAsync();
        TempData["Done"] = "Sei fuori da tutti i dispositivi.";
        return this.SeeOther(nameof(AccountController.SignIn), on: "Account");
    }
}
