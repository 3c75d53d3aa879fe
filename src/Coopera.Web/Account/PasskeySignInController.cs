using Coopera.Core.Staff;
using Coopera.Domain.Staff;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Account;

[Route("/gestione/accesso/passkey")]
[PrivatePage]
public sealed class PasskeySignInController(StaffSignIn signIn, Passkeys passkeys, SecurityLog security) : Controller
{
    [HttpPost("opzioni")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public Task<ContentResult> Ask() => passkeys.AskForOneAsync(user: null, this);

    [HttpPost("")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> SignIn(PasskeyAnswer answer)
    {
        if (await passkeys.ReadAsync(answer.Credential, this) is not var (user, passkey))
        {
            await security.NoteAsync(SecurityCode.PasskeyRefused, user: null, HttpContext.Place());
        }
        else if (await signIn.PasskeyStepAsync(user, passkey))
        {
            return new SeeOther(this.StaffAddress(answer.ReturnTo));
        }

        ModelState.AddModelError("", "Con questa passkey non riusciamo a farti entrare: riprova, o usa email e password.");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("SignIn", new SignInForm { ReturnTo = answer.ReturnTo });
    }
}

/// <param name="Credential">The browser's answer, as JSON.</param>
public sealed record PasskeyAnswer(string? Credential, string? ReturnTo);
