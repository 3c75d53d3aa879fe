namespace Coopera.Domain.Mail;

/// <summary>
/// Why a mail did not go out. The names are stored: one that was ever used keeps its meaning, finer ones are added beside it.
/// </summary>
public enum MailFailureKind
{
    /// <summary>The address does not exist, or takes no mail: trying again helps only when the address is another one.</summary>
    NoSuchMailbox,

    /// <summary>For this address, at this moment.</summary>
    RecipientRefused,
    SenderRefused,
    ServerError,
    CredentialsRefused,
    HandshakeFailed,
    TimedOut,
    Unreachable,

    /// <summary>To the folder that takes the place of a server.</summary>
    NotWritten,

    /// <summary>No server had a part in it: the log holds where it happened.</summary>
    OwnFault,
}

/// <param name="Detail">What the server or the program said, as it said it; empty when there is nothing more to know.</param>
public sealed record MailFailure(MailFailureKind Kind, string Detail = "")
{
    /// <summary>Trying again would change nothing.</summary>
    public bool IsFinal => Kind == MailFailureKind.NoSuchMailbox;
}
