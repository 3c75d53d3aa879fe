using System.ComponentModel.DataAnnotations;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Staff;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Account;

[Route("/gestione/accesso")]
[PrivatePage]
public sealed class SecondStepController(StaffSignIn signIn, UserManager<StaffUser> users) : Controller
{
    [HttpGet("codice")]
    public async Task<IActionResult> Code([FromQuery(Name = "ritorno")] string? returnTo) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is { } user
            ? await CodePageAsync(user, new SecondStepForm { ReturnTo = returnTo })
            : StartAgain();

    [HttpPost("codice")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> Code(SecondStepForm form)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
        {
            return StartAgain();
        }

        if (await signIn.CodeStepAsync(user, form.Code))
        {
            return new SeeOther(this.StaffAddress(form.ReturnTo));
        }

        ModelState.AddModelError(
            nameof(form.Code),
            $"Il codice non va bene: scrivi quello che l’app mostra adesso; ogni codice vale una volta. {StaffPhrases.Lockout}");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await CodePageAsync(user, form);
    }

    [HttpGet("recupero")]
    public async Task<IActionResult> Recovery([FromQuery(Name = "ritorno")] string? returnTo) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is not null ? View(new SecondStepForm { ReturnTo = returnTo }) : StartAgain();

    [HttpPost("recupero")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> Recovery(SecondStepForm form)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
        {
            return StartAgain();
        }

        if (await signIn.RecoveryStepAsync(user, form.Code))
        {
            TempData["Done"] = "Hai usato un codice di recupero: non vale più. Se hai perso il telefono, collega l’app di quello nuovo.";
            return new SeeOther(Url.Content(Addresses.Profile.Page));
        }

        ModelState.AddModelError(
            nameof(form.Code),
            $"Il codice di recupero non va bene: controlla di averlo scritto per intero e di non averlo già usato. {StaffPhrases.Lockout}");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(form);
    }

    private async Task<ViewResult> CodePageAsync(StaffUser user, SecondStepForm form)
    {
        form.HasApp = user.TwoFactorEnabled;
        form.HasPasskey = (await users.GetPasskeysAsync(user)).Count > 0;
        return View("Code", form);
    }

    private SeeOther StartAgain()
    {
        TempData["Done"] = "È passato troppo tempo: ricomincia dalla password.";
        return this.SeeOther(nameof(AccountController.SignIn), on: "Account");
    }
}

public sealed class SecondStepForm
{
    [Display(Name = "Codice")]
    public string? Code { get; set; }

    public string? ReturnTo { get; set; }

    internal bool HasApp { get; set; }

    internal bool HasPasskey { get; set; }
}
