namespace Coopera.Domain.Coordination;

/// <summary>What happened to an adhesion; the diary that body and staff read.</summary>
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
}

/// <summary>Who did something: the body through its link, a member of staff, or the site itself.</summary>
/// <param name="Name">The staff member's address; "body" or "site" else.</param>
/// <param name="IsStaff">Staff names are not shown to the body.</param>
public readonly record struct Actor(string Name, bool IsStaff)
{
    public static readonly Actor Body = new("body", false);
    public static readonly Actor Site = new("site", false);

    public static Actor Staff(string email) => new(email, true);
}

/// <summary>One line of an adhesion's diary. Rows are only ever added.</summary>
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
        Note = Text.CleanParagraph(note) is { Length: > 0 } text ? text[..Math.Min(text.Length, NoteMaxLength)] : null;
        At = at;
    }

    public long Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    public AdhesionEventKind Kind { get; private set; }

    public string ActorName { get; private set; } = "";

    public bool IsStaff { get; private set; }

    /// <summary>Why, or what was asked for, in the words of who did it.</summary>
    public string? Note { get; private set; }
}
