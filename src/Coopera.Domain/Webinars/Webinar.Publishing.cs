namespace Coopera.Domain.Webinars;

public sealed partial class Webinar
{
    /// <summary>When a draft is published by itself; null when staff do it.</summary>
    public DateTimeOffset? PublishAt { get; private set; }

    /// <summary>
    /// The moment at which it was to be published, and was not, since something was missing; until somebody decides anew.
    /// </summary>
    public DateTimeOffset? NotPublishedAt { get; private set; }

    public void Publish()
    {
        Status = WebinarStatus.Published;
        (PublishAt, NotPublishedAt) = (null, null);
        Version++;
    }

    public void SchedulePublication(DateTimeOffset at)
    {
        if (Status != WebinarStatus.Draft || ArchivedAt is not null)
        {
            throw new InvalidOperationException("Only a draft that is in the lists is published later.");
        }

        (PublishAt, NotPublishedAt) = (at.ToUniversalTime(), null);
        Version++;
    }

    public void UnschedulePublication()
    {
        (PublishAt, NotPublishedAt) = (null, null);
        Version++;
    }

    /// <summary>The moment has come, and something is missing: it stays a draft, and is not tried again by itself.</summary>
    public void MissPublication()
    {
        (PublishAt, NotPublishedAt) = (null, PublishAt);
        Version++;
    }
}
