namespace Coopera.Domain.Coordination;

public enum AdhesionStatus
{
    Draft,

    /// <summary>Inviata: the signed scheda has come in.</summary>
    Submitted,

    InReview,

    ChangesRequested,

    Accepted,

    Refused,

    Withdrawn,
}

[Flags]
public enum ReviewChecks
{
    None = 0,

    /// <summary>The scheda is signed, by hand or digitally.</summary>
    SchedaSigned = 1,

    /// <summary>Who signed is the legal representative named in it.</summary>
    RightSigner = 2,

    DataAgree = 4,

    Act = 8,

    All = SchedaSigned | RightSigner | DataAgree | Act,
}

public sealed class AdhesionStateException(AdhesionStatus status, string verb)
    : InvalidOperationException($"An adhesion that is {status} cannot be taken through '{verb}'.")
{
    public AdhesionStatus Status { get; } = status;
}
