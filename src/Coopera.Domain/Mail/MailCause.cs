namespace Coopera.Domain.Mail;

public enum MailCause
{
    /// <summary>Anybody can cause it, with whatever address they type. The only one that is counted and limited.</summary>
    Stranger,

    /// <summary>The person's own act, through a link that was mailed to this very mailbox, or signed in.</summary>
    Proven,

    Staff,

    Schedule,
}

/// <summary>What a mailbox misses most when strangers have nearly used up what may be sent to it.</summary>
public enum MailWorth
{
    Notice,

    /// <summary>Asked for again by whoever needs it: a link, a password.</summary>
    Access,

    /// <summary>The only proof that something was registered.</summary>
    Confirmation,
}
