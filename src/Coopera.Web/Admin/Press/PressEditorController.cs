using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Press;
using Coopera.Domain;
using Coopera.Domain.Press;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Press;

[Authorize(Policy = StaffPolicies.Edit)]
public sealed class PressEditorController(
    CooperaDb db, IValidator<PressForm> validator, ChangePressRelease change, TimeProvider clock) : AdminController
{
    private const int LargestForm = 512 * 1024;

    [HttpGet("/gestione/comunicati/nuovo")]
    public ViewResult New() => Show(null, new PressForm { IssuedOn = RomeTime.IsoDate(RomeTime.Today(clock)) });

    [HttpPost("/gestione/comunicati/nuovo")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm)]
    public async Task<IActionResult> New(
        [Bind(Prefix = nameof(PressEditorPage.Form))] PressForm form, string? @do, CancellationToken cancellationToken)
    {
        if (@do == PressEditorPage.PreviewButton)
        {
            return Show(null, form, preview: true);
        }

        if (!await IsValidAsync(form, id: 0))
        {
            return Show(null, form, StatusCodes.Status422UnprocessableEntity);
        }

        if (await change.CreateAsync(form.Content(), User.Identity!.Name!, SentFormId, cancellationToken) is not { } id)
        {
            ModelState.AddModelError("Form.Slug", ChangedPressRelease.SlugTaken.Sentence!);
            return Show(null, form, StatusCodes.Status422UnprocessableEntity);
        }

        TempData["Done"] = "La bozza è salvata. Sul sito non si legge ancora: quando è pronta, pubblicala da qui.";
        return ToPage(id);
    }

    [HttpGet("/gestione/comunicati/{id:int}/modifica")]
    public async Task<IActionResult> Edit(int id) => await FindAsync(id) is { } release ? Show(release, PressForm.Of(release)) : NotFound();

    [HttpPost("/gestione/comunicati/{id:int}/modifica")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm)]
    public async Task<IActionResult> Edit(
        int id, [Bind(Prefix = nameof(PressEditorPage.Form))] PressForm form, string? @do, CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } release)
        {
            return NotFound();
        }

        if (@do == PressEditorPage.PreviewButton)
        {
            return Show(release, form, preview: true);
        }

        if (!await IsValidAsync(form, id))
        {
            return Show(release, form, StatusCodes.Status422UnprocessableEntity);
        }

        return await AnswerAsync(
            await change.EditAsync(Asks(id, form.Seen), form.Content(), cancellationToken),
            "Modifiche salvate.",
            ToPage(id),
            async status => status == StatusCodes.Status409Conflict ? await OvertakenAsync(id, form) : Show(release, form, status),
            $"{nameof(PressEditorPage.Form)}.",
            Phrases.AllSavedAlready);
    }

    private SeeOther ToPage(int id) => this.SeeOther(nameof(PressReleasesController.Page), new { id }, on: "PressReleases");

    /// <summary>What a colleague saved meanwhile, beside what was typed; sent once more, the form is saved over it.</summary>
    private async Task<IActionResult> OvertakenAsync(int id, PressForm form)
    {
        if (await FindAsync(id) is not { } now)
        {
            return NotFound();
        }

        form.Seen = ChangedPressRelease.Version(now);
        ModelState.Remove("Form.Seen");
        var conflict = new EditConflict(
            await LastChange.OfAsync(db, AuditSubject.PressRelease(id)),
            FieldChange.Between(PressPhrases.Of(now.Content), PressPhrases.Of(form.Content())));
        return Show(now, form, StatusCodes.Status409Conflict, conflict: conflict);
    }

    /// <param name="id">0 for a new one.</param>
    private async Task<bool> IsValidAsync(PressForm form, int id)
    {
        (await validator.ValidateAsync(form)).AddToModelState(ModelState, nameof(PressEditorPage.Form));
        if (!ModelState.IsValid && ModelState.IsFine("Form.Slug")
            && await ChangedPressRelease.IsSlugTakenAsync(db, form.ChosenSlug(), id))
        {
            ModelState.AddModelError("Form.Slug", ChangedPressRelease.SlugTaken.Sentence!); // what saving would say next
        }

        return ModelState.IsValid;
    }

    private ViewResult Show(
        PressRelease? release, PressForm form, int status = StatusCodes.Status200OK, bool preview = false, EditConflict? conflict = null)
    {
        if (string.IsNullOrWhiteSpace(form.Slug) && ModelState.IsFine("Form.Slug"))
        {
            form.Slug = form.ChosenSlug();
            ModelState.Remove("Form.Slug"); // what is shown is the proposal, not what was sent
        }

        Response.StatusCode = status;
        return View("Editor", new PressEditorPage(release, form) { ShowsPreview = preview, Conflict = conflict });
    }

    private Task<PressRelease?> FindAsync(int id) => db.PressReleases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id);
}

/// <param name="Release">Null for a new one.</param>
public sealed record PressEditorPage(PressRelease? Release, PressForm Form)
{
    public const string PreviewButton = "preview";

    public bool ShowsPreview { get; init; }

    public EditConflict? Conflict { get; init; }

    public string Address => Release is null ? Addresses.Admin.Press.New : Addresses.Admin.Press.Edit(Release.Id);
}
