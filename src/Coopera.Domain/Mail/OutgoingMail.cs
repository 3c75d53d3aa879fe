namespace Coopera.Domain.Mail;

public enum OutgoingMailStatus
{
    Queued,
    Sent,

    /// <summary>Given up, after the last attempt or because the address takes no mail: staff see it.</summary>
    Failed,
}

/// <summary>One row of the outbox: written in the transaction that causes the mail, sent afterwards by a worker.</summary>
public sealed class OutgoingMail
{
    public const int KindMaxLength = 60;
    public const int NameMaxLength = 200;
    public const int ErrorMaxLength = 500;

    /// <summary>Waits after the first, second, … failed attempt; after the last one the mail stays failed.</summary>
    public static readonly IReadOnlyList<TimeSpan> Backoff =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    private OutgoingMail()
    {
    }

    public OutgoingMail(string kind, EmailAddress recipient, string recipientName, string content, Guid? registrationId, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        Kind = kind;
        Recipient = recipient.Display;
        RecipientName = recipientName;
        Content = content;
        RegistrationId = registrationId;
        CreatedAt = now;
        NextAttemptAt = now;
    }

    public Guid Id { get; private set; }

    /// <summary>Name of the mail's class.</summary>
    public string Kind { get; private set; } = "";

    public string Recipient { get; private set; } = "";

    public string RecipientName { get; private set; } = "";

    /// <summary>JSON of the mail's class: the facts at the moment it was caused.</summary>
    public string Content { get; private set; } = "";

    /// <summary>The registration it is about, when it is about one.</summary>
    public Guid? RegistrationId { get; private set; }

    /// <summary>The adhesion it is about, when it is about one.</summary>
    public Guid? AdhesionId { get; init; }

    public OutgoingMailStatus Status { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Which worker has it in hand, until <see cref="LeaseEndsAt"/>.</summary>
    public Guid? LeasedBy { get; private set; }

    public DateTimeOffset? LeaseEndsAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public string? LastError { get; private set; }

    public void MarkSent(DateTimeOffset now)
    {
        Attempts++;
        Status = OutgoingMailStatus.Sent;
        SentAt = now;
        LastError = null;
        Release();
    }

    /// <param name="isFinal">Trying again would change nothing.</param>
    public void MarkFailedAttempt(string error, DateTimeOffset now, bool isFinal = false)
    {
        LastError = Text.Cut(Text.CleanParagraph(error), ErrorMaxLength);
        if (!isFinal && Attempts < Backoff.Count)
        {
            NextAttemptAt = now + Backoff[Attempts];
        }
        else
        {
            Status = OutgoingMailStatus.Failed;
        }

        Attempts++;
        Release();
    }

    private void Release()
    {
        LeasedBy = null;
        LeaseEndsAt = null;
    }
}
