namespace Coopera.Domain.Webinars;

public sealed record QuestionCondition(Guid Key, string Answer);

public sealed record QuestionContent(QuestionKind Kind, string Text)
{
    public string? Hint { get; init; }

    public bool Required { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    public QuestionCondition? ShownIf { get; init; }

    /// <summary>
    /// True when answers to the one are answers to the other. That it must be answered does not alter what an answer says.
    /// </summary>
    public bool MeansTheSameAs(QuestionContent other) =>
        Kind == other.Kind && Text == other.Text && Hint == other.Hint && ShownIf == other.ShownIf && Options.SequenceEqual(other.Options);

    public bool IsSameAs(QuestionContent other) => MeansTheSameAs(other) && Required == other.Required;

    public bool CanBeAnswered(string answer) => Question.PossibleAnswers(Kind, Options)?.Contains(answer) == true;
}
