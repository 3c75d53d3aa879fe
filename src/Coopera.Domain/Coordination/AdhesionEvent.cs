namespace Coopera.Domain.Coordination;

public enum AdhesionEventKind
{
    Started,
    Recorded,
    Edited,
    CopyAttached,
    SignedCopyReceived,
    ReviewStarted,
    ChangesRequested,
    Accepted,
    Refused,
    Withdrawn,
    Reminded,
    ProtocolSet,
    LinkRenewed,
    Proven,

    /// <summary>A copy that nobody signed is kept and waits for an answer; the note is a <see cref="WaitingCopy"/>.</summary>
    CopyAskedAbout,

    Restored,

    /// <summary>The body's own number, read in what it sent.</summary>
    BodyProtocolRead,
}

/// <param name="Name">The staff member's address; "body" or "site" else.</param>
public readonly record struct Actor(string Name, bool IsStaff)
{
    public static readonly Actor Body = new("body", false);
    public static readonly Actor Site = new("site", false);

    /// <summary>The body, by certified mail.</summary>
    public static readonly Actor Pec = new("pec", false);

    public static Actor Staff(string email) => new(email, true);
}

public sealed class AdhesionEvent
{
    public const int NoteMaxLength = 2000;

    private AdhesionEvent()
    {
    }

    internal AdhesionEvent(AdhesionEventKind kind, Actor actor, string? note, DateTimeOffset at)
    {
        Kind = kind;
        ActorName = actor.Name;
        IsStaff = actor.IsStaff;
        Note = Text.CleanParagraph(note) is { Length: > 0 } text ? Text.Cut(text, NoteMaxLength) : null;
        At = at;
    }

    public long Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    public AdhesionEventKind Kind { get; private set; }

    public string ActorName { get; private set; } = "";

    public bool IsStaff { get; private set; }

    public string? Note { get; private set; }
}
