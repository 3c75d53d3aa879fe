namespace Coopera.Domain.OwnData;

/// <summary>
/// Who holds a mailbox asked for what is kept under it, and had a link. It stands in a row, unlike other links: it is the one that opens
/// everything, so it ends after hours, and whoever has it can close it.
/// </summary>
public sealed class DataLink
{
    public const int LifeHours = 6;

    public static readonly TimeSpan Life = TimeSpan.FromHours(LifeHours);

    /// <summary>After the end; a page that is opened too late still says why.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private DataLink()
    {
    }

    public DataLink(EmailAddress email, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (Email, EmailKey) = (email, email.Key);
        EndsAt = now + Life;
    }

    public Guid Id { get; private set; }

    public EmailAddress Email { get; private set; } = EmailAddress.None;

    public string EmailKey { get; private set; } = "";

    public DateTimeOffset EndsAt { get; private set; }

    public bool IsOpenAt(DateTimeOffset now) => now < EndsAt;
}
