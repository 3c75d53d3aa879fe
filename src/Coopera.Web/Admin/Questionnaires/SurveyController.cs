using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Questionnaires;
using Coopera.Domain.Questionnaires;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Questionnaires;

/// <summary>A questionnaire of a webinar: what it asks, who and until when.</summary>
[Route("/gestione/webinar/{id:int}/questionario/{round}")]
public sealed class SurveyController(CooperaDb db, ChangeSurvey change, IValidator<OpenSurveyForm> validator, TimeProvider clock)
    : AdminController
{
    [HttpGet("/gestione/webinar/{id:int}/questionario")]
    public SeeOther First(int id) => this.SeeOther(nameof(Page), new { id, round = SurveyRound.Afterwards.Word() });

    [HttpGet]
    public async Task<IActionResult> Page(int id, string round) => await FindAsync(id, round) is { } page ? View(page) : NotFound();

    [HttpPost("apri")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Open(
        int id, string round, [Bind(Prefix = nameof(SurveyPage.Form))] OpenSurveyForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState, nameof(SurveyPage.Form));
        return !ModelState.IsValid
            ? await AgainAsync(id, round, form, StatusCodes.Status422UnprocessableEntity)
            : await AnswerAsync(
                id, round, form,
                request => change.OpenAsync(request, form.Audience!.Value, form.Opens(), form.Closes()!.Value, cancellationToken),
                "Il questionario è aperto, o si apre da solo nel giorno scelto.");
    }

    [HttpPost("non-aprire")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> Unplan(int id, string round, OpenSurveyForm form, CancellationToken cancellationToken) => AnswerAsync(
        id, round, form, request => change.UnplanAsync(request, cancellationToken), "Il questionario non si apre più da solo.");

    [HttpPost("sposta-chiusura")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Move(
        int id, string round, [Bind(Prefix = nameof(SurveyPage.Form))] OpenSurveyForm form, CancellationToken cancellationToken)
    {
        if (!SurveyDay.IsDay(form.LastDay))
        {
            ModelState.AddModelError($"{nameof(SurveyPage.Form)}.{nameof(OpenSurveyForm.LastDay)}", SurveyDay.Sentence);
            return await AgainAsync(id, round, form, StatusCodes.Status422UnprocessableEntity);
        }

        return await AnswerAsync(
            id, round, form, request => change.RescheduleAsync(request, form.Closes()!.Value, cancellationToken),
            $"Si può rispondere fino {QuestionnairePhrases.LastDay(form.Closes()!.Value)}.");
    }

    [HttpGet("chiudi")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> AskClose(int id, string round) => await FindAsync(id, round) is not { } page ? NotFound()
        : page.State == SurveyState.Open ? View("Close", page) : this.SeeOther(nameof(Page), new { id, round });

    [HttpPost("chiudi")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> Close(int id, string round, OpenSurveyForm form, CancellationToken cancellationToken) => AnswerAsync(
        id, round, form, request => change.CloseAsync(request, cancellationToken),
        "Il questionario è chiuso. Tra una decina di minuti l’urna si apre e i risultati sono qui.");

    private async Task<IActionResult> AnswerAsync(
        int id, string round, OpenSurveyForm form, Func<ChangeRequest<SurveyOf>, Task<ChangeResult>> run, string done) =>
        QuestionnairePhrases.RoundOf(round) is not { } meant
            ? NotFound()
            : await AnswerAsync(
                await run(Asks(new SurveyOf(id, meant), form.Seen)), done, this.SeeOther(nameof(Page), new { id, round }),
                status => AgainAsync(id, round, form, status), $"{nameof(SurveyPage.Form)}.");

    private async Task<IActionResult> AgainAsync(int id, string round, OpenSurveyForm form, int status)
    {
        if (await FindAsync(id, round) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        var overtaken = status == StatusCodes.Status409Conflict;
        (form.Seen, form.Audience) = (overtaken ? page.Seen : form.Seen, form.Audience ?? page.Form.Audience);
        form.LastDay ??= page.Form.LastDay;
        return View(nameof(Page), page with { Form = form, IsOvertaken = overtaken });
    }

    private async Task<SurveyPage?> FindAsync(int id, string round) => QuestionnairePhrases.RoundOf(round) is { } meant
        ? await SurveyPage.FindAsync(db, id, meant, clock.GetUtcNow())
        : null;
}
