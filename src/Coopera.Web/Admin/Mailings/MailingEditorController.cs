using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mailings;
using Coopera.Domain;
using Coopera.Domain.Mailings;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mailings;

[Authorize(Policy = StaffPolicies.Mail)]
public sealed class MailingEditorController(
    CooperaDb db, IValidator<MailingForm> validator, ChangeMailing change, MailingReader reader, UserManager<StaffUser> users,
    TimeProvider clock) : AdminController
{
    private const int LargestForm = 256 * 1024;

    private const string Queued =
        "Il messaggio è in coda: qui vedi quante email sono partite. Quelle che aspettano si possono ancora ritirare.";

    private const string ModelSaved = "Il modello è salvato: lo ritrovi quando cominci un messaggio.";

    [HttpGet("/gestione/messaggi/nuovo")]
    public async Task<IActionResult> New(
        [FromQuery(Name = "a")] AudienceKind? kind, [FromQuery(Name = "webinar")] int? webinar, [FromQuery(Name = "modello")] Guid? model)
    {
        var text = model is { } id ? await FindAsync(id) : null;
        return kind is not { } chosen || !Enum.IsDefined(chosen) || !await HasItsWebinarAsync(chosen, webinar)
            ? this.SeeOther(nameof(MailingsController.Start), on: "Mailings")
            : await ShowAsync(new MailingEditorPage(null, MailingForm.New(chosen, webinar, text)));
    }

    [HttpPost("/gestione/messaggi/nuovo")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm)]
    public async Task<IActionResult> New(
        [Bind(Prefix = nameof(MailingEditorPage.Form))] MailingForm form, string? @do, CancellationToken cancellationToken)
    {
        var page = new MailingEditorPage(null, form);
        if (await AnswerBeforeSavingAsync(page, @do, cancellationToken) is { } answer)
        {
            return answer;
        }

        var start = @do switch
        {
            MailingEditorPage.QueueButton => MailingStart.Queue,
            MailingEditorPage.ModelButton => MailingStart.Model,
            _ => MailingStart.Draft,
        };
        var id = await change.CreateAsync(form.Content(), start, User.Identity!.Name!, SentFormId, cancellationToken);
        TempData["Done"] = start switch
        {
            MailingStart.Queue => Queued,
            MailingStart.Model => ModelSaved,
            _ => "La bozza è salvata: nessuno ha ancora ricevuto niente.",
        };
        return ToPage(id);
    }

    [HttpGet("/gestione/messaggi/{id:guid}/modifica")]
    public async Task<IActionResult> Edit(Guid id) => await FindAsync(id) switch
    {
        null => NotFound(),
        { CanBeChanged: true } mailing => await ShowAsync(new MailingEditorPage(mailing, MailingForm.Of(mailing))),
        _ => ToPage(id),
    };

    [HttpPost("/gestione/messaggi/{id:guid}/modifica")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm)]
    public async Task<IActionResult> Edit(
        Guid id, [Bind(Prefix = nameof(MailingEditorPage.Form))] MailingForm form, string? @do, CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } mailing)
        {
            return NotFound();
        }

        var page = new MailingEditorPage(mailing, form);
        if (mailing.CanBeChanged && await AnswerBeforeSavingAsync(page, @do, cancellationToken) is { } answer)
        {
            return answer;
        }

        if (@do == MailingEditorPage.ModelButton)
        {
            var model = await change.CreateAsync(form.Content(), MailingStart.Model, User.Identity!.Name!, SentFormId, cancellationToken);
            TempData["Done"] = ModelSaved;
            return ToPage(model);
        }

        var queues = @do == MailingEditorPage.QueueButton;
        return await AnswerAsync(
            queues
                ? await change.QueueAsync(Asks(id, form.Seen), form.Content(), cancellationToken)
                : await change.EditAsync(Asks(id, form.Seen), form.Content(), cancellationToken),
            queues ? Queued : "Modifiche salvate: nessuno ha ancora ricevuto niente.",
            ToPage(id),
            status => OvertakenAsync(id, form, status),
            $"{nameof(MailingEditorPage.Form)}.",
            queues ? null : Phrases.AllSavedAlready);
    }

    /// <summary>What is looked at, tried or put right first; null when it may be saved.</summary>
    private async Task<IActionResult?> AnswerBeforeSavingAsync(MailingEditorPage page, string? asked, CancellationToken cancellationToken)
    {
        var (form, isQueueing) = (page.Form, asked == MailingEditorPage.QueueButton);
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState, nameof(MailingEditorPage.Form));
        var isReadable = ModelState.IsValid;
        if (isQueueing && isReadable)
        {
            await CheckAudienceAsync(form);
        }

        if (!ModelState.IsValid)
        {
            return await ShowAsync(page, StatusCodes.Status422UnprocessableEntity, isReadable);
        }

        if (asked == MailingEditorPage.TestButton)
        {
            var me = (await users.GetUserAsync(User))!;
            var address = EmailAddress.Parse(me.Email!);
            await change.TestAsync(form.Content(), address, me.FullName, User.Identity!.Name!, SentFormId, cancellationToken);
            return await ShowAsync(page with { Told = $"La prova parte tra poco per {address.Display}: guarda come si legge, poi decidi." });
        }

        return asked == MailingEditorPage.PreviewButton ? await ShowAsync(page)
            : isQueueing && form.Shown != form.Signature() ? await ShowAsync(page with { AsksToLookAgain = true })
            : null;
    }

    private async Task CheckAudienceAsync(MailingForm form)
    {
        var audience = form.Content().Audience;
        var webinar = await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == audience.WebinarId);
        if (audience.IsOfWebinar && webinar is null)
        {
            ModelState.AddModelError("", "Il webinar di questo messaggio non c’è più.");
        }
        else if (audience.Kind == AudienceKind.Invitations
            && webinar!.PhaseAt(clock.GetUtcNow()) is not (WebinarPhase.Open or WebinarPhase.NotYetOpen))
        {
            ModelState.AddModelError(
                "", webinar.Status == WebinarStatus.Draft
                    ? "Il webinar non è ancora pubblicato: chi apre il link non lo trova. Pubblicalo, poi invita."
                    : "A questo webinar non ci si può più iscrivere: l’invito non serve.");
        }
        else if (webinar?.JoinLink is { Length: > 0 } platform && form.Body!.Contains(platform, StringComparison.OrdinalIgnoreCase))
        {
            ModelState.AddModelError(
                "Form.Body", "Il link della piattaforma non va nel messaggio: con {{entra}} ogni persona ha il suo, e sappiamo chi è entrato.");
        }
        else if ((await reader.CountAsync(audience)) == 0)
        {
            ModelState.AddModelError("", "Così non lo riceve nessuno: cambia a chi va.");
        }
    }

    /// <summary>What a colleague did meanwhile, beside what was typed.</summary>
    private async Task<IActionResult> OvertakenAsync(Guid id, MailingForm form, int status)
    {
        if (await FindAsync(id) is not { } now)
        {
            return NotFound();
        }

        if (!now.CanBeChanged)
        {
            TempData["Refused"] =
                "Nel frattempo qualcun altro ha messo in coda questo messaggio: non si può più cambiare. Guarda com’è adesso.";
            return ToPage(id);
        }

        form.Seen = ChangedMailing.Version(now);
        var conflict = new EditConflict(
            await LastChange.OfAsync(db, AuditSubject.Mailing(id)),
            FieldChange.Between(MailingPhrases.Of(now.Content), MailingPhrases.Of(form.Content())));
        return await ShowAsync(new MailingEditorPage(now, form) { Conflict = conflict }, status);
    }

    private async Task<IActionResult> ShowAsync(
        MailingEditorPage page, int status = StatusCodes.Status200OK, bool isReadable = true)
    {
        page.Form.Shown = isReadable ? page.Form.Signature() : null;
        ModelState.Remove("Form.Shown");
        ModelState.Remove("Form.Seen");
        Response.StatusCode = status;
        return View("Editor", await reader.ShowAsync(page, isReadable));
    }

    private async Task<bool> HasItsWebinarAsync(AudienceKind kind, int? webinar) =>
        !kind.IsOfWebinar() || await db.Webinars.AnyAsync(w => w.Id == webinar);

    private SeeOther ToPage(Guid id) => this.SeeOther(nameof(MailingController.Page), new { id }, on: "Mailing");

    private Task<Mailing?> FindAsync(Guid id) => db.Mailings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id);
}
