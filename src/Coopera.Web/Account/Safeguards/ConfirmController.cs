using System.ComponentModel.DataAnnotations;
using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Account.Safeguards;

[Route("/gestione/accesso/conferma")]
[Authorize]
[PrivatePage]
public sealed class ConfirmController(StaffSignIn signIn, UserManager<StaffUser> users, Passkeys passkeys) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Confirm(
        [FromQuery(Name = "ritorno")] string? returnTo, [FromQuery(Name = "daRifare")] bool startAgain) =>
        await PageAsync(new ConfirmForm { ReturnTo = returnTo, StartAgain = startAgain });

    [HttpPost("")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> Confirm(ConfirmForm form)
    {
        var user = (await users.GetUserAsync(User))!;
        if (!(await signIn.CheckPasswordSignInAsync(user, form.Password ?? "", lockoutOnFailure: true)).Succeeded)
        {
            // The same sentence for a wrong password and a locked account.
            ModelState.AddModelError(nameof(form.Password), $"Password non corretta. {StaffPhrases.Lockout}");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await PageAsync(form);
        }

        await signIn.GoOnAsync(user, proven: true);
        return new SeeOther(this.StaffAddress(form.ReturnTo));
    }

    [HttpPost("passkey/opzioni")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> AskPasskey() => await passkeys.AskForOneAsync(await users.GetUserAsync(User), this);

    [HttpPost("passkey")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> ConfirmWithPasskey(PasskeyAnswer answer)
    {
        if (await passkeys.ReadAsync(answer.Credential, this) is var (user, passkey) && user.Id == users.GetUserId(User))
        {
            StaffAccountChange.Must(await users.AddOrUpdatePasskeyAsync(user, passkey));
            await signIn.GoOnAsync(user, secondFactor: true, proven: true);
            return new SeeOther(this.StaffAddress(answer.ReturnTo));
        }

        ModelState.AddModelError("", "Questa passkey non va bene: riprova, o usa la password.");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await PageAsync(new ConfirmForm { ReturnTo = answer.ReturnTo });
    }

    private async Task<ViewResult> PageAsync(ConfirmForm form)
    {
        var user = (await users.GetUserAsync(User))!;
        form.HasPasskey = (await users.GetPasskeysAsync(user)).Count > 0;
        return View("Confirm", form);
    }
}

public sealed class ConfirmForm
{
    [Display(Name = "Password")]
    public string? Password { get; set; }

    public string? ReturnTo { get; set; }

    public bool StartAgain { get; set; }

    internal bool HasPasskey { get; set; }
}
