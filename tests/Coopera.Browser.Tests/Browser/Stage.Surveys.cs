using Coopera.Core.Links;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Browser;

public static partial class Stage
{
    /// <summary>A webinar that ended two hours ago; a questionnaire of it that is open, or closed with so many answers.</summary>
    /// <param name="answers">Null: it is open, with six answers in the box.</param>
    public static async Task<(Webinar Webinar, Survey Survey)> SurveyedAsync(this CooperaSite site, int? answers = null)
    {
        var webinar = await site.OverAsync();
        var survey = await site.OpenSurveyAsync(webinar);
        for (var i = 0; i < (answers ?? 6); i++)
        {
            await site.AnswerAsync(survey, Ballot.Draw(survey.Id), survey.Answered(question => question.Kind switch
            {
                SurveyQuestionKind.Scale => [question.Choices[(i * 3 % 4) + 1]],
                SurveyQuestionKind.Text => i % 2 == 0 ? ["Più tempo per le domande, e i casi dei comuni piccoli."] : [],
                SurveyQuestionKind.SeveralChoices => [.. question.Choices.Where((_, place) => (place + i) % 3 == 0)],
                _ => [question.Choices[i % 2]],
            }));
        }

        if (answers is not null)
        {
            await site.WriteAsync(db => db.Surveys.Where(s => s.Id == survey.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.ClosesAt, DateTimeOffset.UtcNow - Survey.Grace)));
            await site.CountSurveysAsync();
        }

        return (webinar, survey);
    }

    public static async Task<Webinar> OverAsync(this CooperaSite site)
    {
        var webinar = await site.OpenAsync();
        var (start, end) = (DateTimeOffset.UtcNow.AddHours(-4), DateTimeOffset.UtcNow.AddHours(-2));
        await site.WriteAsync(async db =>
        {
            var stored = await db.Webinars.Include(w => w.Talks).SingleAsync(w => w.Id == webinar.Id);
            stored.Edit(stored.Content with { StartsAt = start, EndsAt = end }, [], DateTimeOffset.UtcNow);
        });
        return await site.ReadAsync(db => db.Webinars.AsNoTracking().SingleAsync(w => w.Id == webinar.Id));
    }

    /// <summary>The way into an open questionnaire, as a mail brings it.</summary>
    public static string QuestionnaireAddress(this CooperaSite site, Survey survey) =>
        $"/questionari/{site.Services.GetRequiredService<BallotLinks>().Token(Ballot.Draw(survey.Id))}";
}
