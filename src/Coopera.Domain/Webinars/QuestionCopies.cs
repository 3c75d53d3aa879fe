namespace Coopera.Domain.Webinars;

public static class QuestionCopies
{
    /// <summary>
    /// What of these questions the form of another webinar does not ask yet, to come behind what it asks. A question that is there already,
    /// word for word, is not asked twice: what depends on it depends on that one.
    /// </summary>
    public static IReadOnlyList<Question> CopiesInto(this Questionnaire from, Questionnaire into, int webinarId)
    {
        var keys = new Dictionary<Guid, Guid>();
        var copies = new List<Question>();
        var position = into.Questions.Select(question => question.Position).DefaultIfEmpty().Max();
        foreach (var question in from.Questions)
        {
            var content = question.Content();
            if (content.ShownIf is { } condition)
            {
                content = content with { ShownIf = condition with { Key = keys[condition.Key] } };
            }

            if (into.Questions.FirstOrDefault(other => other.Content().MeansTheSameAs(content)) is { } there)
            {
                keys[question.Key] = there.Key;
                continue;
            }

            var copy = Question.Ask(webinarId, ++position, content);
            keys[question.Key] = copy.Key;
            copies.Add(copy);
        }

        return copies;
    }
}
