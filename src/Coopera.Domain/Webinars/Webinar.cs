namespace Coopera.Domain.Webinars;

public enum WebinarStatus
{
    Draft,
    Published,
    Cancelled,
}

public enum WebinarPhase
{
    NotPublished,
    NotYetOpen,
    Open,
    RegistrationClosed,
    Concluded,
    Cancelled,
}

public sealed partial class Webinar
{
    public const int SlugMaxLength = Domain.Slug.MaxLength;
    public const int TitleMaxLength = 200;
    public const int ThemeMaxLength = 300;
    public const int DescriptionMaxLength = 10000;
    public const int TextMaxLength = 4000;
    public const int PlatformMaxLength = 60;
    public const int JoinLinkMaxLength = 500;
    public const int SearchTextMaxLength = 600;
    public const int LargestCapacity = 100_000;
    public const int MaxTalks = 20;

    public static readonly TimeSpan RestoredWithin = TimeSpan.FromHours(1);

    private readonly List<Talk> _talks = [];

    /// <summary>Asked for whenever changes are looked for, and folded once.</summary>
    private (WebinarContent? Of, string Text) _folded;

    private Webinar()
    {
    }

    public Webinar(string slug, string title, DateTimeOffset startsAt, DateTimeOffset endsAt)
        : this(new WebinarContent { Slug = slug, Title = title, StartsAt = startsAt, EndsAt = endsAt })
    {
    }

    public Webinar(WebinarContent content)
    {
        if (content.EndsAt <= content.StartsAt)
        {
            throw new ArgumentException("A webinar ends after it starts.", nameof(content));
        }

        Content = content;
    }

    public int Id { get; private set; }

    public WebinarContent Content { get; private set; } = new();

    public string Slug { get => Content.Slug; private init => Content = Content with { Slug = value }; }

    public string Title { get => Content.Title; private init => Content = Content with { Title = value }; }

    public string Theme { get => Content.Theme; init => Content = Content with { Theme = value }; }

    /// <summary>What staff find it by, folded: title, theme and slug.</summary>
    public string SearchText
    {
        get
        {
            if (!ReferenceEquals(_folded.Of, Content))
            {
                _folded = (Content, SearchTextOf(Title, Theme, Slug));
            }

            return _folded.Text;
        }

        private set { } // it follows from the content, whatever is stored
    }

    public string Description { get => Content.Description; init => Content = Content with { Description = value }; }

    public string Audience { get => Content.Audience; init => Content = Content with { Audience = value }; }

    public string Coordinator { get => Content.Coordinator; init => Content = Content with { Coordinator = value }; }

    public string Partners { get => Content.Partners; init => Content = Content with { Partners = value }; }

    public DateTimeOffset StartsAt { get => Content.StartsAt; private init => Content = Content with { StartsAt = value }; }

    public DateTimeOffset EndsAt { get => Content.EndsAt; private init => Content = Content with { EndsAt = value }; }

    public DateTimeOffset? RegistrationOpensAt
    {
        get => Content.RegistrationOpensAt;
        init => Content = Content with { RegistrationOpensAt = value };
    }

    /// <summary>Null: until it starts.</summary>
    public DateTimeOffset? RegistrationClosesAt
    {
        get => Content.RegistrationClosesAt;
        init => Content = Content with { RegistrationClosesAt = value };
    }

    public int? Capacity { get => Content.Capacity; init => Content = Content with { Capacity = value }; }

    public bool AsksPhone { get => Content.AsksPhone; init => Content = Content with { AsksPhone = value }; }

    /// <summary>"Zoom", "Microsoft Teams"; empty while it is not decided.</summary>
    public string Platform { get => Content.Platform; init => Content = Content with { Platform = value }; }

    /// <summary>
    /// Where the way in leads who has a place, read when they enter; in no mail, in no calendar and on no public page. Null while it is
    /// not known.
    /// </summary>
    public string? JoinLink { get => Content.JoinLink; init => Content = Content with { JoinLink = value }; }

    public int? PressReleaseId { get => Content.PressReleaseId; init => Content = Content with { PressReleaseId = value }; }

    public ReminderRules LeftOutReminders
    {
        get => Content.LeftOutReminders;
        init => Content = Content with { LeftOutReminders = value };
    }

    public bool IsSample { get; init; }

    public WebinarStatus Status { get; private set; } = WebinarStatus.Draft;

    public string? CancellationMessage { get; private set; }

    /// <summary>Null for what is not cancelled, or was before this was written down.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>SEQUENCE of the webinar's own calendar object: one more at every change people must know of (RFC 5545, 3.8.7.4).</summary>
    public int CalendarSequence { get; private set; }

    /// <summary>Moved by every registration and every change, under the row's lock: see <c>LockWebinarAsync</c>.</summary>
    public long Revision { get; private set; }

    /// <summary>Moved by every change that staff make, and by nothing else: tells an editor that a colleague was quicker.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Moved by every change of its questions, in the same transaction: see <see cref="Questionnaire.Version"/>.</summary>
    public int QuestionsVersion { get; private set; }

    public IReadOnlyList<Talk> Talks => _talks;

    public DateTimeOffset RegistrationEnd => RegistrationClosesAt ?? StartsAt;

    public Webinar With(Talk talk)
    {
        talk.Position = _talks.Count + 1;
        _talks.Add(talk);
        return this;
    }

    public void Cancel(string message, DateTimeOffset? now = null)
    {
        Status = WebinarStatus.Cancelled;
        CancelledAt = now;
        CancellationMessage = Text.CleanParagraph(message);
        CalendarSequence++;
        Version++;
    }

    public bool CanBeRestoredAt(DateTimeOffset now) =>
        Status == WebinarStatus.Cancelled && ArchivedAt is null && now < EndsAt && CancelledAt + RestoredWithin > now;

    /// <summary>It takes place after all. Calendars that lost it get it back by a higher sequence.</summary>
    public void Restore()
    {
        Status = WebinarStatus.Published;
        (CancellationMessage, CancelledAt) = (null, null);
        CalendarSequence++;
        Version++;
    }

    public static string SearchTextOf(string title, string theme, string slug) =>
        Text.Cut(Text.Fold($"{slug} {title} {theme}"), SearchTextMaxLength).TrimEnd();

    public WebinarPhase PhaseAt(DateTimeOffset now) =>
        Status == WebinarStatus.Draft ? WebinarPhase.NotPublished : PhaseOncePublishedAt(now);

    /// <summary>As everybody would see it, also while it is a draft.</summary>
    public WebinarPhase PhaseOncePublishedAt(DateTimeOffset now) => this switch
    {
        { Status: WebinarStatus.Cancelled } => WebinarPhase.Cancelled,
        _ when now >= EndsAt => WebinarPhase.Concluded,
        _ when now >= RegistrationEnd => WebinarPhase.RegistrationClosed,
        { RegistrationOpensAt: { } opens } when now < opens => WebinarPhase.NotYetOpen,
        _ => WebinarPhase.Open,
    };

    /// <summary>It takes place, and nobody has said until when one may sign up: who stands before the door may still.</summary>
    public bool TakesLateAt(DateTimeOffset now) =>
        Status == WebinarStatus.Published && RegistrationClosesAt is null && now >= StartsAt && now < EndsAt;

    /// <summary>Places left, never below zero; null when there is no limit.</summary>
    public int? PlacesLeft(int confirmed) => Capacity is { } capacity ? Math.Max(0, capacity - confirmed) : null;
}
