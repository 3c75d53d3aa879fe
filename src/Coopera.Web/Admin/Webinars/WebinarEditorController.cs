using System.Globalization;
using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Webinars;

[Authorize(Policy = StaffPolicies.Edit)]
public sealed class WebinarEditorController(
    CooperaDb db, IValidator<WebinarForm> validator, CreateWebinar create, EditWebinar edit, TimeProvider clock) : AdminController
{
    private const int LargestForm = 1024 * 1024;

    private const int MostFields = 900;

    [HttpGet("/gestione/webinar/nuovo")]
    public async Task<IActionResult> New()
    {
        var proposals = await EditorProposals.OfAsync(db);
        return await ShowAsync(
            null,
            new WebinarForm
            {
                Partners = proposals.Partners,
                Talks = [new TalkForm { Speakers = [new SpeakerForm()] }],
                Reminders = [.. ReminderChoice.All.Select(rule => $"{rule}")],
            },
            page: page => page with { ProposesPartners = proposals.Partners.Length > 0 },
            proposals: proposals);
    }

    [HttpPost("/gestione/webinar/nuovo")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueCountLimit = MostFields)]
    public async Task<IActionResult> New(
        [Bind(Prefix = nameof(WebinarEditorPage.Form))] WebinarForm form, string? @do, CancellationToken cancellationToken)
    {
        if (form.Press(@do) || @do == WebinarEditorPage.PreviewButton)
        {
            return await ComeBackAsync(null, form, @do);
        }

        if (!await IsValidAsync(form, id: 0))
        {
            return await ShowAsync(null, form, StatusCodes.Status422UnprocessableEntity);
        }

        if (await create.RunAsync(form.Content(), form.Programme(), User.Identity!.Name!, SentFormId, cancellationToken) is not { } id)
        {
            ModelState.AddModelError("Form.Slug", ChangedWebinar.SlugTaken.Sentence!);
            return await ShowAsync(null, form, StatusCodes.Status422UnprocessableEntity);
        }

        if (@do != WebinarEditorPage.SaveAndPreview)
        {
            TempData["Done"] = "La bozza è salvata. Sul sito non si vede ancora: quando è pronta, pubblicala da qui.";
        }

        return After(id, @do);
    }

    [HttpGet("/gestione/webinar/{id:int}/modifica")]
    public async Task<IActionResult> Edit(int id) =>
        await FindAsync(id) is { } webinar ? await ShowAsync(webinar, WebinarForm.Of(webinar)) : NotFound();

    [HttpPost("/gestione/webinar/{id:int}/modifica")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueCountLimit = MostFields)]
    public async Task<IActionResult> Edit(
        int id, [Bind(Prefix = nameof(WebinarEditorPage.Form))] WebinarForm form, string? @do, CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        if (form.Press(@do) || @do == WebinarEditorPage.PreviewButton)
        {
            return await ComeBackAsync(webinar, form, @do);
        }

        if (!await IsValidAsync(form, id))
        {
            return await ShowAsync(webinar, form, StatusCodes.Status422UnprocessableEntity);
        }

        var next = webinar.Status == WebinarStatus.Draft ? @do : null;
        var answer = await AnswerAsync(
            await edit.RunAsync(Asks(id, form.Seen), form.Content(), form.Programme(), form.Agreed, cancellationToken),
            "Modifiche salvate.",
            After(id, next),
            status => AgainAsync(webinar, form, status),
            $"{nameof(WebinarEditorPage.Form)}.",
            Phrases.AllSavedAlready);
        if (next == WebinarEditorPage.SaveAndPreview)
        {
            TempData.Remove("Done"); // the page that shows the draft as it will be has no place for it
        }

        return answer;
    }

    private SeeOther After(int id, string? pressed) => new(Url.Content(pressed switch
    {
        WebinarEditorPage.SaveAndPreview => Addresses.Admin.Webinars.Preview(id),
        WebinarEditorPage.SaveAndPublish => Addresses.Admin.Webinars.Publish(id),
        _ => Addresses.Admin.Webinars.Page(id),
    }));

    /// <summary>The form again after one of its own buttons: nothing is checked, nothing is saved, nothing is lost.</summary>
    private Task<IActionResult> ComeBackAsync(Webinar? webinar, WebinarForm form, string? pressed)
    {
        ModelState.Clear(); // the lines have moved: what is shown is the form, not what was sent
        return ShowAsync(webinar, form, page: page => page with { ShowsPreview = pressed == WebinarEditorPage.PreviewButton });
    }

    private async Task<IActionResult> AgainAsync(Webinar webinar, WebinarForm form, int status)
    {
        switch (status)
        {
            case StatusCodes.Status409Conflict:
                return await OvertakenAsync(webinar.Id, form);
            case StatusCodes.Status200OK:
                var now = clock.GetUtcNow();
                var consequences = await Consequences.OfAsync(db, webinar, form.Content(), now);
                return await ShowAsync(
                    webinar, form, page: page => page with { Consequences = consequences, AreClosed = consequences.HaveClosedAt(now) });
            default:
                return await ShowAsync(webinar, form, status);
        }
    }

    /// <summary>What a colleague saved meanwhile, beside what was typed; sent once more, the form is saved over it.</summary>
    private async Task<IActionResult> OvertakenAsync(int id, WebinarForm form)
    {
        if (await FindAsync(id) is not { } now)
        {
            return NotFound();
        }

        var differences = FieldChange.Between(
            await WebinarPhrases.OfAsync(db, now.Content, now.Talks), await WebinarPhrases.OfAsync(db, form.Content(), form.Programme()));
        form.Seen = ChangedWebinar.Version(now);
        ModelState.Remove("Form.Seen");
        var last = await LastChange.OfAsync(db, AuditSubject.Webinar(id));
        return await ShowAsync(
            now, form, StatusCodes.Status409Conflict, page => page with { Conflict = new EditConflict(last, differences) });
    }

    /// <param name="id">0 for a new one.</param>
    private async Task<bool> IsValidAsync(WebinarForm form, int id)
    {
        (await validator.ValidateAsync(form)).AddToModelState(ModelState, nameof(WebinarEditorPage.Form));
        if (!ModelState.IsValid && ModelState.IsFine("Form.Slug")
            && await ChangedWebinar.IsSlugTakenAsync(db, form.ChosenSlug(), id))
        {
            ModelState.AddModelError("Form.Slug", ChangedWebinar.SlugTaken.Sentence!); // what saving would say next
        }

        return ModelState.IsValid;
    }

    private async Task<IActionResult> ShowAsync(
        Webinar? webinar, WebinarForm form, int status = StatusCodes.Status200OK, Func<WebinarEditorPage, WebinarEditorPage>? page = null,
        EditorProposals? proposals = null)
    {
        if (string.IsNullOrWhiteSpace(form.Slug) && ModelState.IsFine("Form.Slug"))
        {
            form.Slug = form.ChosenSlug();
            ModelState.Remove("Form.Slug"); // what is shown is the proposal, not what was sent
        }

        var now = clock.GetUtcNow();
        proposals ??= await EditorProposals.OfAsync(db);
        if (webinar?.Status is null or WebinarStatus.Draft && proposals.ProposeEnd(form))
        {
            ModelState.Remove("Form.End.Date");
            ProposeEndTime();
        }

        var releases = await db.PressReleases.OrderByDescending(r => r.IssuedOn).Select(r => new { r.Id, r.Title }).ToListAsync();
        var active = webinar?.Status == WebinarStatus.Published && now < webinar.EndsAt
            ? await db.Registrations.Accepted().CountAsync(r => r.WebinarId == webinar.Id)
            : 0;
        var model = new WebinarEditorPage(
            webinar,
            form,
            [new SelectListItem("nessuno", ""), .. releases.Select(
                r => new SelectListItem(r.Title, r.Id.ToString(CultureInfo.InvariantCulture)))],
            active,
            EditorPart.Of(form, now))
        {
            Length = proposals.Length,
        };
        Response.StatusCode = status;
        return View("Editor", page is null ? model : page(model));

        // What is shown is the proposal, and that it has to be looked at.
        void ProposeEndTime()
        {
            var isMissing = !ModelState.IsFine("Form.End.Time");
            ModelState.Remove("Form.End.Time");
            if (isMissing)
            {
                ModelState.AddModelError(
                    "Form.End.Time", "Manca l’ora in cui finisce: te ne proponiamo una. Controllala e salva di nuovo.");
            }
        }
    }

    private Task<Webinar?> FindAsync(int id) => db.Webinars.AsNoTracking().Whole().SingleOrDefaultAsync(w => w.Id == id);
}

/// <param name="Webinar">Null for a new one.</param>
/// <param name="Active">How many would be told of a change of title or time.</param>
/// <param name="Parts">Of the form, with what each of them lacks.</param>
public sealed record WebinarEditorPage(
    Webinar? Webinar, WebinarForm Form, IReadOnlyList<SelectListItem> Releases, int Active, IReadOnlyList<EditorPart> Parts)
{
    public const string PreviewButton = "preview";
    public const string SaveAndPreview = "save-preview";
    public const string SaveAndPublish = "save-publish";

    public bool IsDraft => Webinar is not { Status: not WebinarStatus.Draft };

    /// <summary>Of a webinar most of the time.</summary>
    public TimeSpan Length { get; init; }

    public bool ProposesPartners { get; init; }

    public bool ShowsPreview { get; init; }

    public Consequences? Consequences { get; init; }

    /// <summary>Nobody can sign up any more.</summary>
    public bool AreClosed { get; init; }

    public EditConflict? Conflict { get; init; }

    public string Address => Webinar is null ? Addresses.Admin.Webinars.New : Addresses.Admin.Webinars.Edit(Webinar.Id);
}
