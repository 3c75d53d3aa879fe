namespace Coopera.Domain.Registrations;

/// <param name="PublicBodyCode">From the register; null when the body is not there or the person names none.</param>
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

    /// <summary>Staff have said that it is another person than the one whose address it is, too.</summary>
    public bool SharesMailbox { get; init; }
}

public sealed record PrivacyNoticeReading(string Version, DateTimeOffset ReadAt, bool FutureInvitations);
