using Coopera.Domain.Webinars;

namespace Coopera.Domain.Registrations;

public enum AnswerFault
{
    Missing,

    Impossible,

    TooLong,
}

public sealed record AnswerProblem(Question Question, AnswerFault Fault);

/// <param name="Values">Never empty; more than one only where several can be chosen.</param>
public sealed record GivenAnswer(Question Question, IReadOnlyList<string> Values);

public sealed record AnswerSheet(Questionnaire Questions, IReadOnlyList<GivenAnswer> Given, IReadOnlyList<AnswerProblem> Problems)
{
    public bool IsValid => Problems.Count == 0;

    /// <summary>True when an answer given to this version of a question, this or an older one, would still be asked for.</summary>
    public bool StillApplies(Question version)
    {
        // The condition of an older version may be on a question that is no longer asked: nothing speaks against the answer then.
        return version.ShownIfKey is not { } other || Questions.Find(other) is null
            || Given.Any(answer => answer.Question.Key == other && answer.Values.Contains(version.ShownIfAnswer ?? ""));
    }

    public bool Answers(Guid key) => Given.Any(answer => answer.Question.Key == key);
}
