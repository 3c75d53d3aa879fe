using Coopera.Domain.Registrations;

namespace Coopera.Domain.Mailings;

/// <summary>The names are stored.</summary>
public enum MailingStatus
{
    Draft,

    /// <summary>A text that is kept to write others from.</summary>
    Model,

    /// <summary>Decided; its mails are put into the outbox, portion by portion.</summary>
    Queueing,

    Queued,
    Withdrawn,
}

public sealed record MailingContent(string Subject, string Body, Audience Audience);

/// <summary>One text that staff write to many: a row of the outbox for each of them.</summary>
public sealed class Mailing
{
    public const int SubjectMaxLength = 150;
    public const int BodyMaxLength = 10_000;
    public const int StaffMaxLength = 256;
    public const string ForgottenSubject = "(testo cancellato)";

    private Mailing()
    {
    }

    public Mailing(MailingContent content, bool isModel, string staff, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        Content = content;
        Status = isModel ? MailingStatus.Model : MailingStatus.Draft;
        (CreatedBy, CreatedAt) = (staff, now);
    }

    public Guid Id { get; private set; }

    public MailingContent Content { get; private set; } = new("", "", new Audience(AudienceKind.People));

    public string Subject { get => Content.Subject; private init => Content = Content with { Subject = value }; }

    public string Body { get => Content.Body; private init => Content = Content with { Body = value }; }

    public AudienceKind Kind { get => Audience.Kind; private init => Audience = Audience with { Kind = value }; }

    public int? WebinarId { get => Audience.WebinarId; private init => Audience = Audience with { WebinarId = value }; }

    public PeopleStates States { get => Audience.States; private init => Audience = Audience with { States = value }; }

    public string? Province { get => Audience.Province; private init => Audience = Audience with { Province = value }; }

    public ParticipantKind? ParticipantKind
    {
        get => Audience.ParticipantKind;
        private init => Audience = Audience with { ParticipantKind = value };
    }

    public bool? CameIn { get => Audience.CameIn; private init => Audience = Audience with { CameIn = value }; }

    public MailingStatus Status { get; private set; }

    public int Version { get; private set; } = 1;

    public string CreatedBy { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public string? QueuedBy { get; private set; }

    public DateTimeOffset? QueuedAt { get; private set; }

    /// <summary>The last address that has its row of the outbox, in ordinal order: a queueing that was cut off goes on after it.</summary>
    public string? LastKey { get; private set; }

    /// <summary>How many rows of the outbox there are.</summary>
    public int Mails { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public Audience Audience
    {
        get => Content.Audience;
        private init => Content = Content with { Audience = value };
    }

    public bool CanBeChanged => Status is MailingStatus.Draft or MailingStatus.Model;

    public bool IsOnItsWay => Status is MailingStatus.Queueing or MailingStatus.Queued;

    public void Edit(MailingContent content)
    {
        Content = content;
        Version++;
    }

    public void Queue(string staff, DateTimeOffset now)
    {
        Status = MailingStatus.Queueing;
        (QueuedBy, QueuedAt) = (staff, now);
        Version++;
    }

    public void Advance(string lastKey, int mails)
    {
        LastKey = lastKey;
        Mails += mails;
    }

    /// <summary>
    /// Its day has come: what it said goes, and who wrote it; how many it went to stays. A model is still to be written from.
    /// </summary>
    public void Forget()
    {
        Content = Status == MailingStatus.Model ? Content : Content with { Subject = ForgottenSubject, Body = "" };
        (CreatedBy, LastKey) = ("", null);
        QueuedBy = QueuedBy is null ? null : "";
        Version++;
    }

    public void Finish() => Status = MailingStatus.Queued;

    public void Withdraw(DateTimeOffset now)
    {
        Status = MailingStatus.Withdrawn;
        WithdrawnAt = now;
        Version++;
    }
}
