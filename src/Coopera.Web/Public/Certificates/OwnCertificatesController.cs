using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Certificates;

/// <summary>"I miei attestati": the link to them goes by mail to the address that they are of.</summary>
[Route("/attestati/miei")]
[PrivatePage]
public sealed class OwnCertificatesController(CooperaDb db, CertificateLinks links, AskForMail ask, TimeProvider clock) : Controller
{
    [HttpGet]
    public ViewResult Ask() => View(new OwnCertificatesForm());

    [HttpPost]
    [Trap]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    public async Task<IActionResult> Ask(OwnCertificatesForm form, CancellationToken cancellationToken)
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

        await ask.RunAsync(MailKinds.YourCertificates, address, cancellationToken);
        return this.SeeOther(new CertificatesAsked(address.Display), nameof(Asked));
    }

    [HttpGet("inviata")]
    public ViewResult Asked() => View(this.Receipt<CertificatesAsked>());

    [HttpGet("{token}")]
    public async Task<IActionResult> List(string token)
    {
        if (links.Read(token, RomeTime.Today(clock)) is not { } mark)
        {
            return this.InvalidLink();
        }

        var own = await SendCertificates.OwnOf(db, mark).AsNoTracking()
            .OrderByDescending(c => c.Year).ThenByDescending(c => c.Number).ToListAsync();
        return View(new OwnCertificates([.. own.Select(certificate => PublicCertificate.Of(certificate))]));
    }
}

public sealed class OwnCertificatesForm
{
    [Display(Name = "Email")]
    public string? Email { get; set; }
}

public sealed record CertificatesAsked(string Address);

public sealed record OwnCertificates(IReadOnlyList<PublicCertificate> All);
