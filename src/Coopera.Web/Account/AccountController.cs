using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Passwords;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Account;

[Route("/gestione")]
[PrivatePage]
public sealed class AccountController(
    StaffSignIn signIn, StaffSessions sessions, UserManager<StaffUser> users, FirstAdministrators first, SecurityLog security) : Controller
{
    [HttpGet("accesso")]
    public IActionResult SignIn([FromQuery(Name = "ritorno")] string? returnTo) => View(new SignInForm { ReturnTo = returnTo });

    [HttpPost("accesso")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> SignIn(SignInForm form)
    {
        var user = EmailAddress.TryParse(form.Email, out var email) ? await users.FindByNameAsync(email.Key) : null;
        var result = await signIn.PasswordStepAsync(user, email?.Key ?? form.Email ?? "", form.Password ?? "");
        if (result.Succeeded)
        {
            return new SeeOther(this.StaffAddress(form.ReturnTo));
        }

        if (result.RequiresTwoFactor)
        {
            return this.SeeOther(nameof(SecondStepController.Code), new { ritorno = form.ReturnTo }, on: "SecondStep");
        }

        // The same sentence for a wrong address, a wrong password, a locked and a suspended account.
        ModelState.AddModelError(
            nameof(form.Password), $"Email o password non corrette. {StaffPhrases.Lockout}");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(form);
    }

    [HttpPost("esci")]
    [Authorize]
    public async Task<IActionResult> Leave()
    {
        await sessions.EndAsync(users.GetUserId(User)!, User.SessionId());
        await security.NoteAsync(SecurityCode.SignedOut, await users.GetUserAsync(User), HttpContext.Place());
        await signIn.SignOutAsync();
        return this.SeeOther(nameof(SignIn));
    }

    [HttpGet("primo-accesso/{token}")]
    public async Task<IActionResult> First(string? token) =>
        first.IsValidLink(token) && !await first.AnyAsync() ? View(new FirstAccessForm { Token = token }) : NotFound();

    [HttpPost("primo-accesso/{token}")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> First(string? token, FirstAccessForm form)
    {
        if (!first.IsValidLink(token) || await first.AnyAsync())
        {
            return NotFound();
        }

        if (!EmailAddress.TryParse(form.Email, out var email))
        {
            ModelState.AddModelError(nameof(form.Email), AddressPhrases.Fault(form.Email));
        }

        var name = Text.CleanLine(form.FullName);
        if (StaffNameRules.Fault(name) is { } fault)
        {
            ModelState.AddModelError(nameof(form.FullName), fault);
        }

        await form.CheckAsync(users, new StaffUser { Email = email?.Key }, ModelState);
        if (ModelState.IsValid)
        {
            if (await first.CreateAsync(email!, form.Password!, name))
            {
                TempData["Done"] = "Il tuo profilo c’è. Accedi: poi ti guidiamo noi, un passo alla volta.";
                return this.SeeOther(nameof(SignIn));
            }

            if (await first.AnyAsync())
            {
                return NotFound(); // somebody else used the link at the same moment
            }

            ModelState.AddModelError(nameof(form.Email), "C’è già un profilo con questo indirizzo: scrivine un altro.");
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(form);
    }
}

public sealed class SignInForm
{
    [Display(Name = "Email")]
    public string? Email { get; set; }

    [Display(Name = "Password")]
    public string? Password { get; set; }

    public string? ReturnTo { get; set; }
}

public sealed class FirstAccessForm : NewPasswordForm
{
    public string? Token { get; set; }

    [Display(Name = "Nome e cognome")]
    public string? FullName { get; set; }

    [Display(Name = "Email")]
    public string? Email { get; set; }
}
