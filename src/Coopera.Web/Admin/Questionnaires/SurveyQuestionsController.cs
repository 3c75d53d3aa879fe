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

[Route("/gestione/webinar/{id:int}/questionario/{round}/domande")]
[Authorize(Policy = StaffPolicies.Edit)]
public sealed class SurveyQuestionsController(
    CooperaDb db, ChangeSurvey change, IValidator<SurveyQuestionForm> validator, TimeProvider clock) : AdminController
{
    private const string Prefix = nameof(SurveyQuestionPage.Form);

    [HttpGet("nuova")]
    public async Task<IActionResult> New(int id, string round) => await FindAsync(id, round) is not { } page ? NotFound()
        : page.CanBeEdited ? View("Question", new SurveyQuestionPage(page, null, new SurveyQuestionForm { Seen = page.Seen }))
        : ToPage(id, round);

    [HttpPost("nuova")]
    public Task<IActionResult> New(
        int id, string round, [Bind(Prefix = Prefix)] SurveyQuestionForm form, CancellationToken cancellationToken) =>
        SaveAsync(id, round, null, form, request => change.AddAsync(request, form.Read(), cancellationToken), "Domanda aggiunta in fondo.");

    [HttpGet("{key:guid}")]
    public async Task<IActionResult> Edit(int id, string round, Guid key)
    {
        if (await FindAsync(id, round) is not { } page || page.Survey.Questions.FirstOrDefault(q => q.Key == key) is not { } question)
        {
            return NotFound();
        }

        return page.CanBeEdited
            ? View("Question", new SurveyQuestionPage(page, question, SurveyQuestionForm.Of(page.Survey, question)))
            : ToPage(id, round);
    }

    [HttpPost("{key:guid}")]
    public Task<IActionResult> Edit(
        int id, string round, Guid key, [Bind(Prefix = Prefix)] SurveyQuestionForm form, CancellationToken cancellationToken) =>
        SaveAsync(id, round, key, form, request => change.EditAsync(request, form.Read(key), cancellationToken), "Domanda cambiata.");

    [HttpPost("{key:guid}/sposta")]
    public Task<IActionResult> Move(
        int id, string round, Guid key, string? seen, [FromForm(Name = "dove")] string? direction, CancellationToken cancellationToken) =>
        DoAsync(id, round, seen, request => change.MoveAsync(request, key, up: direction == "su", cancellationToken), "Domanda spostata.");

    [HttpPost("{key:guid}/togli")]
    public Task<IActionResult> Remove(int id, string round, Guid key, string? seen, CancellationToken cancellationToken) =>
        DoAsync(id, round, seen, request => change.RemoveAsync(request, key, cancellationToken), "Domanda tolta dal questionario.");

    private async Task<IActionResult> SaveAsync(
        int id, string round, Guid? key, SurveyQuestionForm form, Func<ChangeRequest<SurveyOf>, Task<ChangeResult>> run, string done)
    {
        if (QuestionnairePhrases.RoundOf(round) is not { } meant)
        {
            return NotFound();
        }

        (await validator.ValidateAsync(form)).AddToModelState(ModelState, Prefix);
        return !ModelState.IsValid
            ? await AgainAsync(id, round, key, form, StatusCodes.Status422UnprocessableEntity)
            : await AnswerAsync(
                await run(Asks(new SurveyOf(id, meant), form.Seen)), done, ToPage(id, round),
                status => AgainAsync(id, round, key, form, status), $"{Prefix}.");
    }

    private async Task<IActionResult> AgainAsync(int id, string round, Guid? key, SurveyQuestionForm form, int status)
    {
        if (await FindAsync(id, round) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        var overtaken = status == StatusCodes.Status409Conflict;
        form.Seen = overtaken ? page.Seen : form.Seen;
        return View("Question", new SurveyQuestionPage(page, page.Survey.Questions.FirstOrDefault(q => q.Key == key), form)
        {
            IsOvertaken = overtaken,
        });
    }

    private async Task<IActionResult> DoAsync(
        int id, string round, string? seen, Func<ChangeRequest<SurveyOf>, Task<ChangeResult>> run, string done) =>
        QuestionnairePhrases.RoundOf(round) is not { } meant
            ? NotFound()
            : await AnswerAsync(await run(Asks(new SurveyOf(id, meant), seen)), done, ToPage(id, round), _ =>
            {
                TempData["Refused"] = "Nel frattempo il questionario è cambiato: non abbiamo fatto nulla. Guarda com’è adesso.";
                return Task.FromResult<IActionResult>(ToPage(id, round));
            });

    private SeeOther ToPage(int id, string round) => this.SeeOther(nameof(SurveyController.Page), new { id, round }, on: "Survey");

    private async Task<SurveyPage?> FindAsync(int id, string round) => QuestionnairePhrases.RoundOf(round) is { } meant
        ? await SurveyPage.FindAsync(db, id, meant, clock.GetUtcNow())
        : null;
}
