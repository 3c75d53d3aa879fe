namespace Coopera.Domain.Mail;

public enum OutgoingMailStatus
{
    Queued,
    Sent,

    Failed,

    Dismissed,

    /// <summary>Certified mail that the site has no account for: somebody sends it, and writes down when.</summary>
    ByHand,
}

public enum MailVerdict
{
    Done,

    /// <summary>A worker is sending it at this moment: nobody touches it meanwhile.</summary>
    InHand,

    NotNow,
}

public sealed class OutgoingMail
{
    public const int KindMaxLength = 60;
    public const int NameMaxLength = 200;
    public const int FailureDetailMaxLength = 500;
    public const int SearchTextMaxLength = 500;
    public const int ProofMaxLength = 100;

    public static readonly IReadOnlyList<TimeSpan> Backoff =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    /// <summary>No mail waits longer for its next attempt: what is put off further was put off by a clock that went wrong.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private string? _mailingKey;

    private OutgoingMail()
    {
    }

    /// <param name="worth">Asked for when it is decided whether it goes out at all; see <see cref="MailLimits"/>.</param>
    public OutgoingMail(
        MailCause cause, string kind, EmailAddress recipient, string recipientName, string content, Guid? registrationId,
        DateTimeOffset now, MailWorth worth = MailWorth.Notice)
    {
        if (!recipient.IsGiven)
        {
            throw new ArgumentException("A mail goes to an address.", nameof(recipient));
        }

        Cause = cause;
        Worth = worth;
        Id = Guid.CreateVersion7(now);
        Kind = kind;
        Recipient = recipient;
        RecipientName = Text.Cut(recipientName, NameMaxLength);
        Content = content;
        RegistrationId = registrationId;
        CreatedAt = now;
        NextAttemptAt = now;
        Index(recipient);
    }

    public Guid Id { get; private set; }

    public string Kind { get; private set; } = "";

    public EmailAddress Recipient { get; private set; } = EmailAddress.None;

    public string RecipientName { get; private set; } = "";

    public string Content { get; private set; } = "";

    public Guid? RegistrationId { get; private set; }

    public Guid? AdhesionId { get; init; }

    /// <summary>Null in rows from before it was written down.</summary>
    public MailCause? Cause { get; private set; }

    public MailWorth Worth { get; }

    public string Mailbox { get; private set; } = "";

    /// <summary>Of the body to whose address on record this is a copy; null for every other mail.</summary>
    public string? CopyToBody { get; init; }

    /// <summary>By which account it goes.</summary>
    public int LaneId { get; init; } = MailLane.OrdinaryId;

    public bool IsCertified => LaneId == MailLane.CertifiedId;

    /// <summary>The number under which who sent it by hand finds it again.</summary>
    public string? ProofNumber { get; private set; }

