namespace Coopera.Domain.Webinars;

public enum QuestionKind
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>One of <see cref="Question.Options"/>.</summary>
    OneChoice,

    /// <summary>Any of <see cref="Question.Options"/>.</summary>
    SeveralChoices,

    YesNo,
}

/// <summary>
/// A question that a webinar asks besides the usual ones. Once answered it is never altered: a change makes a new version with the
/// same <see cref="Key"/>, and old answers stay with the version they were given to.
/// </summary>
public sealed class Question
{
    public const int TextMaxLength = 300;
    public const int HintMaxLength = 300;
    public const int OptionMaxLength = 200;
    public const int MaxOptions = 30;
    public const int MaxPerWebinar = 20;
    public const string Yes = "sì";
    public const string No = "no";

    private Question()
    {
    }

    public Question(int webinarId, Guid key, int version, int position, QuestionKind kind, string text)
    {
        WebinarId = webinarId;
        Key = key;
        Version = version;
        Position = position;
        Kind = kind;
        Text = text;
    }

    public int Id { get; private set; }

    public int WebinarId { get; private set; }

    /// <summary>The same through all versions of a question.</summary>
    public Guid Key { get; private set; }

    /// <summary>From 1.</summary>
    public int Version { get; private set; }

    /// <summary>Place in the form, from 1.</summary>
    public int Position { get; set; }

    public QuestionKind Kind { get; private set; }

    public string Text { get; private set; } = "";

    public string? Hint { get; init; }

    public bool Required { get; init; }

    /// <summary>What can be chosen, in order; empty for the kinds without a choice.</summary>
    public List<string> Options { get; init; } = [];

    /// <summary>Asked only if the question with this <see cref="Key"/> has the answer <see cref="ShownIfAnswer"/>.</summary>
    public Guid? ShownIfKey { get; init; }

    public string? ShownIfAnswer { get; init; }

    /// <summary>When a newer version took its place, or it was taken away; null while it is asked.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}
