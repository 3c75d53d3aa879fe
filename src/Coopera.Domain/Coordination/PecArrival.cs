namespace Coopera.Domain.Coordination;

/// <summary>The number under which the body sent it, in its own register of correspondence.</summary>
/// <param name="Office">The Area organizzativa omogenea, as the body calls it.</param>
public sealed record BodyProtocol(string Number, DateOnly? Date, string Office)
{
    public const int NumberMaxLength = 40;
    public const int OfficeMaxLength = 260;

    public static readonly BodyProtocol Unknown = new("", null, "");

    public bool IsKnown => Number.Length > 0;
}

public enum PecArrivalState
{
    /// <summary>It is on the short list: people decide which adhesion it belongs to.</summary>
    ToDecide,

    Attached,
    Dismissed,
}

/// <summary>Why a scheda that came by PEC was not attached at once. Rows hold the names.</summary>
public enum PecDoubt
{
    None,

    /// <summary>The provider's signature could not be verified: it is worth an ordinary mail.</summary>
    NotVerified,
    SeveralDocuments,

    /// <summary>Neither a code nor the sender leads to an adhesion.</summary>
    NoAdhesion,
    SeveralAdhesions,

    /// <summary>The code says one body, the sender or the text another.</summary>
    OtherBody,
    NotProven,
    Over,
    NotSigned,

    /// <summary>It is a document of which nobody can say that it is the scheda.</summary>
    Unrecognised,
    TooMany,
}

/// <summary>A document that came by PEC and is, or may be, a signed scheda.</summary>
public sealed class PecArrival
{
    public const int SubjectMaxLength = 300;
    public const int CandidatesMaxLength = 400;
    public const int MostCandidates = 10;

    private PecArrival()
    {
    }

    public PecArrival(
        string sender, string subject, bool isVerified, DateTimeOffset receivedAt, StoredFile file, string report, BodyProtocol protocol,
        DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        Sender = Text.Cut(sender, EmailAddress.MaxLength);
        Subject = Text.Cut(subject, SubjectMaxLength);
        IsVerified = isVerified;
        ReceivedAt = receivedAt;
        File = file;
        Report = report;
        Protocol = protocol;
    }

    public Guid Id { get; private set; }

    public string Sender { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>The provider's signature holds: it answers for the sender.</summary>
    public bool IsVerified { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public StoredFile File { get; private set; } = new("", "", "", 0, "");

    public string Report { get; private set; } = "";

    public BodyProtocol Protocol { get; private set; } = BodyProtocol.Unknown;

    public PecArrivalState State { get; private set; }

    public PecDoubt Doubt { get; private set; }

    /// <summary>Adhesions it may belong to, the likeliest first.</summary>
    public string Candidates { get; private set; } = "";

    public IReadOnlyList<Guid> CandidateIds =>
        [.. Candidates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => Guid.ParseExact(id, "N"))];

    public Guid? AdhesionId { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Null when the site did it by itself.</summary>
    public string? DecidedBy { get; private set; }

    public PecArrival Ask(PecDoubt doubt, IEnumerable<Guid> candidates)
    {
        Doubt = doubt;
        Candidates = string.Join(' ', candidates.Distinct().Take(MostCandidates).Select(id => id.ToString("N")));
        return this;
    }

    public PecArrival Attach(Guid adhesionId, string? staff, DateTimeOffset now)
    {
        (State, AdhesionId, DecidedAt, DecidedBy) = (PecArrivalState.Attached, adhesionId, now, staff);
        return this;
    }

    public void Dismiss(string staff, DateTimeOffset now) => (State, DecidedAt, DecidedBy) = (PecArrivalState.Dismissed, now, staff);
}
