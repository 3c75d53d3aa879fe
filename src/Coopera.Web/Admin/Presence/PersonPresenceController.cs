using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Presence.Evidence;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Registrations.People;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Presence;

/// <summary>The evidence of one person's presence, what staff add to it and take from it, and what the person asked for.</summary>
[Route("/gestione/iscrizioni/{id:guid}/presenza")]
public sealed class PersonPresenceController(
    CooperaDb db, StaffNames names, CorrectPresence correct, IValidator<ReasonForm> reasoned) : AdminController
{
    [HttpGet]
    public async Task<IActionResult> Person(Guid id) => await FindAsync(id) is { } page ? View(page) : NotFound();

    [HttpPost("aggiungi")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Add(
        Guid id, [Bind(Prefix = nameof(PersonPresencePage.Add))] AddPresenceForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        var (from, until) = form.Read(page.Webinar, "Add.", ModelState, optional: false);
        var reason = form.ReadReason("Add.", ModelState);
        return from is not { } begin || until is not { } end || reason is null || !ModelState.IsValid
            ? await AgainAsync(id, p => p with { Add = form }, StatusCodes.Status422UnprocessableEntity)
            : await AnswerAsync(
                await correct.AddAsync(Asks(id, null), new TimeWindow(begin, end), reason, cancellationToken),
                "Intervallo aggiunto.",
                ToPage(id),
                status => AgainAsync(id, p => p with { Add = form }, status),
                "Add.");
    }

    [HttpGet("{interval:long}/togli")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> TakeAway(Guid id, long interval) =>
        await FindAsync(id) is not { } page || page.Lines.FirstOrDefault(l => l.Stay.Id == interval) is not { } line ? NotFound()
        : line.Stay.Counts ? View(new TakeAwayPage(page, line, new ReasonForm()))
        : ToPage(id);

    [HttpPost("{interval:long}/togli")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> TakeAway(
        Guid id, long interval, [Bind(Prefix = nameof(TakeAwayPage.Form))] ReasonForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } page || page.Lines.FirstOrDefault(l => l.Stay.Id == interval) is not { } line)
        {
            return NotFound();
        }

        foreach (var failure in (await reasoned.ValidateAsync(form, cancellationToken)).Errors)
        {
            ModelState.AddModelError($"Form.{failure.PropertyName}", failure.ErrorMessage);
        }

        return ModelState.IsValid
            ? await AnswerAsync(
                await correct.TakeAwayAsync(Asks(id, null), interval, Text.CleanParagraph(form.Reason), cancellationToken),
                "Tolto: l’intervallo resta scritto, e non conta più.",
                ToPage(id),
                Show,
                "Form.")
            : await Show(StatusCodes.Status422UnprocessableEntity);

        Task<IActionResult> Show(int status)
        {
            Response.StatusCode = status;
            return Task.FromResult<IActionResult>(View(nameof(TakeAway), new TakeAwayPage(page, line, form)));
        }
    }

    [HttpPost("{interval:long}/rimetti")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> PutBack(Guid id, long interval, CancellationToken cancellationToken) => await AnswerAsync(
        await correct.PutBackAsync(Asks(id, null), interval, cancellationToken),
        "L’intervallo conta di nuovo.",
        ToPage(id),
        status => AgainAsync(id, page => page, status));

    [HttpPost("decidi")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Decide(
        Guid id, [Bind(Prefix = nameof(PersonPresencePage.Decision))] DecisionForm form, [FromServices] DecidePresence decide,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        var answer = form.ReadAnswer("Decision.", ModelState);
        var (from, until) = form.Accept ? form.Read(page.Webinar, "Decision.", ModelState, optional: false) : default;
        if (answer is null || !ModelState.IsValid)
        {
            return await AgainAsync(id, p => p with { Decision = form }, StatusCodes.Status422UnprocessableEntity);
        }

        var result = await decide.RunAsync(
            Asks(id, null), form.Asked, form.Accept ? new TimeWindow(from!.Value, until!.Value) : null, answer, cancellationToken);
        return await AnswerAsync(
            result,
            form.Accept ? "Richiesta accolta: la persona riceve la risposta per email." : "Richiesta respinta: la persona riceve la risposta per email.",
            ToPage(id),
            status => AgainAsync(
                id, p => result.Verdict == ChangeVerdict.Stale ? p with { IsOvertaken = true } : p with { Decision = form }, status),
            "Decision.");
    }

    private Task<PersonPresencePage?> FindAsync(Guid id) => PersonPresencePage.FindAsync(db, names, id);

    private async Task<IActionResult> AgainAsync(Guid id, Func<PersonPresencePage, PersonPresencePage> typed, int status)
    {
        if (await FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        return View(nameof(Person), typed(page));
    }

    private SeeOther ToPage(Guid id) => this.SeeOther(nameof(Person), new { id });
}

public sealed record TakeAwayPage(PersonPresencePage Page, EvidenceLine Line, ReasonForm Form);
