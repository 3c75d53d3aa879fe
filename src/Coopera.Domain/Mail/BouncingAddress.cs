namespace Coopera.Domain.Mail;

/// <summary>Mails come back from there. After three that say that it does not exist it rests: nothing more is sent to it.</summary>
public sealed class BouncingAddress
{
    public const int HardBouncesToRest = 3;
    public const int KeyMaxLength = EmailAddress.MaxLength;

    /// <summary>What came back so long ago says nothing of the address today.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    private BouncingAddress()
    {
    }

    public BouncingAddress(EmailAddress address, DateTimeOffset now) =>
        (Id, Key, Address) = (Guid.CreateVersion7(now), address.Key, address);

    public Guid Id { get; private set; }

    public string Key { get; private set; } = "";

    public EmailAddress Address { get; private set; } = EmailAddress.None;

    public int HardBounces { get; private set; }

    public DateTimeOffset? LastAt { get; private set; }

    public string LastDetail { get; private set; } = "";

    public DateTimeOffset? RestsSince { get; private set; }

    public bool Rests => RestsSince is not null;

    public void Bounced(MailFailure failure, DateTimeOffset now)
    {
        HardBounces = (LastAt < now - Memory ? 0 : HardBounces) + 1;
        (LastAt, LastDetail) = (now, failure.ToKeep().Detail);
        if (HardBounces >= HardBouncesToRest)
        {
            RestsSince ??= now;
        }
    }

    /// <summary>Somebody knows that it is right.</summary>
    public void Lift() => (HardBounces, RestsSince) = (0, null);
}
