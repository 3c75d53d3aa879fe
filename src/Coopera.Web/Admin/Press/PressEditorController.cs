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

/// <summary>The form that a press release is written in, new or old.</summary>
[Authorize(Policy = StaffPolicies.Edit)]
public sealed class PressEditorController(CooperaDb db, IValidator<PressForm> validator, PressDesk desk, TimeProvider clock) : AdminController
{
    /// <summary>A long text, and every letter accented.</summary>
    private const int LargestForm = 512 * 1024;

    private const string SlugTaken = "Un altro comunicato ha, o ha avuto, questo indirizzo: scegline un altro.";

    [HttpGet("/gestione/comunicati/nuovo")]
    public ViewResult New() => Show(null, new PressForm { IssuedOn = RomeTime.IsoDate(RomeTime.Today(clock)) });

    [HttpPost("/gestione/comunicati/nuovo")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm)]
    public async Task<IActionResult> New([Bind(Prefix = nameof(PressEditorPage.Form))] PressForm form, string? @do, CancellationToken cancellationToken)
    {
        if (@do == PressEditorPage.PreviewButton)
        {
            return Show(null, form, preview: true);
        }

        if (!await IsValidAsync(form))
        {
            return Show(null, form, StatusCodes.Status422UnprocessableEntity);
        }

        if (await desk.CreateAsync(form.Content(), User.Identity!.Name!, SentFormId, cancellationToken) is not { } id)
        {
            return RefuseSlug(null, form);
        }

        TempData["Done"] = "La bozza è salvata. Sul sito non si legge ancora: quando è pronta, pubblicala da qui.";
        return ToDesk(id);
    }

    [HttpGet("/gestione/comunicati/{id:int}/modifica")]
    public async Task<IActionResult> Edit(int id) => await FindAsync(id) is { } release ? Show(release, PressForm.Of(release)) : NotFound();

    [HttpPost("/gestione/comunicati/{id:int}/modifica")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm)]
    public async Task<IActionResult> Edit(int id, [Bind(Prefix = nameof(PressEditorPage.Form))] PressForm form, string? @do, CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } release)
        {
            return NotFound();
        }

        if (@do == PressEditorPage.PreviewButton)
        {
            return Show(release, form, preview: true);
        }

        if (!await IsValidAsync(form))
        {
            return Show(release, form, StatusCodes.Status422UnprocessableEntity);
        }

        switch (await desk.EditAsync(new EditorCall(id, Glimpse.Read(form.Seen), User.Identity!.Name!), form.Content(), cancellationToken))
        {
            case EditorOutcome.Done:
                TempData["Done"] = "Modifiche salvate.";
                return ToDesk(id);
            case EditorOutcome.NothingToDo:
                TempData["Done"] = Phrases.AllSavedAlready;
                return ToDesk(id);
            case EditorOutcome.NotFound:
                return NotFound();
            case EditorOutcome.SlugTaken:
                return RefuseSlug(release, form);
            default:
                return await OvertakenAsync(id, form);
        }
    }

    private SeeOther ToDesk(int id) => this.SeeOther(nameof(PressReleasesController.Page), new { id }, on: "PressReleases");

    private ViewResult RefuseSlug(PressRelease? release, PressForm form)
    {
        ModelState.AddModelError("Form.Slug", SlugTaken);
        return Show(release, form, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>What a colleague saved meanwhile, beside what was typed; sent once more, the form is saved over it.</summary>
    private async Task<IActionResult> OvertakenAsync(int id, PressForm form)
    {
        if (await FindAsync(id) is not { } now)
        {
            return NotFound();
        }

        form.Seen = Glimpse.Of(now.Version).ToString();
        ModelState.Remove("Form.Seen");
        var meanwhile = new Meanwhile(
            await LastChange.OfAsync(db, AuditSubject.PressRelease(id)), FieldChange.Between(PressPhrases.Of(now.Content), PressPhrases.Of(form.Content())));
        return Show(now, form, StatusCodes.Status409Conflict, meanwhile: meanwhile);
    }

    private async Task<bool> IsValidAsync(PressForm form)
    {
        (await validator.ValidateAsync(form)).AddToModelState(ModelState, nameof(PressEditorPage.Form));
        return ModelState.IsValid;
    }

    private ViewResult Show(PressRelease? release, PressForm form, int status = StatusCodes.Status200OK, bool preview = false, Meanwhile? meanwhile = null)
    {
        if (string.IsNullOrWhiteSpace(form.Slug) && ModelState["Form.Slug"] is null or { Errors.Count: 0 })
        {
            form.Slug = form.ChosenSlug();
            ModelState.Remove("Form.Slug"); // what is shown is the proposal, not what was sent
        }

        Response.StatusCode = status;
        return View("Editor", new PressEditorPage(release, form) { ShowsPreview = preview, Meanwhile = meanwhile });
    }

    private Task<PressRelease?> FindAsync(int id) => db.PressReleases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id);
}

/// <param name="Release">Null for a new one.</param>
public sealed record PressEditorPage(PressRelease? Release, PressForm Form)
{
    public const string PreviewButton = "preview";

    public bool ShowsPreview { get; init; }

    /// <summary>What a colleague did, when that stopped the person.</summary>
    public Meanwhile? Meanwhile { get; init; }

    public string Address => Release is null ? Addresses.Admin.Press.New : Addresses.Admin.Press.Edit(Release.Id);
}
