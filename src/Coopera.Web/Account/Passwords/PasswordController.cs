using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Account.Passwords;

[Route("/gestione/password")]
[PrivatePage]
public sealed class PasswordController(
    AskForMail ask, PasswordResetLinks links, StaffAccounts accounts, UserManager<StaffUser> users, SecurityLog security) : Controller
{
    [HttpGet("")]
    public ViewResult Ask() => View(new ForgottenPasswordForm());

    [HttpPost("")]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    public async Task<IActionResult> Ask(ForgottenPasswordForm form, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(form.Email, out var address))
        {
            ModelState.AddModelError(nameof(form.Email), AddressPhrases.Fault(form.Email));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        await ask.RunAsync(MailKinds.PasswordReset, address, cancellationToken);
        await security.NoteAsync(SecurityCode.ResetAsked, await users.FindByNameAsync(address.Key), HttpContext.Place());
        return this.SeeOther(nameof(Asked));
    }

    [HttpGet("inviata")]
    public ViewResult Asked() => View();

    [HttpGet("{token}")]
    public async Task<IActionResult> Choose(string token) =>
        await AccountOfAsync(token) is not null ? View(new ResetPasswordForm { Token = token }) : this.InvalidLink();

    [HttpPost("{token}")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> Choose(string token, ResetPasswordForm form)
    {
        if (await AccountOfAsync(token) is not { } user)
        {
            return this.InvalidLink();
        }

        form.Token = token;
        await form.CheckAsync(users, user, ModelState);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        if (!await ChangeAsync(user, form.Password!))
        {
            return this.InvalidLink();
        }

        await security.NoteAsync(SecurityCode.PasswordReset, user, HttpContext.Place());
        TempData["Done"] = "La nuova password è attiva: ora accedi.";
        return this.SeeOther(nameof(AccountController.SignIn), on: "Account");
    }

    private async Task<StaffUser?> AccountOfAsync(string token) =>
        links.AccountOf(token) is { } id && await users.FindByIdAsync(id) is { SuspendedAt: null } user
            && links.Opens(token, id, PasswordResetLinks.Print(user.SecurityStamp))
            ? user
            : null;

    private Task<bool> ChangeAsync(StaffUser user, string password) => accounts.WriteAsync(user.Id, async account =>
    {
        if (account.User.SecurityStamp != user.SecurityStamp)
        {
            return false;
        }

        // Who reads the mails of the address is not kept out. What was counted of wrong codes goes on.
        await SignInAttempts.ForgetAsync(account.Db, account.User.UserName!, SignInStep.Password);
        await account.SetPasswordAsync(password);
        await account.NotifyAsync(AccountChange.NewPassword);
        await account.RecordAsync(AuditAction.PasswordReset, "Con il link ricevuto per email");
        return true;
    });
}

public sealed class ForgottenPasswordForm
{
    [Display(Name = "Email")]
    public string? Email { get; set; }
}

public sealed class ResetPasswordForm : NewPasswordForm
{
    public string? Token { get; set; }
}
