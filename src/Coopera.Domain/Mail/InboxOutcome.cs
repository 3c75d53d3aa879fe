namespace Coopera.Domain.Mail;

/// <summary>What became of a message that came in. Rows hold the names: they never change, and new ones are added.</summary>
public enum InboxOutcome
{
    /// <summary>Nothing for the site: people read it in their mail program.</summary>
    LeftAlone,

    /// <summary>It could not be read, or reading it failed: see <see cref="InboxTrouble"/>.</summary>
    SetAside,

    Bounced,

    /// <summary>A mail was refused for now, or for a reason that says nothing about its address.</summary>
    BouncedSoftly,

    /// <summary>A server tells that it goes on trying.</summary>
    Delayed,

    /// <summary>A mail came back that is none of ours, or that cannot be told.</summary>
    BounceOfNothing,

    /// <summary>A holiday notice, a receipt of reading, a list: it is answered by nobody.</summary>
    Automatic,

    CalendarAccepted,
    CalendarDeclined,
    SchedaSent,

    /// <summary>They had it within a day.</summary>
    SchedaHadAlready,

    /// <summary>A provider of certified mail tells what became of a mail of ours.</summary>
    PecReceipt,
    PecReceiptOfNothing,

    /// <summary>A signed scheda came by PEC and lies with its adhesion.</summary>
    SchedaByPec,

    /// <summary>It may be a scheda: people decide.</summary>
    SchedaByPecToDecide,

    /// <summary>Too many mails had gone to that address already.</summary>
    SchedaHeldBack,
}

/// <summary>Why a message was set aside.</summary>
public enum InboxTrouble
{
    TooLarge,
    TooIntricate,
    Unreadable,
    TookTooLong,

    /// <summary>The site stopped in the middle of it, again and again.</summary>
    BrokeOff,

    ReaderFailed,
}
