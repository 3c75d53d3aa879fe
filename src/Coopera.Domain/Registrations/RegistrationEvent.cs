namespace Coopera.Domain.Registrations;

public enum RegistrationEventKind
{
    /// <summary>Added by staff, not by the form: signing up by the form is told from <see cref="Registration.CreatedAt"/>.</summary>
    AddedByStaff,

    Changed,

    /// <summary>Somebody else takes part in the place of the person.</summary>
    Substituted,

    Promoted,

    Cancelled,

    ConfirmationSentAgain,

    /// <summary>The person opened the link in the mail that asked for it.</summary>
    Confirmed,

    /// <summary>A cancellation was taken back.</summary>
    Restored,

    InvitationsWanted,

    InvitationsRevoked,

    /// <summary>By the form for several people, which somebody else may have filled in.</summary>
    SignedUpTogether,
}

public sealed class RegistrationEvent
{
    public const int NoteMaxLength = 1000;
    public const int ActorMaxLength = 256;

    private RegistrationEvent()
    {
    }

    /// <param name="actor">The staff member's address; null for the person themselves or the site.</param>
    public RegistrationEvent(Guid registrationId, RegistrationEventKind kind, string? actor, string? note, DateTimeOffset at)
    {
        RegistrationId = registrationId;
        Kind = kind;
        Actor = actor is null ? null : Text.Cut(actor, ActorMaxLength);
        Note = note is null ? null : Text.Cut(note, NoteMaxLength);
        At = at;
    }

    public long Id { get; private set; }

    public Guid RegistrationId { get; private set; }

    public RegistrationEventKind Kind { get; private set; }

    public string? Actor { get; private set; }

    public string? Note { get; private set; }

    public DateTimeOffset At { get; private set; }
}
