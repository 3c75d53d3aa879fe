using Coopera.Domain.Webinars;

namespace Coopera.Domain.Questionnaires;

/// <summary>Which of the questionnaires of a webinar. The names are stored.</summary>
public enum SurveyRound
{
    Afterwards,

    /// <summary>Three months later.</summary>
    AtWork,
}

/// <summary>Who may answer. The names are stored.</summary>
public enum SurveyAudience
{
    /// <summary>For however short.</summary>
    CameIn,

    /// <summary>For as much of it as an attestation wants.</summary>
    Attended,

    /// <summary>Whoever had a place, there or not.</summary>
    SignedUp,
}

public enum SurveyState
{
    Draft,
    Planned,
    Open,

    /// <summary>The page takes what was begun, and nothing new: see <see cref="Survey.Grace"/>.</summary>
    Closing,
    Counted,
}

/// <summary>
/// A questionnaire of a webinar. It is anonymous and cannot be anything else: no column says who answered, and none can be switched on.
/// Until it is counted nobody can read an answer; counting takes them out of the box all at once (decision 0044).
/// </summary>
public sealed class Survey
{
    /// <summary>With fewer answers than this nothing is shown, and nothing is kept.</summary>
    public const int FewestAnswers = 5;

    public const int MaxQuestions = 20;

    /// <summary>Every sealed answer is as long as the longest could be.</summary>
    public const int MaxTexts = 5;

    public const int LongestDays = 90;

    /// <summary>Who was filling it in when it closed may still send it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private Survey()
    {
    }

    public Survey(int webinarId, SurveyRound round, SurveyAudience audience, IReadOnlyList<SurveyQuestion> questions)
    {
        WebinarId = webinarId;
        Round = round;
        Audience = audience;
        Questions = questions;
    }

    public int Id { get; private set; }

    public int WebinarId { get; private set; }

    public SurveyRound Round { get; private set; }

    public SurveyAudience Audience { get; private set; }

    /// <summary>As they are asked; what has opened asks them unchanged to the end.</summary>
    public IReadOnlyList<SurveyQuestion> Questions { get; private set; } = [];

    /// <summary>Null for a draft.</summary>
    public DateTimeOffset? OpensAt { get; private set; }

    public DateTimeOffset? ClosesAt { get; private set; }

    public DateTimeOffset? CountedAt { get; private set; }

    /// <summary>How many answers were counted; null before.</summary>
    public int? Answers { get; private set; }

    /// <summary>Moved by what staff change.</summary>
    public int Version { get; private set; } = 1;

    public bool HasResults => Answers >= FewestAnswers;

    public SurveyState StateAt(DateTimeOffset now) => this switch
    {
        { CountedAt: not null } => SurveyState.Counted,
        { OpensAt: null } => SurveyState.Draft,
        _ when now < OpensAt => SurveyState.Planned,
        _ when now < ClosesAt => SurveyState.Open,
        _ => SurveyState.Closing,
    };

    public bool CanBeEditedAt(DateTimeOffset now) => StateAt(now) is SurveyState.Draft or SurveyState.Planned;

    public bool TakesAnswersAt(DateTimeOffset now) => StateAt(now) is SurveyState.Open || (IsClosingAt(now) && now < ClosesAt + Grace);

    public bool IsToBeCountedAt(DateTimeOffset now) => IsClosingAt(now) && now >= ClosesAt + Grace;

    /// <summary>As the form of the kit: see <see cref="Questionnaire.Check"/>.</summary>
    public Questionnaire Form() => new(Questions.Select((question, index) => question.AsQuestion(index + 1)));

    public static SurveyRefusal? WhyNotAsk(IReadOnlyList<SurveyQuestion> questions) =>
        questions.Count > MaxQuestions ? SurveyRefusal.TooManyQuestions
        : questions.Count(q => q.Kind == SurveyQuestionKind.Text) > MaxTexts ? SurveyRefusal.TooManyTexts
        : null;

    public void Ask(IReadOnlyList<SurveyQuestion> questions, DateTimeOffset now)
    {
        if (!CanBeEditedAt(now) || WhyNotAsk(questions) is not null)
        {
            throw new InvalidOperationException("These questions cannot be asked.");
        }

        Questions = questions;
        Version++;
    }

    public SurveyRefusal? WhyNotOpen(Webinar webinar, DateTimeOffset opensAt, DateTimeOffset closesAt, DateTimeOffset now) =>
        webinar.Status != WebinarStatus.Published ? SurveyRefusal.WebinarNotPublished
        : Questions.Count == 0 ? SurveyRefusal.NoQuestion
        : !CanBeEditedAt(now) ? SurveyRefusal.OpenAlready
        : WhyNotClose(opensAt < now ? now : opensAt, closesAt);

    /// <summary>Not before the webinar has ended.</summary>
    public void Open(Webinar webinar, SurveyAudience audience, DateTimeOffset opensAt, DateTimeOffset closesAt, DateTimeOffset now)
    {
        var at = opensAt < webinar.EndsAt ? webinar.EndsAt : opensAt < now ? now : opensAt;
        if (WhyNotOpen(webinar, at, closesAt, now) is { } why)
        {
            throw new InvalidOperationException($"It cannot be opened: {why}.");
        }

        (Audience, OpensAt, ClosesAt) = (audience, at, closesAt);
        Version++;
    }

    public SurveyRefusal? WhyNotMove(DateTimeOffset closesAt, DateTimeOffset now) =>
        StateAt(now) is not (SurveyState.Planned or SurveyState.Open)
            ? SurveyRefusal.ClosedAlready
            : WhyNotClose(OpensAt!.Value < now ? now : OpensAt.Value, closesAt);

    /// <summary>It closes on another day; now, when that is what is asked for.</summary>
    public void Move(DateTimeOffset closesAt, DateTimeOffset now)
    {
        if (closesAt != now && WhyNotMove(closesAt, now) is { } why)
        {
            throw new InvalidOperationException($"It cannot be moved: {why}.");
        }

        ClosesAt = closesAt;
        Version++;
    }

    /// <summary>A plan is a draft again.</summary>
    public void Unplan()
    {
        (OpensAt, ClosesAt) = (null, null);
        Version++;
    }

    public void Count(int answers, DateTimeOffset now) => (Answers, CountedAt) = (answers, now);

    private SurveyRefusal? WhyNotClose(DateTimeOffset from, DateTimeOffset closesAt) =>
        closesAt <= from ? SurveyRefusal.ClosesBeforeItOpens
        : closesAt > (OpensAt is { } opened && opened < from ? opened : from).AddDays(LongestDays + 1) ? SurveyRefusal.OpenTooLong
        : null;

    private bool IsClosingAt(DateTimeOffset now) => StateAt(now) is SurveyState.Closing;
}

public enum SurveyRefusal
{
    NoQuestion,
    TooManyQuestions,
    TooManyTexts,
    WebinarNotPublished,
    OpenAlready,
    ClosedAlready,
    ClosesBeforeItOpens,
    OpenTooLong,
}
