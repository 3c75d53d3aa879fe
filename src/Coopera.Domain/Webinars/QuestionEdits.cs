namespace Coopera.Domain.Webinars;

public enum QuestionRefusal
{
    TooMany,

    NoSuchCondition,

    /// <summary>The condition waits for an answer that cannot be given.</summary>
    ConditionNeverMet,

    /// <summary>Another question is asked only after an answer that would no longer be there.</summary>
    AnswerIsAwaited,

    WouldComeTooEarly,

    WouldComeTooLate,

    AtTheEnd,
}

/// <param name="About">The other question that stands in the way.</param>
/// <param name="Awaited">The question whose answer that other one waits for.</param>
public sealed record QuestionObjection(QuestionRefusal Refusal, Question? About = null, Question? Awaited = null);

public static class QuestionEdits
{
    public static QuestionObjection? WhyNotAdd(this Questionnaire questions, QuestionContent content) =>
        questions.Questions.Count >= Question.MaxPerWebinar
            ? new QuestionObjection(QuestionRefusal.TooMany)
            : WhyNotDepend(questions.Questions, content.ShownIf);

    public static QuestionObjection? WhyNotChange(this Questionnaire questions, Question question, QuestionContent content)
    {
        if (WhyNotDepend([.. questions.Before(question)], content.ShownIf) is { } objection)
        {
            return objection;
        }

        var orphan = questions.DependentsOf(question).FirstOrDefault(other => !content.CanBeAnswered(other.ShownIfAnswer ?? ""));
        return orphan is null ? null : new QuestionObjection(QuestionRefusal.AnswerIsAwaited, orphan, question);
    }

    public static QuestionObjection? WhyNotRemove(this Questionnaire questions, Question question) =>
        questions.DependentsOf(question).FirstOrDefault() is { } orphan
            ? new QuestionObjection(QuestionRefusal.AnswerIsAwaited, orphan, question)
            : null;

    public static QuestionObjection? WhyNotMove(this Questionnaire questions, Question question, bool up)
    {
        if (questions.Neighbour(question, up) is not { } neighbour)
        {
            return new QuestionObjection(QuestionRefusal.AtTheEnd);
        }

        return (up, question.ShownIfKey == neighbour.Key, neighbour.ShownIfKey == question.Key) switch
        {
            (true, true, _) => new QuestionObjection(QuestionRefusal.WouldComeTooEarly, neighbour),
            (false, _, true) => new QuestionObjection(QuestionRefusal.WouldComeTooLate, neighbour),
            _ => null,
        };
    }

    public static void Move(this Questionnaire questions, Question question, bool up)
    {
        var order = questions.Questions.ToList();
        var place = order.IndexOf(question);
        (order[place], order[place + (up ? -1 : 1)]) = (order[place + (up ? -1 : 1)], order[place]);
        for (var i = 0; i < order.Count; i++)
        {
            order[i].Position = i + 1;
        }
    }

    /// <summary>What a question may depend on: the earlier ones with a choice. Null for a question that is still to be added.</summary>
    public static IEnumerable<Question> PossibleConditions(this Questionnaire questions, Question? question) =>
        (question is null ? questions.Questions : questions.Before(question)).Where(q => q.PossibleAnswers() is not null);

    public static IEnumerable<Question> DependentsOf(this Questionnaire questions, Question question) =>
        questions.Questions.Where(other => other.ShownIfKey == question.Key);

    private static IEnumerable<Question> Before(this Questionnaire questions, Question question) =>
        questions.Questions.TakeWhile(other => other.Key != question.Key);

    private static Question? Neighbour(this Questionnaire questions, Question question, bool up) => up
        ? questions.Before(question).LastOrDefault()
        : questions.Questions.SkipWhile(other => other.Key != question.Key).Skip(1).FirstOrDefault();

    private static QuestionObjection? WhyNotDepend(IReadOnlyList<Question> earlier, QuestionCondition? condition)
    {
        if (condition is null)
        {
            return null;
        }

        return earlier.FirstOrDefault(q => q.Key == condition.Key)?.PossibleAnswers() is not { } possible
            ? new QuestionObjection(QuestionRefusal.NoSuchCondition)
            : possible.Contains(condition.Answer) ? null : new QuestionObjection(QuestionRefusal.ConditionNeverMet);
    }
}
