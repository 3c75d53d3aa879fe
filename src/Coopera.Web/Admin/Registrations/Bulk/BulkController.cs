using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Lists;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations.Bulk;

[Route("/gestione/webinar/{id:int}/iscritti/in-blocco")]
[Authorize(Policy = StaffPolicies.Handle)]
public sealed class BulkController(CooperaDb db, PublicBodyDirectory directory, HandleMany handle, TimeProvider clock) : AdminController
{
    [HttpGet]
    public Task<IActionResult> Confirm(int id, BulkRequest request, RegistrationFilter filter) =>
        ShowAsync(id, request, filter, filter.IsBurst && request.Action == BulkAction.Cancel
            ? new BulkForm { Reason = RegistrationPhrases.BurstReason } // those addresses are nobody's yet: no mail unless staff want it
            : new BulkForm { SendMail = true });

    [HttpPost]
    public async Task<IActionResult> Confirm(
        int id, BulkRequest request, RegistrationFilter filter, BulkForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } webinar || request.Action is not { } action)
        {
            return NotFound();
        }

        var reason = Text.CleanParagraph(form.Reason);
        if (action == BulkAction.Cancel && reason.Length is 0 or > Registration.ReasonMaxLength)
        {
            ModelState.AddModelError(nameof(form.Reason), reason.Length == 0
                ? "Scrivi il motivo: resta nel diario di ogni persona e nel "
                    + "registro." : Phrases.TooLong("Il motivo", Registration.ReasonMaxLength));
            return await ShowAsync(id, request, filter, form, StatusCodes.Status422UnprocessableEntity);
        }

        var (questions, bodies) = ((await QuestionColumns.OfAsync(db, id)).All, await directory.AllAsync());
        var order = new BulkOrder(
            id,
            action,
            inside => request.Of(inside, id, filter.Where(inside, id, questions, bodies)),
            form.Fingerprint ?? "",
            request.Everybody ? $"filtro: {filter.Describe(questions)}" : "scelte una per una",
            action == BulkAction.Cancel ? reason : null,
            form.SendMail,
            User.Identity!.Name!,
            SentFormId);
        return await AnswerAsync(
            await handle.RunAsync(order, cancellationToken),
            "",
            new SeeOther($"{Url.Content(Addresses.Admin.Registrations.List(webinar.Id))}{filter.Query()}"),
            status => ShowAsync(id, request with { UpTo = 0 }, filter, form, status));
    }

    [HttpPost("rimetti")]
    public async Task<IActionResult> Restore(
        int id, DateTimeOffset at, [FromServices] RestoreMany restore, CancellationToken cancellationToken)
    {
        var list = new SeeOther(Url.Content(Addresses.Admin.Registrations.List(id)));
        var result = await restore.RunAsync(id, at, User.Identity!.Name!, SentFormId, cancellationToken);
        return await AnswerAsync(result, "", list, _ =>
        {
            TempData["Refused"] = result.Sentence;
            return Task.FromResult<IActionResult>(list);
        });
    }

    private async Task<IActionResult> ShowAsync(
        int id, BulkRequest request, RegistrationFilter filter, BulkForm form, int status = StatusCodes.Status200OK)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        if (request.Action is null)
        {
            return new SeeOther($"{Url.Content(Addresses.Admin.Registrations.List(id))}{filter.Query()}");
        }

        var (questions, bodies) = ((await QuestionColumns.OfAsync(db, id)).All, await directory.AllAsync());
        request = request.UpTo > 0 ? request : request with { UpTo = await Places.LastNumberAsync(db, id) };
        var count = await BulkCount.OfAsync(request.Of(db, id, filter.Where(db, id, questions, bodies)));
        var possible = count.Active > 0
            && (request.Action != BulkAction.Confirm || SendConfirmationAgain.IsPossible(webinar, clock.GetUtcNow()));
        Response.StatusCode = status;
        return View(nameof(Confirm), new BulkPage(webinar, request, filter, count, possible, filter.Describe(questions))
        {
            Reason = form.Reason,
            SendMail = form.SendMail,
            WasOvertaken = status == StatusCodes.Status409Conflict,
        });
    }

    private Task<Webinar?> FindAsync(int id) => db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id);
}

public sealed class BulkForm
{
    [ModelBinder(Name = "Impronta")]
    public string? Fingerprint { get; set; }

    public string? Reason { get; set; }

    public bool SendMail { get; set; }
}

/// <param name="IsPossible">There is somebody to do it to.</param>
public sealed record BulkPage(
    Webinar Webinar, BulkRequest Request, RegistrationFilter Filter, BulkCount Count, bool IsPossible, string Words)
{
    [Display(Name = "Motivo")]
    public string? Reason { get; init; }

    [Display(Name = "Avvisa ogni persona per email")]
    public bool SendMail { get; init; }

    public bool WasOvertaken { get; init; }

    public bool Cancels => Request.Action == BulkAction.Cancel;

    public string List => Addresses.Admin.Registrations.List(Webinar.Id);
}
