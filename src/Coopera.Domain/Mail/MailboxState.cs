namespace Coopera.Domain.Mail;

/// <summary>How far a mailbox has been read, by UIDVALIDITY and UID (RFC 3501, 2.3.1.1), and how the last visit went.</summary>
public sealed class MailboxState
{
    /// <summary>After so many visits that broke off, the next message is tried alone; after as many more it is set aside.</summary>
    public const int PatientVisits = 3;

    private MailboxState()
    {
    }

    public MailboxState(string account) => Account = account;

    public string Account { get; private set; } = "";

    public long UidValidity { get; private set; }

    /// <summary>Everything up to here has its row.</summary>
    public long LastUid { get; private set; }

    /// <summary>Visits in a row that began and did not come on by a single message.</summary>
    public int Visits { get; private set; }

    public DateTimeOffset? LastReadAt { get; private set; }

    public DateTimeOffset? FailingSince { get; private set; }

    public DateTimeOffset? NextTrialAt { get; private set; }

    public int Trials { get; private set; }

    public MailFailureKind? FailureKind { get; private set; }

    public string? FailureDetail { get; private set; }

    public MailFailure? Failure => FailureKind is { } kind ? new MailFailure(kind, FailureDetail ?? "") : null;

    public bool IsNew => UidValidity == 0;

    public bool GoesOneByOne => Visits > PatientVisits;

    public bool GivesUpTheNext => Visits > 2 * PatientVisits;

    public bool MayTry(DateTimeOffset now) => MailLane.IsTimeFor(NextTrialAt, now);

    /// <summary>The numbers of a mailbox mean nothing under another UIDVALIDITY.</summary>
    public void StartAt(long uidValidity, long lastUid) => (UidValidity, LastUid, Visits) = (uidValidity, lastUid, 0);

    public void Visit() => Visits++;

    public void CameTo(long uid)
    {
        LastUid = Math.Max(LastUid, uid);
        Visits = 0;
    }

    public void Read(DateTimeOffset now)
    {
        (LastReadAt, Visits, Trials) = (now, 0, 0);
        (FailingSince, NextTrialAt, FailureKind, FailureDetail) = (null, null, null, null);
    }

    /// <summary>A wrong password that is tried again and again locks an account: ever later.</summary>
    public void Fail(MailFailure failure, DateTimeOffset now)
    {
        FailingSince ??= now;
        NextTrialAt = now + MailLane.Pauses[Math.Min(Trials, MailLane.Pauses.Count - 1)];
        Trials++;
        (FailureKind, FailureDetail) = (failure.Kind, failure.ToKeep().Detail);
    }
}
