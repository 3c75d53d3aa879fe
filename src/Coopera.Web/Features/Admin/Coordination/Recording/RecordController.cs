using Coopera.Domain;
using Coopera.Web.Features.Admin.Coordination.Review;
using Coopera.Web.Features.PublicBodies;
using Coopera.Web.Features.Shared;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Features.Admin.Coordination.Recording;

/// <summary>An adhesion that came by certified mail or on paper: first the body and how it came, then its data, then the scan.</summary>
[Route("/gestione/adesioni/nuova")]
public sealed class RecordController(IValidator<RecordForm> validator, PublicBodyDirectory directory, RecordAdhesion record, TimeProvider clock) : AdminController
{
    [HttpGet]
    public ViewResult New() => View(new RecordForm { ArrivedOn = TypedDate.Text(DateOnly.FromDateTime(RomeTime.ToRome(clock.GetUtcNow()).DateTime)) });

    [HttpPost]
    public async Task<IActionResult> New(RecordForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState);
        var body = await FindBodyAsync(form);
        if (body is null || !ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        var pec = string.IsNullOrWhiteSpace(form.Pec) ? "" : EmailAddress.Parse(form.Pec).Display;
        var how = RecordForm.How(form.Arrival!.Value, TypedDate.Read(form.ArrivedOn)!.Value);
        var recorded = await record.RunAsync(body.Code, EmailAddress.Parse(form.Email!), pec, how, User.Identity!.Name!, cancellationToken);
        if (recorded.WasThere)
        {
            TempData["Done"] = "Questo ente ha già un’adesione: è questa. Non ne abbiamo registrata un’altra.";
            return this.SeeOther(nameof(AdhesionController.Page), new { id = recorded.Id }, on: "Adhesion");
        }

        TempData["Done"] = "Adesione registrata. Ora scrivi i dati della scheda, poi carica la scansione.";
        return this.SeeOther(nameof(CorrectController.Edit), new { id = recorded.Id }, on: "Correct");
    }

    /// <summary>The body chosen from the list, or called exactly so; else the form asks which one is meant.</summary>
    private async Task<PublicBodyEntry?> FindBodyAsync(RecordForm form)
    {
        if ((await directory.FindAsync(form.PublicBodyCode) ?? await directory.ResolveAsync(form.BodyName)) is { } found)
        {
            return found;
        }

        if (string.IsNullOrWhiteSpace(form.BodyName))
        {
            return null; // the validator has said so
        }

        form.Matches = await directory.SearchAsync(form.BodyName);
        ModelState.AddModelError(
            form.Matches.Count == 0 ? nameof(form.BodyName) : nameof(form.PublicBodyCode),
            form.Matches.Count == 0
                ? "Non troviamo questo ente nel registro dei Comuni siciliani, dei Liberi consorzi e delle Città metropolitane: controlla il nome."
                : "Scegli l’ente tra quelli che corrispondono al nome che hai scritto.");
        return null;
    }
}
