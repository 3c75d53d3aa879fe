using System.Security.Cryptography;
using System.Text.Json;

namespace Coopera.Domain.Webinars;

public enum QuestionKind
{
    Text,

    OneChoice,

    SeveralChoices,

    YesNo,
}

/// <summary>
/// A question that a webinar asks besides the usual ones. Once answered its meaning is never altered: a change makes a new version
/// with the same <see cref="Key"/>, and old answers stay with the version they were given to.
/// </summary>
public sealed class Question
{
    public const int TextMaxLength = 300;
    public const int HintMaxLength = 300;
    public const int OptionMaxLength = 200;
    public const int MaxOptions = 30;
    public const int MaxPerWebinar = 20;
    public const string Yes = "yes";
    public const string No = "no";

    private static readonly string[] YesAndNo = [Yes, No];

    private string? _hint;
    private bool _required;
    private List<string> _options = [];
    private Guid? _shownIfKey;
    private string? _shownIfAnswer;

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

    public Guid Key { get; private set; }

    public int Version { get; private set; }

    public int Position { get; set; }

    public QuestionKind Kind { get; private set; }

    public string Text { get; private set; } = "";

    public string? Hint { get => _hint; init => _hint = value; }

    public bool Required { get => _required; init => _required = value; }

    public List<string> Options { get => _options; init => _options = value; }

    /// <summary>Asked only if the question with this <see cref="Key"/> has the answer <see cref="ShownIfAnswer"/>.</summary>
    public Guid? ShownIfKey { get => _shownIfKey; init => _shownIfKey = value; }

    public string? ShownIfAnswer { get => _shownIfAnswer; init => _shownIfAnswer = value; }

    /// <summary>When a newer version took its place, or it was taken away; null while it is asked.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    public static Question Ask(int webinarId, int position, QuestionContent content)
    {
        var question = new Question(webinarId, Guid.CreateVersion7(), 1, position, content.Kind, content.Text);
        question.Take(content);
        return question;
    }

    /// <summary>What can be answered; null when anything can be written.</summary>
    public static IReadOnlyList<string>? PossibleAnswers(QuestionKind kind, IReadOnlyList<string> options) => kind switch
    {
        QuestionKind.Text => null,
        QuestionKind.YesNo => YesAndNo,
        _ => options,
    };

    /// <inheritdoc cref="PossibleAnswers(QuestionKind, IReadOnlyList{string})"/>
    public IReadOnlyList<string>? PossibleAnswers() => PossibleAnswers(Kind, Options);

    public QuestionContent Content() => new(Kind, Text)
    {
        Hint = Hint,
        Required = Required,
        Options = Options,
        ShownIf = ShownIfKey is { } key && ShownIfAnswer is { } answer ? new QuestionCondition(key, answer) : null,
    };

    public string Mark()
    {
        var content = new object?[] { Kind.ToString(), Text, Hint, Required, Options, ShownIfKey, ShownIfAnswer };
        return $"{Key:N}.{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)).AsSpan(0, 6))}";
    }

    /// <summary>
    /// The question as it shall be from now on: itself, put right in place, or, when it has been answered and another content would give
    /// those answers another meaning, a new version. It takes the old one's place, which is retired.
    /// </summary>
    public Question Change(QuestionContent content, bool answered, DateTimeOffset now)
    {
        if (!answered || Content().MeansTheSameAs(content))
        {
            Take(content);
            return this;
        }

        Retire(now);
        var next = new Question(WebinarId, Key, Version + 1, Position, content.Kind, content.Text);
        next.Take(content);
        return next;
    }

    public void Retire(DateTimeOffset now) => RetiredAt = now;

    private void Take(QuestionContent content)
    {
        Kind = content.Kind;
        Text = content.Text;
        _hint = content.Hint;
        _required = content.Required;
        _options = content.Kind is QuestionKind.OneChoice or QuestionKind.SeveralChoices ? [.. content.Options] : [];
        _shownIfKey = content.ShownIf?.Key;
        _shownIfAnswer = content.ShownIf?.Answer;
    }
}
