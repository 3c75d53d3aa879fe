using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.OwnData;

/// <summary>The answer is the same for every address: whether there is anything is told by mail alone.</summary>
[Route("/i-miei-dati")]
[PrivatePage]
public sealed class AskDataController(AskForMail ask) : Controller
{
    [HttpGet("")]
    public ViewResult Ask() => View(new AskDataForm());

    [HttpPost("")]
    [Trap]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    public async Task<IActionResult> Ask(AskDataForm form, CancellationToken cancellationToken)
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

        await ask.RunAsync(MailKinds.DataLinkSent, address, cancellationToken);
        return this.SeeOther(new DataAsked(address.Display), nameof(Asked));
    }

    [HttpGet("inviata")]
    public ViewResult Asked() => View(this.Receipt<DataAsked>());

    /// <summary>After the link was closed, or everything under the address has gone.</summary>
    [HttpGet("chiusa")]
    public ViewResult Closed() => View();
}

public sealed class AskDataForm
{
    [Display(Name = "Email")]
    public string? Email { get; set; }
}

public sealed record DataAsked(string Address);
