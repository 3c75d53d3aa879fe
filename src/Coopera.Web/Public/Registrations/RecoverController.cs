using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.Registrations;

[Route("/iscrizioni")]
[PrivatePage]
public sealed class RecoverController(AskForMail ask) : Controller
{
    [HttpGet("recupera")]
    public ViewResult Recover() => View(new RecoverForm());

    [HttpPost("recupera")]
    [GuardedForm]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    public async Task<IActionResult> Recover(RecoverForm form, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(form.Email, out var address))
        {
            ModelState.AddModelError(nameof(form.Email), AddressPhrases.Fault(form.Email));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        if (!this.FormGuard().IsBot)
        {
            await ask.RunAsync(MailKinds.YourLinks, address, cancellationToken);
        }

        TempData.Put(new LinksRequested(address.Display));
        return this.SeeOther(nameof(Requested));
    }

    [HttpGet("recupera/inviata")]
    public ViewResult Requested() => View(TempData.Look<LinksRequested>());

    [HttpGet("indirizzo-cambiato")]
    public ViewResult AddressChanged() => View(TempData.Look<AddressChange>());
}

public sealed class RecoverForm
{
    [Display(Name = "Email")]
    public string? Email { get; set; }
}

public sealed record LinksRequested(string Address);
