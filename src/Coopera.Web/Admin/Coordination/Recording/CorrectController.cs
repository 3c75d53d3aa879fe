using Coopera.Core.Coordination.Review;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Coordination.Review;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination.Recording;

[Route("/gestione/adesioni/{id:guid}/dati")]
[Authorize(Policy = StaffPolicies.Handle)]
public sealed class CorrectController(CooperaDb db, IValidator<CorrectionForm> validator, CorrectAdhesion correct) : AdminController
{
    [HttpGet]
    public async Task<IActionResult> Edit(Guid id)
    {
        if (await FindAsync(id) is not var (adhesion, body))
        {
            return NotFound();
        }

        return adhesion.Status is AdhesionStatus.Refused or AdhesionStatus.Withdrawn
            ? Over(id)
            : View(new CorrectionPage(adhesion, body, CorrectionForm.Of(adhesion)));
    }

    [HttpPost]
    public async Task<IActionResult> Edit(
        Guid id, [Bind(Prefix = nameof(CorrectionPage.Form))] CorrectionForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState, nameof(CorrectionPage.Form));
        if (!ModelState.IsValid)
        {
            return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity);
        }

        return await AnswerAsync(
            await correct.RunAsync(Asks(id, form.Seen), form.Read(), Text.CleanLine(form.Why), cancellationToken),
            "Dati corretti.",
            this.SeeOther(nameof(AdhesionController.Page), new { id }, on: "Adhesion"),
            status => ShowAsync(id, form, status),
            alreadySo: "I dati sono rimasti come prima.");
    }

    private async Task<IActionResult> ShowAsync(Guid id, CorrectionForm form, int status)
    {
        if (await FindAsync(id) is not var (adhesion, body))
        {
            return NotFound();
        }

        var conflict = status == StatusCodes.Status409Conflict
            ? adhesion.Events.OrderBy(e => e.Id).Skip(AdhesionVersion.Read(form.Seen).Lines).ToList()
            : null;
        if (conflict is not null)
        {
            form.Seen = AdhesionVersion.Of(adhesion).ToString();
        }

        Response.StatusCode = status;
        return View(nameof(Edit), new CorrectionPage(adhesion, body, form) { Conflict = conflict });
    }

    private SeeOther Over(Guid id)
    {
        TempData["Done"] = "La pratica è chiusa: i dati non si correggono più.";
        return this.SeeOther(nameof(AdhesionController.Page), new { id }, on: "Adhesion");
    }

    private async Task<(Adhesion Adhesion, PublicBody Body)?> FindAsync(Guid id)
    {
        var adhesion = await db.Adhesions.AsNoTracking().Include(a => a.Events).SingleOrDefaultAsync(a => a.Id == id);
        return adhesion is null
            ? null
            : (adhesion, await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == adhesion.PublicBodyCode));
    }
}

/// <param name="Form">As typed.</param>
public sealed record CorrectionPage(Adhesion Adhesion, PublicBody Body, CorrectionForm Form)
{
    public IReadOnlyList<AdhesionEvent>? Conflict { get; init; }
}
