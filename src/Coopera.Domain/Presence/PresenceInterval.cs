namespace Coopera.Domain.Presence;

/// <summary>Who says so.</summary>
public enum PresenceSource
{
    /// <summary>The way in on this site: the person entered, and the page, while it stayed open, told so now and then.</summary>
    EntryPage,

    /// <summary>The report of the platform, as staff imported it.</summary>
    PlatformReport,

    /// <summary>A word that was said in the session.</summary>
    CodeWord,

    /// <summary>A room with one screen: confirmed on one's own phone, or declared by who was responsible for it.</summary>
    Room,

    /// <summary>By hand, with a reason.</summary>
    Staff,
}

/// <summary>
/// From when to when somebody took part, as one source knows it. Several may overlap: presence is the union of all of a registration.
/// </summary>
public sealed class PresenceInterval
{
    /// <summary>Of one registration and source; who enters more often goes in, and no row is written.</summary>
    public const int Most = 40;

    public const int ReasonMaxLength = 500;
    public const int StatedByMaxLength = 256;

    /// <summary>After so long without a sign from a page that gave some, who comes in again was away.</summary>
    public static readonly TimeSpan SilenceEnds = TimeSpan.FromMinutes(10);

    private PresenceInterval()
    {
    }

    public PresenceInterval(Guid registrationId, PresenceSource source, DateTimeOffset now)
    {
        RegistrationId = registrationId;
        Source = source;
        EnteredAt = now;
        SeenAt = now;
    }

    /// <summary>As another source knows it, from beginning to end.</summary>
    public PresenceInterval(Guid registrationId, PresenceSource source, DateTimeOffset from, DateTimeOffset until)
    {
        if (until < from)
        {
            throw new ArgumentException("Nobody leaves before they enter.", nameof(until));
        }

        RegistrationId = registrationId;
        Source = source;
        EnteredAt = from;
        SeenAt = until;
        LeftAt = until;
    }

    public long Id { get; private set; }

    public Guid RegistrationId { get; private set; }

    public PresenceSource Source { get; private set; }

    public DateTimeOffset EnteredAt { get; private set; }

    /// <summary>The last that is known of them.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>The page has told by itself that it is open: without scripts it cannot, and silence says nothing.</summary>
    public bool IsHeard { get; private set; }

    /// <summary>When they said that they left; null when they did not.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    public bool IsOpen => LeftAt is null;

    /// <summary>Said, or the last that is known.</summary>
    public DateTimeOffset Until => LeftAt ?? SeenAt;

    /// <summary>The import of a report that it comes from; null for every other source.</summary>
    public int? PresenceImportId { get; init; }

    /// <summary>The word that was given; null for every other source.</summary>
    public int? CodeWordId { get; init; }

    /// <summary>The room that they sat in; null for every other source.</summary>
    public Guid? RoomId { get; init; }

    /// <summary>Who says so, where it is neither the person nor a machine: the account of staff, or the name of who answered for a
    /// room.</summary>
    public string? StatedBy { get; init; }

    /// <summary>Of what staff added.</summary>
    public string? Reason { get; init; }

    /// <summary>When staff took it away. It stays to be seen, and counts no longer; null while it counts.</summary>
    public DateTimeOffset? ExcludedAt { get; private set; }

    public string? ExcludedBy { get; private set; }

    public string? ExclusionReason { get; private set; }

    public bool Counts => ExcludedAt is null;

    public TimeWindow Window => new(EnteredAt, Until);

    /// <summary>Who enters now has not been away in between: the connection was lost, or the button pressed twice.</summary>
    public bool GoesOnAt(DateTimeOffset now) => IsOpen && (!IsHeard || now - SeenAt < SilenceEnds);

    public void EnterAgain(DateTimeOffset now) => SeenAt = now;

    public void Leave(DateTimeOffset now) => (SeenAt, LeftAt) = (now, now);

    public void Exclude(string by, string reason, DateTimeOffset now) =>
        (ExcludedAt, ExcludedBy, ExclusionReason) = (now, by, Text.Cut(reason, ReasonMaxLength));

    public void Include() => (ExcludedAt, ExcludedBy, ExclusionReason) = (null, null, null);
}
