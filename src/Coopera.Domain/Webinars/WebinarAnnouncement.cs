namespace Coopera.Domain.Webinars;

/// <summary>What people who signed up have not been told of a webinar yet. It waits, so that what follows quickly is one mail.</summary>
public sealed class WebinarAnnouncement
{
    /// <summary>So long changes wait for those that follow them.</summary>
    public static readonly TimeSpan ChangesWait = TimeSpan.FromMinutes(15);

    /// <summary>Nothing waits when people are about to connect.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(2);

    private WebinarAnnouncement()
    {
    }

    public WebinarAnnouncement(int webinarId)
    {
        WebinarId = webinarId;
    }

    public int WebinarId { get; private set; }

    /// <summary>Null: nothing is to be told now.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public bool IsCancellation { get; private set; }

    /// <summary>Oldest first: people know what was there before the first change since they were last written to.</summary>
    public IReadOnlyList<UntoldChange> Changes { get; private set; } = [];

    /// <summary>When changes of such a webinar are told: at once when it begins, or was to begin, soon.</summary>
    public static DateTimeOffset ChangesDue(DateTimeOffset startsAt, DateTimeOffset startedAt, DateTimeOffset now) =>
        IsSoon(startsAt, now) || IsSoon(startedAt, now) ? now : now + ChangesWait;

    public static DateTimeOffset CancellationDue(DateTimeOffset startsAt, DateTimeOffset now) =>
        IsSoon(startsAt, now) ? now : Undo.Until(now);

    /// <summary>What follows a change that still waits goes out with it, and no later.</summary>
    public void Add(KnownWebinar before, DateTimeOffset due, DateTimeOffset now)
    {
        Changes = [.. Changes, new UntoldChange(now, before)];
        DueAt = DueAt < due ? DueAt : due;
    }

    /// <summary>A platform that is changed without a word is no news to anybody.</summary>
    public void ForgetPlatform(KnownWebinar now) => Changes =
    [
        .. Changes.Select(change => change with { Before = change.Before with { Platform = now.Platform } }),
    ];

    public void Cancel(DateTimeOffset due) => (IsCancellation, DueAt) = (true, due);

    /// <summary>The cancellation is told, and changes that were not are kept: perhaps it takes place after all.</summary>
    public void CancellationTold() => (IsCancellation, DueAt) = (false, null);

    /// <summary>It takes place after all: what had changed before is told now.</summary>
    public void Restore(DateTimeOffset due) => (IsCancellation, DueAt) = (false, Changes.Count > 0 ? due : null);

    /// <summary>What somebody knows who was last written to at this moment; null when they know it as it is.</summary>
    public KnownWebinar? KnownBy(DateTimeOffset lastTold) => Changes.FirstOrDefault(change => change.At >= lastTold)?.Before;

    /// <summary>Whether anybody knows something else than what is there now.</summary>
    public bool SaysNothing(KnownWebinar now) => Changes.All(change => change.Before.NewsIn(now) == WebinarNews.None);

    private static bool IsSoon(DateTimeOffset startsAt, DateTimeOffset now) => startsAt - now < Soon;
}

public sealed record UntoldChange(DateTimeOffset At, KnownWebinar Before);

/// <summary>
/// What people who signed up must know of a webinar. Not its address on the platform: the way in asks for that when somebody enters.
/// </summary>
public sealed record KnownWebinar(string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Platform)
{
    public static KnownWebinar Of(WebinarContent content) =>
        new(content.Title, content.StartsAt, content.EndsAt, content.Platform);

    public WebinarNews NewsIn(KnownWebinar now) =>
        (now.Title == Title ? WebinarNews.None : WebinarNews.Title)
        | (now.StartsAt == StartsAt && now.EndsAt == EndsAt ? WebinarNews.None : WebinarNews.Time)
        | (now.Platform == Platform || Platform.Length == 0 || now.Platform.Length == 0 ? WebinarNews.None : WebinarNews.Platform);
}
