using Coopera.Core.Data;
using Coopera.Core.Exports;
using Coopera.Domain.Questionnaires;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Questionnaires;

/// <summary>What came out of a box as a list: question by question, never one person's answers together.</summary>
public static class SurveyList
{
    public static readonly IReadOnlyList<ExportColumn> Columns =
        [new("Domanda"), new("Risposta"), new("Persone", ExportCell.Number), new("Di quante che hanno risposto", ExportCell.Number)];

    /// <summary>Null while they are fewer than five, or not counted.</summary>
    public static async Task<SurveyResults?> ResultsAsync(CooperaDb db, Survey survey)
    {
        var (answers, texts) = await ReadAsync(db, survey);
        return SurveyResults.Of(survey, answers, texts);
    }

    public static async Task<(List<CountedAnswer> Answers, List<CountedText> Texts)> ReadAsync(CooperaDb db, Survey survey) => (
        await db.CountedAnswers.AsNoTracking().Where(a => a.SurveyId == survey.Id).ToListAsync(),
        await db.CountedTexts.AsNoTracking().Where(t => t.SurveyId == survey.Id).ToListAsync());

    public static IEnumerable<object?[]> Rows(SurveyResults results)
    {
        foreach (var result in results.Questions)
        {
            foreach (var choice in result.Choices)
            {
                yield return [result.Question.Text, choice.Choice, choice.Count, result.Answered];
            }

            foreach (var text in result.Texts)
            {
                yield return [result.Question.Text, text, null, null];
            }
        }
    }
}
