using System.ComponentModel.DataAnnotations;
using Coopera.Domain;
using Coopera.Web.Data;
using Coopera.Web.Features.Shared;
using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Features.Account;

/// <summary>Signing in to the back office, and out of it.</summary>
[Route("/gestione")]
[PrivatePage]
public sealed class AccountController(SignInManager<StaffUser> signIn, UserManager<StaffUser> users, FirstAdministrators first, TimeProvider clock) : Controller
{
    [HttpGet("accesso")]
    public IActionResult SignIn(string? ritorno) => View(new SignInForm { ReturnTo = ritorno });

    [HttpPost("accesso")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> SignIn(SignInForm form)
    {
        if (EmailAddress.TryParse(form.Email, out var email) && await users.FindByNameAsync(email.Key) is { } user
            && (await signIn.PasswordSignInAsync(user, form.Password ?? "", isPersistent: false, lockoutOnFailure: true)).Succeeded)
        {
            user.LastSignInAt = clock.GetUtcNow();
            await users.UpdateAsync(user);
            return new SeeOther(Url.IsLocalUrl(form.ReturnTo) ? form.ReturnTo : Url.Content("~/gestione"));
        }

        // The same sentence for a wrong address, a wrong password and a locked account.
        ModelState.AddModelError(
            nameof(form.Password), "Email o password non corrette. Dopo cinque tentativi sbagliati l’accesso si blocca per 15 minuti.");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(form);
    }

    /// <summary>Ends every session of the account, on whatever device.</summary>
    [HttpPost("esci")]
    [Authorize]
    public async Task<IActionResult> Leave()
    {
        if (await users.GetUserAsync(User) is { } user)
        {
            await users.UpdateSecurityStampAsync(user);
        }

        await signIn.SignOutAsync();
        return this.SeeOther(nameof(SignIn));
    }

    [HttpGet("accesso-negato")]
    public IActionResult Denied() => StatusCode(StatusCodes.Status403Forbidden);

    [HttpGet("primo-accesso/{token}")]
    public async Task<IActionResult> First(string token) =>
        first.IsValidLink(token) && !await first.AnyAsync() ? View(new FirstAccessForm { Token = token }) : NotFound();

    [HttpPost("primo-accesso/{token}")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> First(string token, FirstAccessForm form)
    {
        if (!first.IsValidLink(token) || await first.AnyAsync())
        {
            return NotFound();
        }

        if (!EmailAddress.TryParse(form.Email, out var email))
        {
            ModelState.AddModelError(nameof(form.Email), "Inserisci un indirizzo email valido, per esempio nome@comune.it.");
        }

        if (form.Password is not { Length: >= StaffSetup.PasswordMinLength })
        {
            ModelState.AddModelError(nameof(form.Password), $"Scegli una password di almeno {StaffSetup.PasswordMinLength} caratteri: vanno bene anche tre o quattro parole.");
        }
        else if (form.Password != form.PasswordAgain)
        {
            ModelState.AddModelError(nameof(form.PasswordAgain), "Le due password non sono uguali: scrivila di nuovo.");
        }

        if (ModelState.IsValid)
        {
            if (await first.CreateAsync(email!, form.Password!))
            {
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

public sealed class FirstAccessForm
{
    public string? Token { get; set; }

    [Display(Name = "Email")]
    public string? Email { get; set; }

    [Display(Name = "Password")]
    public string? Password { get; set; }

    [Display(Name = "Ripeti la password")]
    public string? PasswordAgain { get; set; }
}
