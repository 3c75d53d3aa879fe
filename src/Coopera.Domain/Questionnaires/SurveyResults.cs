namespace Coopera.Domain.Questionnaires;

public sealed record ChoiceCount(string Choice, int Count);

/// <param name="Answered">How many chose anything.</param>
public sealed record QuestionResult(SurveyQuestion Question, int Answered, IReadOnlyList<ChoiceCount> Choices, IReadOnlyList<string> Texts)
{
    /// <summary>Of a scale, from 1 to 5; null of all else.</summary>
    public double? Mean => Question.Kind == SurveyQuestionKind.Scale && Answered > 0
        ? Choices.Select((choice, index) => (double)choice.Count * (index + SurveyQuestion.Lowest)).Sum() / Answered
        : null;

    /// <summary>Of a scale, how many of a hundred gave a 4 or a 5.</summary>
    public int? High => Mean is null ? null : (int)Math.Round(100.0 * (Choices[^1].Count + Choices[^2].Count) / Answered);
}

/// <summary>Only those who gave one answer to one question.</summary>
public sealed record SurveyFilter(Guid Question, int Choice);

/// <summary>What a counted questionnaire says.</summary>
public sealed record SurveyResults(int Answers, IReadOnlyList<QuestionResult> Questions)
{
    /// <summary>
    /// Null when it would say something of fewer than five: of those who are in it, or, by the difference from all, of those who are not.
    /// </summary>
    /// <param name="filter">Leaves out what people wrote: that is kept apart from what they chose.</param>
    public static SurveyResults? Of(
        Survey survey, IReadOnlyCollection<CountedAnswer> answers, IReadOnlyCollection<CountedText> texts, SurveyFilter? filter = null)
    {
        if (Meant(survey, answers, filter) is not { } meant)
        {
            return null;
        }

        return new SurveyResults(meant.Count, [.. survey.Questions.Select((question, index) => new QuestionResult(
            question,
            question.Kind == SurveyQuestionKind.Text
                ? texts.Count(text => text.Question == question.Key)
                : meant.Count(answer => answer.Choices[index].Count > 0),
            [.. question.Choices.Select((choice, at) => new ChoiceCount(
                choice, meant.Count(answer => answer.Choices[index].Contains(at))))],
            filter is not null ? [] : [.. texts.Where(text => text.Question == question.Key).OrderBy(text => text.Id)
                .Select(text => text.Text)]))]);
    }

    /// <summary>The filters that say something of nobody in particular.</summary>
    public static IEnumerable<SurveyFilter> Filters(Survey survey, IReadOnlyCollection<CountedAnswer> answers) =>
        from question in survey.Questions
        where question.Kind != SurveyQuestionKind.Text
        from choice in Enumerable.Range(0, question.Choices.Count)
        let filter = new SurveyFilter(question.Key, choice)
        where Meant(survey, answers, filter) is not null
        select filter;

    private static IReadOnlyCollection<CountedAnswer>? Meant(
        Survey survey, IReadOnlyCollection<CountedAnswer> answers, SurveyFilter? filter)
    {
        if (filter is null)
        {
            return answers.Count < Survey.FewestAnswers ? null : answers;
        }

        var place = survey.Questions.ToList().FindIndex(q => q.Key == filter.Question);
        List<CountedAnswer> meant = place < 0 ? [] : [.. answers.Where(answer => answer.Choices[place].Contains(filter.Choice))];
        return meant.Count < Survey.FewestAnswers || answers.Count - meant.Count is > 0 and < Survey.FewestAnswers ? null : meant;
    }
}
