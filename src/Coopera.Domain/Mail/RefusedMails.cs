namespace Coopera.Domain.Mail;

public enum MailLimit
{
    Mailbox,

    Body,

    /// <summary>Of everything together.</summary>
    Brake,
}

/// <summary>How many mails of a kind were not queued on a day, because strangers had caused too many. Nobody's address is in it.</summary>
public sealed class RefusedMails(DateOnly day, string kind, MailLimit limit, DateTimeOffset firstAt)
{
    public DateOnly Day { get; private set; } = day;

    public string Kind { get; private set; } = kind;

    public MailLimit Limit { get; private set; } = limit;

    public int Count { get; private set; }

    public DateTimeOffset FirstAt { get; private set; } = firstAt;

    public DateTimeOffset LastAt { get; private set; }

    public void Add(DateTimeOffset at) => (Count, LastAt) = (Count + 1, at);
}
