namespace Coopera.Domain.PublicBodies;

/// <summary>A certified mail address that was recorded for a body, and no longer is.</summary>
public sealed class FormerPec
{
    private FormerPec()
    {
    }

    /// <param name="fromIpaOn">As <see cref="PublicBody.PecFromIpaOn"/>.</param>
    /// <param name="until">The day of the file that had another.</param>
    public FormerPec(string bodyCode, EmailAddress address, DateOnly? fromIpaOn, DateOnly until, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (BodyCode, Address, FromIpaOn, Until, ReplacedAt) = (bodyCode, address, fromIpaOn, until, now);
    }

    public Guid Id { get; private set; }

    public string BodyCode { get; private set; } = "";

    public EmailAddress Address { get; private set; } = EmailAddress.None;

    public DateOnly? FromIpaOn { get; private set; }

    public DateOnly Until { get; private set; }

    public DateTimeOffset ReplacedAt { get; private set; }
}
