using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Links;
using Coopera.Core.Questionnaires;
using Coopera.Domain;
using Coopera.Domain.Questionnaires;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Questionnaires;

/// <param name="High">How many of a hundred gave a 4 or a 5.</param>
public sealed record ComparedWebinar(string Title, DateTimeOffset StartsAt, string Results, int Answered, double Mean, int High);

/// <summary>One question from 1 to 5 that webinars asked in the same words.</summary>
public sealed record ComparedQuestion(string Text, IReadOnlyList<ComparedWebinar> Webinars)
{
    private const int LongestName = 40; // on a phone

    public string Drawing(int number) => RowChart.Draw(new RowSheet(
        $"confronto-{number}", Text, "Quante persone su cento hanno dato 4 o 5. Gli stessi dati sono nella tabella qui sotto.",
        [.. Webinars.Select(webinar => new ChartRow(NameOf(webinar), webinar.High))], Whole: 100));

    private static string NameOf(ComparedWebinar webinar) =>
        $"{RomeTime.ShortDate(RomeTime.Day(webinar.StartsAt))} {Domain.Text.Cut(webinar.Title, LongestName)}";
}

/// <param name="Listed">All that were opened, the latest webinar first.</param>
public sealed record SurveyComparison(IReadOnlyList<ListedSurvey> Listed, IReadOnlyList<ComparedQuestion> Questions)
{
    private const int MostWebinars = 60;

    public static async Task<SurveyComparison> OfAsync(CooperaDb db)
    {
        var rows = await (
            from survey in db.Surveys.AsNoTracking()
            where survey.OpensAt != null
            join webinar in db.Webinars.AsNoTracking() on survey.WebinarId equals webinar.Id
            orderby webinar.StartsAt descending, survey.Round
            select new
            {
                Survey = survey,
                webinar.Title,
                webinar.StartsAt,
                Invited = db.SurveyInvitations.Count(i => i.SurveyId == survey.Id),
            }).Take(MostWebinars).ToListAsync();
        var ids = rows.Where(row => row.Survey.HasResults).Select(row => row.Survey.Id).ToList();
        var answers = (await db.CountedAnswers.AsNoTracking().Where(a => ids.Contains(a.SurveyId)).ToListAsync()).ToLookup(a => a.SurveyId);
        var compared =
            from row in rows
            where row.Survey.HasResults
            let results = SurveyResults.Of(row.Survey, answers[row.Survey.Id].ToList(), [])
            where results is not null
            from result in results.Questions
            where result.Mean is not null && result.Answered >= Survey.FewestAnswers
            group new ComparedWebinar(
                row.Title, row.StartsAt, Addresses.Admin.Surveys.Results(row.Survey.WebinarId, row.Survey.Round.Word()), result.Answered,
                result.Mean!.Value, result.High!.Value) by result.Question.Text into question
            select new ComparedQuestion(question.Key, [.. question]);
        return new SurveyComparison(
            [.. rows.Select(row => new ListedSurvey(row.Survey, row.Title, row.StartsAt, row.Invited))], [.. compared]);
    }
}

public sealed record ListedSurvey(Survey Survey, string Title, DateTimeOffset StartsAt, int Invited);
