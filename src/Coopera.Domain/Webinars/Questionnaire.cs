using Coopera.Domain.Registrations;

namespace Coopera.Domain.Webinars;

public sealed class Questionnaire
{
    public static readonly Questionnaire None = new([]);

    /// <param name="questions">Of one webinar; retired ones are passed over.</param>
    public Questionnaire(IEnumerable<Question> questions) =>
        Questions = [.. questions.Where(q => q.RetiredAt is null).OrderBy(q => q.Position).ThenBy(q => q.Id)];

    public IReadOnlyList<Question> Questions { get; }

    /// <summary>The webinar's <see cref="Webinar.QuestionsVersion"/> when they were read; null when nobody looked.</summary>
    public int? Version { get; init; }

    public bool IsEmpty => Questions.Count == 0;

    public Question? Find(Guid key) => Questions.FirstOrDefault(q => q.Key == key);

    /// <summary>What somebody who is shown the form has before their eyes: see <see cref="Question.Mark"/>.</summary>
    public string Marks() => string.Join(' ', Questions.Select(q => q.Mark()));

    /// <summary>
    /// The questions that are new or other than when <paramref name="marks"/> were taken. Moved or taken away does not count.
    /// </summary>
    public IReadOnlyList<Question> ChangedSince(string marks)
    {
        var seen = marks.Split(' ').ToHashSet(StringComparer.Ordinal);
        return [.. Questions.Where(q => !seen.Contains(q.Mark()))];
    }

    public IReadOnlyList<Question> Asked(IReadOnlyDictionary<Guid, IReadOnlyList<string>> given)
    {
        var asked = new List<Question>();
        var keys = new HashSet<Guid>();
        foreach (var question in Questions)
        {
            if (question.ShownIfKey is not { } other
                || (keys.Contains(other) && question.ShownIfAnswer is { } wanted
                    && given.TryGetValue(other, out var answers) && answers.Contains(wanted)))
            {
                asked.Add(question);
                keys.Add(question.Key);
            }
        }

        return asked;
    }

    public AnswerSheet Check(IReadOnlyDictionary<Guid, IReadOnlyList<string>> sent)
    {
        var clean = Questions.ToDictionary(q => q.Key, IReadOnlyList<string> (q) => Clean(q, sent.GetValueOrDefault(q.Key) ?? []));
        var problems = new List<AnswerProblem>();
        var given = new List<GivenAnswer>();
        foreach (var question in Asked(clean))
        {
            var values = clean[question.Key];
            if (Fault(question, values) is { } fault)
            {
                problems.Add(new AnswerProblem(question, fault));
            }
            else if (values.Count > 0)
            {
                given.Add(new GivenAnswer(question, values));
            }
        }

        return new AnswerSheet(this, given, problems);
    }

    private static List<string> Clean(Question question, IReadOnlyList<string> sent)
    {
        var values = sent.Select(value => question.Kind == QuestionKind.Text ? Text.CleanParagraph(value) : Text.CleanLine(value))
            .Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var order = question.PossibleAnswers()?.ToList();
        return order is null
            ? values
            : values.OrderBy(value => order.IndexOf(value) is var place && place < 0 ? order.Count : place).ToList();
    }

    private static AnswerFault? Fault(Question question, IReadOnlyList<string> values) => question switch
    {
        _ when values.Count == 0 => question.Required ? AnswerFault.Missing : null,
        { Kind: not QuestionKind.SeveralChoices } when values.Count > 1 => AnswerFault.Impossible,
        _ when question.PossibleAnswers() is { } possible && values.Any(value => !possible.Contains(value)) => AnswerFault.Impossible,
        _ when values.Any(value => value.Length > Answer.ValueMaxLength) => AnswerFault.TooLong,
        _ => null,
    };
}
