using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Questionnaires;
using Coopera.Core.Registrations;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Registrations;
using Coopera.Web.Public.Webinars;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Questionnaires;

/// <summary>
/// The anonymous questionnaire. No cookie, no receipt and no id of a sent form: a ballot that was used says by itself that its answer came
/// in, on whatever page and after however many clicks.
/// </summary>
[Route("/questionari/{token}")]
[PrivatePage]
public sealed class QuestionnaireController(CooperaDb db, BallotLinks links, AnswerSurvey answer, TimeProvider clock) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Answer(string token)
    {
        if (await FindAsync(token) is not var (ballot, survey, webinar))
        {
            return this.InvalidLink();
        }

        return await AnswerSurvey.IsSpentAsync(db, ballot) ? View("Done", PublicWebinar.Of(webinar))
            : survey.StateAt(clock.GetUtcNow()) == SurveyState.Open
                ? View(PageOf(token, survey, webinar, null))
                : Closed(webinar);
    }

    [HttpPost]
    [Trap]
    [EnableRateLimiting(RateLimitPolicies.Presence)]
    public async Task<IActionResult> Answer(string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (ballot, survey, webinar))
        {
            return this.InvalidLink();
        }

        var sent = survey.Questions.ToDictionary(
            q => q.Key, IReadOnlyList<string> (q) => [.. Request.Form[NameOf(q.Key)].OfType<string>()]);
        var sheet = survey.Form().Check(sent);
        foreach (var problem in sheet.Problems)
        {
            ModelState.AddModelError(NameOf(problem.Question.Key), problem.Sentence());
        }

        if (!ModelState.IsValid && survey.TakesAnswersAt(clock.GetUtcNow()) && !await AnswerSurvey.IsSpentAsync(db, ballot))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(PageOf(token, survey, webinar, sent));
        }

        return await answer.RunAsync(survey, ballot, sheet, cancellationToken) == AnswerOutcome.Closed
            ? Closed(webinar)
            : this.SeeOther(nameof(Answer), new { token });
    }

    private static string NameOf(Guid question) => $"q-{question:N}";

    private QuestionnairePage PageOf(string token, Survey survey, Webinar webinar, Dictionary<Guid, IReadOnlyList<string>>? sent) =>
        new(token, PublicWebinar.Of(webinar), survey.ClosesAt!.Value, Fields(survey, sent))
        {
            Scales = survey.Questions.Where(q => q.Kind == SurveyQuestionKind.Scale).Select(q => q.Key).ToHashSet(),
        };

    private IReadOnlyList<QuestionField> Fields(Survey survey, Dictionary<Guid, IReadOnlyList<string>>? sent) =>
        [.. survey.Form().Questions.Select(question => new QuestionField(
            question, NameOf(question.Key), sent?.GetValueOrDefault(question.Key) ?? [],
            ModelState.TryGetValue(NameOf(question.Key), out var entry) ? entry.Errors.FirstOrDefault()?.ErrorMessage : null,
            Condition: null, Before: null, IsNews: false))];

    private ViewResult Closed(Webinar webinar)
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return View("Closed", PublicWebinar.Of(webinar));
    }

    private async Task<(Ballot Ballot, Survey Survey, Webinar Webinar)?> FindAsync(string token)
    {
        if (!links.TryRead(token, out var ballot)
            || await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == ballot.Value.SurveyId) is not { } survey)
        {
            return null;
        }

        return (ballot.Value, survey, await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == survey.WebinarId));
    }
}

public sealed record QuestionnairePage(
    string Token, PublicWebinar Webinar, DateTimeOffset ClosesAt, IReadOnlyList<QuestionField> Fields)
{
    /// <summary>Those from 1 to 5, which stand in a row where there is room.</summary>
    public required IReadOnlySet<Guid> Scales { get; init; }
}
