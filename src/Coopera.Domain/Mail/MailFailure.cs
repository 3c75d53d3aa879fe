namespace Coopera.Domain.Mail;

public enum MailFailureKind
{
    /// <summary>The address does not exist, or takes no mail: trying again helps only when the address is another one.</summary>
    NoSuchMailbox,

    RecipientRefused,
    SenderRefused,
    ServerError,
    CredentialsRefused,
    HandshakeFailed,
    TimedOut,
    Unreachable,

    NotWritten,

    OwnFault,

    /// <summary>A matter of policy between servers (5.7, RFC 3463), such as what is taken for spam.</summary>
    MessageRefused,
}

/// <param name="Detail">What the server or the program said, as it said it; empty when there is nothing more to know.</param>
public sealed record MailFailure(MailFailureKind Kind, string Detail = "")
{
    public bool IsFinal => Kind == MailFailureKind.NoSuchMailbox;
}
