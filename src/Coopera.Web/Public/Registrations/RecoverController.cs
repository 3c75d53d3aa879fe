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
    [Trap]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    public async Task<IActionResult> Recover(RecoverForm form, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(form.Email, out var address))
        {
            ModelState.AddModelError(nameof(form.Email), AddressPhrases.Fault(form.Email));
        }

        if (!ModelState.IsValid || address is null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        await ask.RunAsync(MailKinds.YourLinks, address, cancellationToken);
        return this.SeeOther(new LinksRequested(address.Display), nameof(Requested));
    }

    [HttpGet("recupera/inviata")]
    public ViewResult Requested() => View(this.Receipt<LinksRequested>());

    [HttpGet("indirizzo-cambiato")]
    public ViewResult AddressChanged() => View(this.Receipt<AddressChange>());
}

public sealed class RecoverForm
{
    [Display(Name = "Email")]
    public string? Email { get; set; }
}

public sealed record LinksRequested(string Address);
