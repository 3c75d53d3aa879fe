using Coopera.Domain.Webinars;

namespace Coopera.Domain.Questionnaires;

/// <summary>The names are stored.</summary>
public enum SurveyQuestionKind
{
    /// <summary>From 1 to 5, of which both ends are said in words.</summary>
    Scale,
    OneChoice,
    SeveralChoices,
    Text,
}

/// <param name="Options">What can be chosen; of a scale the words of its two ends.</param>
public sealed record SurveyQuestion(Guid Key, SurveyQuestionKind Kind, string Text, bool Required, IReadOnlyList<string> Options)
{
    public const int Lowest = 1;
    public const int Highest = 5;

    private static readonly string[] NoWords = ["per niente", "moltissimo"];

    /// <summary>What people choose from, in order; none for a text.</summary>
    public IReadOnlyList<string> Choices => Kind switch
    {
        SurveyQuestionKind.Scale => [.. Enumerable.Range(Lowest, Highest).Select(Point)],
        SurveyQuestionKind.Text => [],
        _ => Options,
    };

    /// <summary>How the form for signing up would ask it, so that one code shows and checks both.</summary>
    public Question AsQuestion(int position) => new(
        0, Key, 1, position,
        Kind switch
        {
            SurveyQuestionKind.Text => QuestionKind.Text,
            SurveyQuestionKind.SeveralChoices => QuestionKind.SeveralChoices,
            _ => QuestionKind.OneChoice,
        },
        Text)
    {
        Required = Required,
        Options = [.. Choices],
    };

    public bool IsSameAs(SurveyQuestion other) =>
        Key == other.Key && Kind == other.Kind && Text == other.Text && Required == other.Required && Options.SequenceEqual(other.Options);

    private string Point(int point)
    {
        var ends = Options.Count == NoWords.Length ? Options : NoWords;
        return point switch
        {
            Lowest => $"{point} ({ends[0]})",
            Highest => $"{point} ({ends[1]})",
            _ => $"{point}",
        };
    }
}
