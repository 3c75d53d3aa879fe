using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Questionnaires;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Exports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Questionnaires;

/// <summary>What came out of the box: figures and texts, of five people at least, and never one person's answers together.</summary>
[Route("/gestione/webinar/{id:int}/questionario/{round}")]
public sealed class SurveyResultsController(CooperaDb db, ListExport export, TimeProvider clock) : AdminController
{
    [HttpGet("risultati")]
    public async Task<IActionResult> Results(int id, string round, [FromQuery(Name = "solo")] string? filter) =>
        await FindAsync(id, round) is { } page ? View(await SurveyResultsPage.OfAsync(db, page, filter)) : NotFound();

    [HttpGet("risultati.csv")]
    [Authorize(Policy = StaffPolicies.Export)]
    public async Task<IActionResult> Csv(int id, string round)
    {
        if (await FindAsync(id, round) is not { } page)
        {
            return NotFound();
        }

        if (await SurveyList.ResultsAsync(db, page.Survey) is not { } results)
        {
            return NotFound();
        }

        return await export.AnswerAsync(HttpContext, new ExportedList(
            $"questionario-{page.Webinar.Slug}", "Questionario", AuditAction.SurveyExported, page.Survey.Round.Title(), SurveyList.Columns,
            SurveyList.Rows(results).ToAsyncEnumerable())
        {
            Subject = page.Webinar.Title,
            SubjectKey = AuditSubject.Webinar(id),
            Back = Addresses.Admin.Surveys.Results(id, round),
        });
    }

    /// <summary>How the questions that several webinars asked came out, one beside the other.</summary>
    [HttpGet("/gestione/questionari")]
    public async Task<IActionResult> Comparison() => View(await SurveyComparison.OfAsync(db));

    private async Task<SurveyPage?> FindAsync(int id, string round) => QuestionnairePhrases.RoundOf(round) is { } meant
        ? await SurveyPage.FindAsync(db, id, meant, clock.GetUtcNow())
        : null;
}
