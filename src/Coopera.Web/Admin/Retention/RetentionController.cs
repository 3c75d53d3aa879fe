using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Links;
using Coopera.Core.Retention;
using Coopera.Domain;
using Coopera.Domain.Retention;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Retention;

/// <summary>What is kept for how long, what leaves next, what has left; and how somebody who needs it longer puts it off.</summary>
[Route("/gestione/conservazione")]
public sealed class RetentionController(
    RetentionOverview overview, PostponeRetention postpone, IValidator<RetentionForm> validator, Settings settings, TimeProvider clock)
    : AdminController
{
    private const int MostRuns = 50;

    private DateOnly Today => RomeTime.Day(clock.GetUtcNow());

    [HttpGet]
    public async Task<ViewResult> Index(CancellationToken cancellationToken) => View(
        nameof(Index),
        new RetentionPage(
            await overview.LinesAsync(cancellationToken), await overview.RunsAsync(MostRuns, cancellationToken), Today,
            settings.SecurityLogLife.Days));

    [HttpGet("{kept}/rinvia")]
    [Authorize(Policy = StaffPolicies.Administer)]
    public async Task<IActionResult> Postpone(RetentionClass kept, CancellationToken cancellationToken) =>
        ModelState.IsValid ? await ShowAsync(kept, null, StatusCodes.Status200OK, cancellationToken) : NotFound();

    [HttpPost("{kept}/rinvia")]
    [Authorize(Policy = StaffPolicies.Administer)]
    public async Task<IActionResult> Postpone(RetentionClass kept, RetentionForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || await overview.LineAsync(kept, cancellationToken) is not { } line)
        {
            return NotFound();
        }

        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState);
        if (!ModelState.IsValid)
        {
            return await ShowAsync(kept, form, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        }

        var until = line.PostponedTo(form.ChosenDays!.Value, Today);
        return await AnswerAsync(
            await postpone.RunAsync(Asks(kept, form.Seen), until, Text.CleanParagraph(form.Reason), cancellationToken),
            $"Rinviata: {kept.Title().ToLowerInvariant()}, {RomeTime.Date("fino al", until)}.", RedirectToList(),
            status => ShowAsync(kept, form, status, cancellationToken));
    }

    [HttpPost("{kept}/riprendi")]
    [Authorize(Policy = StaffPolicies.Administer)]
    public async Task<IActionResult> Resume(RetentionClass kept, [FromForm] string? seen, CancellationToken cancellationToken) =>
        !ModelState.IsValid || await overview.LineAsync(kept, cancellationToken) is null ? NotFound() : await AnswerAsync(
            await postpone.ResumeAsync(Asks(kept, seen), cancellationToken), "Il rinvio non c’è più: vale di nuovo la scadenza di sempre.",
            RedirectToList(), async status =>
            {
                Response.StatusCode = status;
                return await Index(cancellationToken);
            });

    private SeeOther RedirectToList() => this.SeeOther(nameof(Index));

    private async Task<IActionResult> ShowAsync(
        RetentionClass kept, RetentionForm? form, int status, CancellationToken cancellationToken)
    {
        if (await overview.LineAsync(kept, cancellationToken) is not { } line)
        {
            return NotFound();
        }

        var overtaken = status == StatusCodes.Status409Conflict;
        form ??= new RetentionForm();
        if (overtaken || form.Seen is null)
        {
            form.Seen = ChangedRetention.Version(line.State);
            ModelState.Remove(nameof(RetentionForm.Seen));
        }

        Response.StatusCode = status;
        ViewData["Line"] = line;
        ViewData["Overtaken"] = overtaken;
        return View(nameof(Postpone), form);
    }
}

public sealed record RetentionPage(
    IReadOnlyList<RetentionLine> Lines, IReadOnlyList<RetentionRun> Runs, DateOnly Today, int SecurityLogDays);
