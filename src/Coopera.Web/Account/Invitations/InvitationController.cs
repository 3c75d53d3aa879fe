using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Web.Account.Passwords;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Account.Invitations;

[Route("/gestione/invito/{token}")]
[PrivatePage]
public sealed class InvitationController(AcceptInvitation accept, UserManager<StaffUser> users) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Choose(string token) =>
        await accept.FindAsync(token) is { } account ? View(new InvitationForm { Token = token, Account = account }) : Over();

    [HttpPost]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> Choose(string token, InvitationForm form, CancellationToken cancellationToken)
    {
        if (await accept.FindAsync(token) is not { } account)
        {
            return Over();
        }

        await form.CheckAsync(users, account, ModelState);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            (form.Token, form.Account) = (token, account);
            return View(form);
        }

        if (!await accept.RunAsync(token, form.Password!, cancellationToken))
        {
            return Over();
        }

        TempData["Done"] = "Password scelta: il tuo profilo è attivo. Accedi con la tua email e la nuova password.";
        return this.SeeOther(nameof(AccountController.SignIn), on: "Account");
    }

    private ViewResult Over()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("Over");
    }
}

public sealed class InvitationForm : NewPasswordForm
{
    internal string? Token { get; set; }

    internal StaffUser? Account { get; set; }
}
