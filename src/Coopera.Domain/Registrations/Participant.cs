namespace Coopera.Domain.Registrations;

/// <summary>What a person tells about themselves, already checked and cleaned.</summary>
/// <param name="PublicBodyCode">From the register; null when the body is not there or the person names none.</param>
/// <param name="OtherBody">A body outside the register.</param>
/// <param name="BodyName">The body's name whichever way it was given, for searching.</param>
public sealed record Participant(
    string FirstName,
    string LastName,
    EmailAddress Email,
    ParticipantKind Kind,
    string? PublicBodyCode,
    string? OtherBody,
    string? BodyName,
    string? Role,
    string? Phone)
{
    /// <summary>To the webinar's extra questions. Null: nobody was asked, and what was answered before stays.</summary>
    public AnswerSheet? Answers { get; init; }
}

/// <summary>Which privacy notice the person read and when, and their separate choice about future invitations.</summary>
public sealed record PrivacyNoticeReading(string Version, DateTimeOffset ReadAt, bool FutureInvitations);
