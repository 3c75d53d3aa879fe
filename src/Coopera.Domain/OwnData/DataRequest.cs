namespace Coopera.Domain.OwnData;

/// <summary>Rows hold the names.</summary>
public enum DataRequestKind
{
    Erasure,
    Correction,
}

public enum DataRequestStatus
{
    Open,
    Done,

    /// <summary>It cannot be, or not all of it, and the person was told why.</summary>
    Refused,
}

/// <summary>What somebody asks about the data kept under their address, and what was answered, within a month (article 12 GDPR).</summary>
public sealed class DataRequest
{
    public const int WhoMaxLength = 200;
    public const int MessageMaxLength = 2000;
    public const int AnswerMaxLength = 2000;
    public const int StaffMaxLength = 256;

    /// <summary>So long it is kept that there was one, and from whom: to show that it was answered.</summary>
    public const int MonthsKept = 24;

    private DataRequest()
    {
    }

    /// <param name="who">Whom of the several who have the mailbox; empty: everything under the address.</param>
    /// <param name="arrivedOn">When it did not come by the site: the month begins then.</param>
    public DataRequest(
        DataRequestKind kind, EmailAddress email, string? who, string? message, DateTimeOffset now, DateOnly? arrivedOn = null)
    {
        Id = Guid.CreateVersion7(now);
        Kind = kind;
        (Email, EmailKey) = (email, email.Key);
        Who = Text.Cut(Text.CleanLine(who), WhoMaxLength);
        Message = Text.Cut(Text.CleanParagraph(message), MessageMaxLength);
        AskedAt = arrivedOn is { } day && day < RomeTime.Day(now) ? RomeTime.StartOf(day) : now;
        DueOn = RomeTime.Day(AskedAt).AddMonths(1);
    }

    public Guid Id { get; private set; }

    public DataRequestKind Kind { get; private set; }

    public DataRequestStatus Status { get; private set; }

    public EmailAddress Email { get; private set; } = EmailAddress.None;

    public string EmailKey { get; private set; } = "";

    public string Who { get; private set; } = "";

    /// <summary>Of the person, for staff alone: it stands in no mail.</summary>
    public string Message { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    public DateOnly DueOn { get; private set; }

    /// <summary>Registrations whose person was taken out for it, at once or by staff.</summary>
    public int Forgotten { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Null when the site did it by itself.</summary>
    public string? ClosedBy { get; private set; }

    /// <summary>What staff wrote to the person.</summary>
    public string Answer { get; private set; } = "";

    public int Revision { get; private set; }

    public bool IsOpen => Status == DataRequestStatus.Open;

    public bool IsLateOn(DateOnly day) => IsOpen && day > DueOn;

    public void Forgot(int registrations)
    {
        Forgotten += registrations;
        Revision++;
    }

    /// <summary>False when it is closed.</summary>
    public bool Close(DataRequestStatus status, string answer, string? staff, DateTimeOffset now)
    {
        if (!IsOpen || status == DataRequestStatus.Open)
        {
            return false;
        }

        (Status, ClosedAt) = (status, now);
        ClosedBy = staff is null ? null : Text.Cut(staff, StaffMaxLength);
        Answer = Text.Cut(Text.CleanParagraph(answer), AnswerMaxLength);
        Revision++;
        return true;
    }
}
