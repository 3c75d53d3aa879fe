namespace Coopera.Domain.OwnData;

/// <summary>What an erasure leaves, each with a reason that is told. Rows hold the names.</summary>
public enum StaysBehind
{
    /// <summary>Whom a public body named for its adhesion.</summary>
    Adhesions,

    /// <summary>Whose address a body gave as its certified mailbox.</summary>
    BodyPec,
    StaffAccount,
    StaffRegister,

    /// <summary>The request itself, and the mails about it.</summary>
    Request,
    Backups,

    /// <summary>What was issued, and may have to be checked.</summary>
    Certificates,
}