    public OutgoingMailStatus Status { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>The date that the message bears, at every attempt; null until a worker has taken it.</summary>
    public DateTimeOffset? FirstAttemptAt { get; private set; }

    public DateTimeOffset? LastAttemptAt { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Which worker has it in hand, until <see cref="LeaseEndsAt"/>.</summary>
    public Guid? LeasedBy { get; private set; }

    public DateTimeOffset? LeaseEndsAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>It had gone, and a server sent it back.</summary>
    public DateTimeOffset? BouncedAt { get; private set; }

    /// <summary>Why the last attempt failed; null once it went out.</summary>
    public MailFailureKind? FailureKind { get; private set; }

    public string? FailureDetail { get; private set; }

    public MailFailure? Failure
    {
        get => FailureKind is { } kind ? new MailFailure(kind, FailureDetail ?? "") : null;
        private set => (FailureKind, FailureDetail) = (value?.Kind, value?.Detail);
    }

    public Guid? CopyOfId { get; private set; }

    /// <summary>What staff wrote to many; null for every other mail, and for a copy of one of these.</summary>
    public Guid? MailingId { get; init; }

    /// <summary>The address that it was written to first: of one mailing nobody gets two.</summary>
    public string? MailingKey { get => _mailingKey; init => _mailingKey = value; }

    public string SearchText { get; private set; } = "";

    /// <summary>Only that it was sent, and of which kind, is still known.</summary>
    public bool IsForgotten => Content.Length == 0;

    /// <summary>Not tried yet, and not before its time.</summary>
    public bool WaitsItsTime => Status == OutgoingMailStatus.Queued && Attempts == 0 && NextAttemptAt > CreatedAt && LeaseEndsAt is null;

    public bool IsRetrying => Status == OutgoingMailStatus.Queued && LastAttemptAt is not null;

    public bool IsInHand(DateTimeOffset now) => LeaseEndsAt is { } end && end >= now;

    /// <summary>It waits, since what it tells may still be taken back.</summary>
    public OutgoingMail NotBefore(DateTimeOffset at)
    {
        NextAttemptAt = at;
        return this;
    }

    /// <summary>
    /// Staff have it tried again at once: a failed one begins its attempts anew, one that waits for its next attempt waits no longer, one
    /// that was to be sent by hand goes by the account that there is now.
    /// </summary>
    public MailVerdict Requeue(DateTimeOffset now)
    {
        if (IsInHand(now))
        {
            return MailVerdict.InHand;
        }

        if (IsForgotten || (Status is not (OutgoingMailStatus.Failed or OutgoingMailStatus.ByHand) && !IsRetrying))
        {
            return MailVerdict.NotNow;
        }

        Attempts = Status == OutgoingMailStatus.Failed ? 0 : Attempts;
        GoNow(now);
        return MailVerdict.Done;
    }

    /// <summary>Staff put right the address of a mail that failed: it goes there at once. Never that of a copy.</summary>
    public MailVerdict CorrectRecipient(EmailAddress recipient, DateTimeOffset now)
    {
        if (IsInHand(now))
        {
            return MailVerdict.InHand;
        }

        if (Status != OutgoingMailStatus.Failed || CopyOfId is not null)
        {
            return MailVerdict.NotNow;
        }

        Recipient = recipient;
        Index(recipient);
        Attempts = 0;
        Failure = null; // it was said of the other address
        GoNow(now);
        return MailVerdict.Done;
    }

    /// <summary>Somebody has sent it from a mailbox of their own.</summary>
    public MailVerdict RecordSentByHand(DateTimeOffset at, string number)
    {
        if (Status != OutgoingMailStatus.ByHand)
        {
            return MailVerdict.NotNow;
        }

        (Status, SentAt, ProofNumber) = (OutgoingMailStatus.Sent, at, Text.Cut(number, ProofMaxLength));
        return MailVerdict.Done;
    }

    public MailVerdict Dismiss()
    {
        if (Status is not (OutgoingMailStatus.Failed or OutgoingMailStatus.ByHand))
        {
            return MailVerdict.NotNow;
        }

        Status = OutgoingMailStatus.Dismissed;
        return MailVerdict.Done;
    }

    /// <summary>The same once more, to the same person: a message of its own, which mail programs do not take for the first.</summary>
    /// <param name="id">Of the copy. The form that asks for it carries it, so that asking twice makes one copy.</param>
    public OutgoingMail Copy(Guid id, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = Kind,
        Recipient = Recipient,
        RecipientName = RecipientName,
        Content = Content,
        RegistrationId = RegistrationId,
        AdhesionId = AdhesionId,
        CreatedAt = now,
        NextAttemptAt = now,
        CopyOfId = Id,
        Cause = MailCause.Staff,
        Mailbox = Mailbox,
        CopyToBody = CopyToBody,
        LaneId = LaneId,
        SearchText = SearchText,
    };

    public void MarkSent(DateTimeOffset now)
    {
        Attempts++;
        LastAttemptAt = now;
        Status = OutgoingMailStatus.Sent;
        SentAt = now;
        BouncedAt = null;
        Failure = null;
        Release();
    }

    /// <summary>A server took it, and sends it back: it has failed after all. Whatever has become of it since then stays so.</summary>
    /// <returns>Whether this is the first that is heard of it since it went.</returns>
    public bool MarkBounced(MailFailure failure, DateTimeOffset at)
    {
        if (Status != OutgoingMailStatus.Sent)
        {
            return false;
        }

        Failure = failure.ToKeep();
        Status = OutgoingMailStatus.Failed;
        (SentAt, BouncedAt) = (null, at);
        return true;
    }

    /// <param name="isFinal">Trying again would change nothing.</param>
    public void MarkFailedAttempt(MailFailure failure, DateTimeOffset now, bool isFinal = false)
    {
        Failure = failure.ToKeep();
        if (!isFinal && Attempts < Backoff.Count)
        {
            NextAttemptAt = now + Backoff[Attempts];
        }
        else
        {
            Status = OutgoingMailStatus.Failed;
        }

        Attempts++;
        LastAttemptAt = now;
        Release();
    }

    /// <summary>What it was to tell no longer holds: nobody gets it.</summary>
    public void MarkOvertaken(MailFailureKind why)
    {
        Failure = new MailFailure(why);
        Status = OutgoingMailStatus.Dismissed;
        Release();
    }

    /// <summary>The facts have changed since it was caused: what goes out is what is kept.</summary>
    public void Tell(string content) => Content = content;

    /// <summary>It met a fault of the way out, which is none of its own: it waits as it was, and no attempt counts.</summary>
    public void MarkHeldUp(MailFailure failure, DateTimeOffset now)
    {
        Failure = failure.ToKeep();
        LastAttemptAt = now;
        Release();
    }

    /// <summary>Its day has come: what it said and to whom goes. What had not left by then never will.</summary>
    public void Forget()
    {
        Status = Status == OutgoingMailStatus.Sent ? Status : OutgoingMailStatus.Dismissed;
        (Recipient, RecipientName, Content, Mailbox, SearchText) = (EmailAddress.None, "", "", "", "");
        (FailureKind, FailureDetail, ProofNumber) = (null, null, null);
        _mailingKey = _mailingKey is null ? null : $"{Id:N}"; // unique in its mailing
        Release();
    }

    private void GoNow(DateTimeOffset now)
    {
        Status = OutgoingMailStatus.Queued;
        NextAttemptAt = now;
        BouncedAt = null;
        Release();
    }

    private void Index(EmailAddress recipient)
    {
        Mailbox = Domain.Mail.Mailbox.KeyOf(recipient);
        SearchText = Text.Cut(Text.Fold($"{RecipientName} {Recipient}"), SearchTextMaxLength).TrimEnd();
    }

    private void Release()
    {
        LeasedBy = null;
        LeaseEndsAt = null;
    }
}
