using System.ComponentModel.DataAnnotations;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Web.Account;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Staff;

[Route("/gestione/utenti/annulla-tutto")]
[Authorize(Policy = StaffPolicies.Administer)]
public sealed class VoidEverythingController(VoidEverything everything, StaffSignIn signIn) : AdminController
{
    [HttpGet]
    public async Task<ViewResult> Ask(CancellationToken cancellationToken) => await PageAsync(new VoidForm(), cancellationToken);

    [HttpPost]
    public async Task<IActionResult> Go(VoidForm form, CancellationToken cancellationToken)
    {
        var reason = Text.CleanParagraph(form.Reason);
        if (reason.Length is 0 or > AccountForm.ReasonMaxLength)
        {
            ModelState.AddModelError(
                nameof(form.Reason), $"Scrivi perché, in {AccountForm.ReasonMaxLength} caratteri al massimo: resta nel registro.");
        }

        if (!form.Agreed)
        {
            ModelState.AddModelError(nameof(form.Agreed), "Spunta la casella: non si può tornare indietro.");
        }

        if (ModelState.IsValid)
        {
            await everything.RunAsync(User.Identity!.Name!, reason, SentFormId, cancellationToken);
            await signIn.SignOutAsync();
            TempData["Done"] = "Nessun link mandato finora funziona più, e tutte le sessioni sono chiuse: anche la tua. Accedi di nuovo.";
            return this.SeeOther(nameof(AccountController.SignIn), on: "Account");
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await PageAsync(form, cancellationToken);
    }

    private async Task<ViewResult> PageAsync(VoidForm form, CancellationToken cancellationToken)
    {
        form.What = await everything.CountAsync(cancellationToken);
        return View("VoidEverything", form);
    }
}

public sealed class VoidForm
{
    [Display(Name = "Motivo")]
    public string? Reason { get; set; }

    public bool Agreed { get; set; }

    internal WhatIsVoided? What { get; set; }
}
