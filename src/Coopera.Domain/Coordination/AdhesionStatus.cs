namespace Coopera.Domain.Coordination;

public enum AdhesionStatus
{
    /// <summary>Bozza.</summary>
    Draft,

    /// <summary>Inviata: the signed scheda has come in.</summary>
    Submitted,

    /// <summary>In verifica.</summary>
    InReview,

    /// <summary>Integrazioni richieste.</summary>
    ChangesRequested,

    /// <summary>Accolta: on the public list.</summary>
    Accepted,

    /// <summary>Respinta.</summary>
    Refused,

    /// <summary>Ritirata.</summary>
    Withdrawn,
}

/// <summary>What the secretariat has looked at before it accepts.</summary>
[Flags]
public enum ReviewChecks
{
    None = 0,

    /// <summary>The scheda is signed, by hand or digitally.</summary>
    SchedaSigned = 1,

    /// <summary>Who signed is the legal representative named in it.</summary>
    RightSigner = 2,

    /// <summary>The data agree with the scheda.</summary>
    DataAgree = 4,

    /// <summary>The act is there, or it is agreed when it will be.</summary>
    Act = 8,

    All = SchedaSigned | RightSigner | DataAgree | Act,
}

/// <summary>The adhesion is not in a state in which this can be done: somebody else was quicker.</summary>
public sealed class AdhesionStateException(AdhesionStatus status, string verb)
    : InvalidOperationException($"An adhesion that is {status} cannot be taken through '{verb}'.")
{
    public AdhesionStatus Status { get; } = status;
}
