using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars.Questions;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Questions;

[Route("/gestione/webinar/{id:int}/domande")]
public sealed class QuestionsController(
    CooperaDb db, AddQuestion add, ChangeQuestion change, MoveQuestion move,
    RemoveQuestion remove, IValidator<QuestionForm> validator, TimeProvider clock)
    : AdminController
{
    [HttpGet]
    public async Task<IActionResult> Index(int id) => await ListAsync(id) is { } page ? View(page) : NotFound();

    [HttpGet("nuova")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> New(int id) =>
        await ListAsync(id) is { } list ? View(nameof(Edit), new QuestionEditPage(list, null, new QuestionForm())) : NotFound();

    [HttpPost("nuova")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> New(
        int id, [Bind(Prefix = nameof(QuestionEditPage.Form))] QuestionForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState, nameof(QuestionEditPage.Form));
        if (!ModelState.IsValid)
        {
            return await InvalidAsync(id, key: null, form);
        }

        return await AnswerAsync(
            await add.RunAsync(id, form.Read(), User.Identity!.Name!, SentFormId, cancellationToken),
            "Domanda aggiunta in fondo al modulo.",
            ToList(id),
            status => FormAsync(id, key: null, form, status),
            $"{nameof(QuestionEditPage.Form)}.");
    }

    [HttpGet("{key:guid}")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Edit(int id, Guid key)
    {
        if (await ListAsync(id) is not { } list || list.Asked.FirstOrDefault(row => row.Line.Key == key) is not { } row)
        {
            return NotFound();
        }

        return View(new QuestionEditPage(list, row, QuestionForm.Of(row.Question)));
    }

    [HttpPost("{key:guid}")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Edit(
        int id, Guid key, [Bind(Prefix = nameof(QuestionEditPage.Form))] QuestionForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState, nameof(QuestionEditPage.Form));
        if (!ModelState.IsValid)
        {
            return await InvalidAsync(id, key, form);
        }

        return await AnswerAsync(
            await change.RunAsync(Asks(new QuestionId(id, key), form.Seen), form.Read(), cancellationToken),
            "Domanda cambiata.",
            ToList(id),
            status => FormAsync(id, key, form, status),
            $"{nameof(QuestionEditPage.Form)}.",
            "La domanda è rimasta come prima.");
    }

    [HttpPost("{key:guid}/sposta")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Move(
        int id, Guid key, string? seen, [FromForm(Name = "dove")] string? direction, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id, await move.RunAsync(Asks(new QuestionId(id, key), seen), up: direction == "su", cancellationToken), "Domanda spostata.");

    [HttpPost("{key:guid}/togli")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Remove(int id, Guid key, string? seen, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id,
            await remove.RunAsync(Asks(new QuestionId(id, key), seen), cancellationToken),
            "Domanda tolta dal modulo. Le risposte già date restano nell’elenco delle iscrizioni.");

    [HttpPost("copia")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Copy(
        int id, [Bind(Prefix = nameof(QuestionListPage.Copy))] CopyForm form,
        [FromServices] CopyQuestions copy, CancellationToken cancellationToken)
    {
        var from = ItalianInput.TryNumber(form.From, out var number) ? number : 0;
        return await AnswerAsync(
            await copy.RunAsync(id, from, User.Identity!.Name!, SentFormId, cancellationToken),
            "Le domande di quel webinar ci sono già tutte.",
            ToList(id),
            async status =>
            {
                Response.StatusCode = status;
                return await ListAsync(id) is { } page ? View(nameof(Index), page with { Copy = form }) : NotFound();
            },
            $"{nameof(QuestionListPage.Copy)}.");
    }

    private SeeOther ToList(int id) => this.SeeOther(nameof(Index), new { id });

    private Task<IActionResult> AnswerAsync(int id, ChangeResult result, string done) =>
        AnswerAsync(result, done, ToList(id), async status =>
    {
        if (await ListAsync(id) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        if (status != StatusCodes.Status409Conflict)
        {
            return View(nameof(Index), page);
        }

        ModelState.AddModelError("", "Nel frattempo le domande sono cambiate: non abbiamo fatto nulla. Guarda come sono adesso.");
        return View(nameof(Index), page with { Conflict = await QuestionListPage.LastDoneAsync(db, id) });
    });

    /// <summary>What the form alone does not tell is said in the same round: the webinar is full, its condition is gone.</summary>
    private async Task<IActionResult> InvalidAsync(int id, Guid? key, QuestionForm form)
    {
        var questions = await QuestionSheet.CurrentAsync(db, id);
        var question = key is { } known ? questions.Find(known) : null;
        if (form.Kind is { } kind && (question is null ? questions.WhyNotAdd(form.Read()) : questions.WhyNotChange(question, form.Read()))
            is { } objection)
        {
            var (sentence, field) = (objection.Refused(kind).Sentence!, objection.Refused(kind).Field);
            if (field.Length == 0 || ModelState.IsFine($"{nameof(QuestionEditPage.Form)}.{field}"))
            {
                ModelState.AddModelError(field.Length == 0 ? "" : $"{nameof(QuestionEditPage.Form)}.{field}", sentence);
            }
        }

        return await FormAsync(id, key, form);
    }

    private async Task<IActionResult> FormAsync(int id, Guid? key, QuestionForm form, int status = StatusCodes.Status422UnprocessableEntity)
    {
        if (await ListAsync(id) is not { } list)
        {
            return NotFound();
        }

        var row = list.Asked.FirstOrDefault(row => row.Line.Key == key);
        var overtaken = status == StatusCodes.Status409Conflict;
        if (key is not null && row is null && !overtaken)
        {
            (status, overtaken) = (StatusCodes.Status409Conflict, true);
        }

        if (overtaken)
        {
            form.Seen = row?.Question.Mark();
        }

        Response.StatusCode = status;
        return View(nameof(Edit), new QuestionEditPage(list, row, form)
        {
            Conflict = overtaken ? await QuestionListPage.LastDoneAsync(db, id) : null,
            WasRemoved = overtaken && row is null,
        });
    }

    private Task<QuestionListPage?> ListAsync(int id) => QuestionListPage.FindAsync(db, id, clock.GetUtcNow());
}
