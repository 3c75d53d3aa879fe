namespace Coopera.Domain.Mail;

public enum MailFailureKind
{
    /// <summary>The address does not exist, or takes no mail: trying again helps only when the address is another one.</summary>
    NoSuchMailbox,

    /// <summary>Not now, or nobody can tell why: greylisting, a mailbox that is busy, a server of the recipient that is away.</summary>
    RecipientRefused,

    SenderRefused,
    ServerError,
    CredentialsRefused,
    HandshakeFailed,
    TimedOut,
    Unreachable,

    NotWritten,

    OwnFault,

    MailboxFull,

    /// <summary>This message is not wanted, whoever gets it: its size, its attachments, what a filter takes it for.</summary>
    ContentRefused,

    /// <summary>The sending account has used up what its provider lets it send.</summary>
    QuotaUsedUp,

    /// <summary>The sending machine or domain is not trusted: a blocklist, SPF, DKIM, DMARC.</summary>
    ReputationRefused,

    /// <summary>Connection and server do not fit together: no STARTTLS, no AUTH, a relay that wants one.</summary>
    SetupWrong,

    /// <summary>What is stored cannot be made into a message, today or ever.</summary>
    NotDrawable,

    /// <summary>Mails to this address came back again and again: none goes there until somebody has looked at it.</summary>
    AddressRests,

    // What was to be told is overtaken by what happened since: such a mail is closed without being sent.
    RegistrationCancelled,
    WebinarCancelled,
    WebinarOnAgain,
    WebinarOver,
    AddressChanged,
    StandsOtherwise,
    LinkExpired,
    ThingGone,
    MessageWithdrawn,
    ConsentWithdrawn,
    SignedUpMeanwhile,
    SignUpsClosed,
    AdhesionMoved,
    WebinarMoved,
    TooLate,
    CertificateMoved,
}

/// <summary>Whose matter a failure is.</summary>
public enum MailFault
{
    Address,
    Mailbox,
    Content,
    SenderAccount,
    SenderReputation,
    Server,
    Network,
    Credentials,
    Tls,
    Setup,
    Storage,
    Site,

    /// <summary>Nobody's: there was nothing left to tell.</summary>
    Overtaken,
}

/// <param name="Detail">What the server or the program said, as it said it; empty when there is nothing more to know.</param>
public sealed record MailFailure(MailFailureKind Kind, string Detail = "")
{
    /// <summary>As rows hold it.</summary>
    public MailFailure ToKeep() => this with { Detail = Text.Cut(Text.CleanParagraph(Detail), OutgoingMail.FailureDetailMaxLength) };

    public MailFault Fault => Kind switch
    {
        MailFailureKind.NoSuchMailbox or MailFailureKind.AddressRests => MailFault.Address,
        MailFailureKind.RecipientRefused or MailFailureKind.MailboxFull => MailFault.Mailbox,
        MailFailureKind.ContentRefused => MailFault.Content,
        MailFailureKind.SenderRefused or MailFailureKind.QuotaUsedUp => MailFault.SenderAccount,
        MailFailureKind.ReputationRefused => MailFault.SenderReputation,
        MailFailureKind.ServerError => MailFault.Server,
        MailFailureKind.TimedOut or MailFailureKind.Unreachable => MailFault.Network,
        MailFailureKind.CredentialsRefused => MailFault.Credentials,
        MailFailureKind.HandshakeFailed => MailFault.Tls,
        MailFailureKind.SetupWrong => MailFault.Setup,
        MailFailureKind.NotWritten => MailFault.Storage,
        >= MailFailureKind.RegistrationCancelled => MailFault.Overtaken,
        _ => MailFault.Site,
    };

    /// <summary>Trying the same again would change nothing.</summary>
    public bool IsFinal => Kind is MailFailureKind.NoSuchMailbox or MailFailureKind.ContentRefused or MailFailureKind.NotDrawable
        or MailFailureKind.AddressRests;

    /// <summary>Every other mail would meet the same: the way out is at fault, and no mail pays for it with an attempt.</summary>
    public bool ConcernsTheLane =>
        Fault is not (MailFault.Address or MailFault.Mailbox or MailFault.Content or MailFault.Site or MailFault.Overtaken);
}
