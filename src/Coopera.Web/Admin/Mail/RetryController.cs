using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Mail;

[Authorize(Policy = StaffPolicies.Mail)]
public sealed class RetryController(CooperaDb db, RetryFailedMails retry, TryLaneNow lane) : AdminController
{
    [HttpPost("/gestione/posta/prova-adesso")]
    public async Task<IActionResult> TryNow(CancellationToken cancellationToken)
    {
        TempData["Done"] = await lane.RunAsync(User.Identity!.Name!, cancellationToken)
            ? "Proviamo subito con una email: se parte, le altre la seguono. Aggiorna la pagina tra un minuto."
            : "La posta non era ferma.";
        return this.SeeOther(nameof(MailController.Index), on: "Mail");
    }

    [HttpGet("/gestione/posta/riprova")]
    public async Task<ViewResult> Ask()
    {
        var (badAddress, other) = await RetryFailedMails.CountAsync(db);
        return View(new RetryForm(badAddress, other));
    }

    [HttpPost("/gestione/posta/riprova")]
    public async Task<IActionResult> Go([FromForm(Name = "anche")] bool alsoBadAddresses, CancellationToken cancellationToken)
    {
        TempData["Done"] = await retry.RunAsync(alsoBadAddresses, User.Identity!.Name!, cancellationToken) switch
        {
            0 => "Non c’era più nessuna email da rimettere in coda.",
            1 => "Rimessa in coda un’email: parte tra poco.",
            var count => $"Rimesse in coda {Amount.Of(count)} email: partono una dopo l’altra.",
        };
        return this.SeeOther(nameof(MailController.Index), on: "Mail");
    }
}

/// <param name="BadAddress">Failed because the address takes no mail.</param>
/// <param name="Other">Failed for another reason.</param>
public sealed record RetryForm(int BadAddress, int Other);
