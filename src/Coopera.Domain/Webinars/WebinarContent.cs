namespace Coopera.Domain.Webinars;

public sealed record WebinarContent
{
    public string Slug { get; init; } = "";

    public string Title { get; init; } = "";

    public string Theme { get; init; } = "";

    public string Description { get; init; } = "";

    public string Audience { get; init; } = "";

    public string Coordinator { get; init; } = "";

    public string Partners { get; init; } = "";

    public DateTimeOffset StartsAt { get; init => field = value.ToUniversalTime(); }

    public DateTimeOffset EndsAt { get; init => field = value.ToUniversalTime(); }

    public DateTimeOffset? RegistrationOpensAt { get; init; }

    public DateTimeOffset? RegistrationClosesAt { get; init; }

    public int? Capacity { get; init; }

    public bool AsksPhone { get; init; }

    public string Platform { get; init; } = "";

    public string? JoinLink { get; init; }

    public int? PressReleaseId { get; init; }

    /// <summary>Which mails of <see cref="ReminderRule"/> the site does not send by itself.</summary>
    public ReminderRules LeftOutReminders { get; init; }
}

/// <summary>What changed that people who signed up must hear of.</summary>
[Flags]
public enum WebinarNews
{
    None = 0,
    Title = 1,
    Time = 2,
    Platform = 4,
}
