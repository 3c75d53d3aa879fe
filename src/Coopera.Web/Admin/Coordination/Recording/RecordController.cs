using Coopera.Core;
using Coopera.Core.Coordination.Review;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Coordination.Review;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Coordination.Recording;

[Route("/gestione/adesioni/nuova")]
[Authorize(Policy = StaffPolicies.Handle)]
public sealed class RecordController(
    IValidator<RecordForm> validator, BodyChoice bodies, RecordAdhesion record, TimeProvider clock) : AdminController
{
    [HttpGet]
    public ViewResult New() => View(new RecordForm { ArrivedOn = RomeTime.ShortDate(RomeTime.Today(clock)) });

    [HttpPost]
    public async Task<IActionResult> New(RecordForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState);
        var choice = await bodies.ChooseAsync(form.PublicBodyCode, form.BodyName);
        form.Matches = choice.Matches;
        if (choice.Problem is { } problem && !string.IsNullOrWhiteSpace(form.BodyName))
        {
            ModelState.AddModelError(choice.Matches.Count > 0 ? nameof(form.PublicBodyCode) : nameof(form.BodyName), problem);
        }

        if (choice.Body is not { } body || !ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        ItalianInput.TryDate(form.ArrivedOn, out var day);
        var how = RecordForm.How(form.Arrival!.Value, day);
        var recorded = await record.RunAsync(
            body.Code, EmailAddress.Parse(form.Email!), EmailAddress.ParseOrNone(form.Pec), how, User.Identity!.Name!,
            SentFormId, cancellationToken);
        if (recorded.WasThere)
        {
            TempData["Done"] = "Di questo ente c’è già una scheda firmata: è questa. Non ne abbiamo registrata un’altra.";
            return this.SeeOther(nameof(AdhesionController.Page), new { id = recorded.Id }, on: "Adhesion");
        }

        TempData["Done"] = "Adesione registrata. Ora scrivi i dati della scheda, poi carica la scansione.";
        return this.SeeOther(nameof(CorrectController.Edit), new { id = recorded.Id }, on: "Correct");
    }
}
