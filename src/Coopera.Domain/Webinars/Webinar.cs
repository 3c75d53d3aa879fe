namespace Coopera.Domain.Webinars;

public enum WebinarStatus
{
    Draft,
    Published,
    Cancelled,
}

/// <summary>Where a webinar stands for someone who wants to sign up.</summary>
public enum WebinarPhase
{
    NotPublished,
    NotYetOpen,
    Open,
    RegistrationClosed,
    Concluded,
    Cancelled,
}

/// <summary>An on-line technical table that people sign up for.</summary>
public sealed class Webinar
{
    public const int SlugMaxLength = 100;
    public const int TitleMaxLength = 200;
    public const int ThemeMaxLength = 300;
    public const int TextMaxLength = 4000;

    private readonly List<Talk> _talks = [];

    private Webinar()
    {
    }

    public Webinar(string slug, string title, DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        if (endsAt <= startsAt)
        {
            throw new ArgumentException("A webinar ends after it starts.", nameof(endsAt));
        }

        Slug = slug;
        Title = title;
        StartsAt = startsAt.ToUniversalTime();
        EndsAt = endsAt.ToUniversalTime();
    }

    public int Id { get; private set; }

    /// <summary>Its word in addresses: <c>/webinar/{slug}</c>.</summary>
    public string Slug { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Theme { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Who it is for.</summary>
    public string Audience { get; init; } = "";

    /// <summary>Name and office of the person who leads it.</summary>
    public string Coordinator { get; init; } = "";

    /// <summary>Partner bodies, one a line.</summary>
    public string Partners { get; init; } = "";

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>Null: from the moment it is published.</summary>
    public DateTimeOffset? RegistrationOpensAt { get; init; }

    /// <summary>Null: until it starts.</summary>
    public DateTimeOffset? RegistrationClosesAt { get; init; }

    /// <summary>Null: no limit.</summary>
    public int? Capacity { get; init; }

    public bool AsksPhone { get; init; }

    /// <summary>A made-up webinar for trying the site; pages and mails say so.</summary>
    public bool IsSample { get; init; }

    public WebinarStatus Status { get; private set; } = WebinarStatus.Draft;

    public string? CancellationMessage { get; private set; }

    /// <summary>SEQUENCE of the webinar's own calendar object: one more at every change people must know of (RFC 5545, 3.8.7.4).</summary>
    public int CalendarSequence { get; private set; }

    /// <summary>Moved by every registration under the row's lock: see <c>LockAsync</c>. Numbers the registrations of one webinar.</summary>
    public long Revision { get; private set; }

    public int? PressReleaseId { get; init; }

    public IReadOnlyList<Talk> Talks => _talks;

    public DateTimeOffset RegistrationEnd => RegistrationClosesAt ?? StartsAt;

    public Webinar With(Talk talk)
    {
        talk.Position = _talks.Count + 1;
        _talks.Add(talk);
        return this;
    }

    public void Publish() => Status = WebinarStatus.Published;

    public void Cancel(string message)
    {
        Status = WebinarStatus.Cancelled;
        CancellationMessage = Text.CleanParagraph(message);
        CalendarSequence++;
    }

    public WebinarPhase PhaseAt(DateTimeOffset now) => this switch
    {
        { Status: WebinarStatus.Draft } => WebinarPhase.NotPublished,
        { Status: WebinarStatus.Cancelled } => WebinarPhase.Cancelled,
        _ when now >= EndsAt => WebinarPhase.Concluded,
        _ when now >= RegistrationEnd => WebinarPhase.RegistrationClosed,
        { RegistrationOpensAt: { } opens } when now < opens => WebinarPhase.NotYetOpen,
        _ => WebinarPhase.Open,
    };

    /// <summary>Places left, never below zero; null when there is no limit.</summary>
    public int? PlacesLeft(int confirmed) => Capacity is { } capacity ? Math.Max(0, capacity - confirmed) : null;
}
