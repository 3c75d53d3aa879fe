using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Questionnaires;
using Coopera.Domain;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin.Home;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Questionnaires;

/// <param name="Invited">How many were sent the way in.</param>
/// <param name="InTheBox">How many answers lie in the box.</param>
public sealed record SurveyPage(Webinar Webinar, Survey Survey, DateTimeOffset Now, int Invited, int InTheBox, OpenSurveyForm Form)
{
    public SurveyState State => Survey.StateAt(Now);

    public bool CanBeEdited => Survey.CanBeEditedAt(Now);

    public string Round => Survey.Round.Word();

    public string Seen => ChangedSurvey.Version(Survey);

    public bool IsOvertaken { get; init; }

    public static async Task<SurveyPage?> FindAsync(CooperaDb db, int webinarId, SurveyRound round, DateTimeOffset now)
    {
        if (await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == webinarId) is not { } webinar)
        {
            return null;
        }

        var survey = await new SurveyOf(webinarId, round).ReadAsync(db);
        return new SurveyPage(
            webinar, survey, now,
            await db.SurveyInvitations.CountAsync(i => i.SurveyId == survey.Id),
            await db.SpentBallots.CountAsync(b => b.SurveyId == survey.Id),
            OpenSurveyForm.Of(survey, webinar, now));
    }
}

/// <param name="Question">Null for a new one.</param>
public sealed record SurveyQuestionPage(SurveyPage Page, SurveyQuestion? Question, SurveyQuestionForm Form)
{
    public bool IsOvertaken { get; init; }
}

/// <param name="Results">Null: too few, of all or of those who are meant.</param>
public sealed record SurveyResultsPage(SurveyPage Page, SurveyResults? Results, SurveyFilter? Filter, IReadOnlyList<SelectListItem> Choices)
{
    public string? FilterWords { get; init; }

    public static async Task<SurveyResultsPage> OfAsync(CooperaDb db, SurveyPage page, string? filter)
    {
        var survey = page.Survey;
        var (answers, texts) = await SurveyList.ReadAsync(db, survey);
        var chosen = FilterOf(filter);
        var choices = new List<SelectListItem> { new("Tutte le risposte", "") };
        foreach (var possible in SurveyResults.Filters(survey, answers))
        {
            choices.Add(new SelectListItem(WordsOf(survey, possible), ValueOf(possible), selected: possible == chosen));
        }

        return new SurveyResultsPage(page, SurveyResults.Of(survey, answers, texts, chosen), chosen, choices)
        {
            FilterWords = chosen is null ? null : WordsOf(survey, chosen),
        };
    }

    public static ChartPanel Panel(QuestionResult result, int number) => new(
        result.Question.Text,
        $"{Amount.Of(result.Answered, "risposta", "risposte")}"
            + (result.Mean is { } mean ? $", in media {mean.ToString("0.0", RomeTime.Italian)} su {SurveyQuestion.Highest}" : "")
            + (result.Question.Kind == SurveyQuestionKind.SeveralChoices ? "; se ne potevano scegliere più di una" : "") + ".",
        RowChart.Draw(new RowSheet(
            $"domanda-{number}", result.Question.Text, "Quante persone hanno dato ogni risposta. Gli stessi dati sono nella tabella qui sotto.",
            [.. result.Choices.Select(choice => new ChartRow(choice.Choice, choice.Count))])),
        ("Risposta", "Persone"),
        [.. result.Choices.Select(choice => new Tally(choice.Choice, choice.Count))]);

    private static SurveyFilter? FilterOf(string? value) => value?.Split('.') is [var key, var place]
        && Guid.TryParseExact(key, "N", out var question) && Core.ItalianInput.TryNumber(place, out var choice)
            ? new SurveyFilter(question, choice)
            : null;

    private static string ValueOf(SurveyFilter filter) => $"{filter.Question:N}.{filter.Choice}";

    private static string WordsOf(Survey survey, SurveyFilter filter) =>
        survey.Questions.FirstOrDefault(q => q.Key == filter.Question) is { } question && filter.Choice < question.Choices.Count
            ? $"{question.Text} {question.Choices[filter.Choice]}"
            : "una risposta che non c’è";
}
