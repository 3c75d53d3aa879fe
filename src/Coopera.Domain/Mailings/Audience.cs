using Coopera.Domain.Registrations;

namespace Coopera.Domain.Mailings;

/// <summary>The names are stored.</summary>
public enum AudienceKind
{
    /// <summary>Who signed up to a webinar.</summary>
    People,

    /// <summary>Who asked to be invited to what comes: only these may be written to about something else.</summary>
    Invitations,

    Contacts,
    Representatives,

    /// <summary>Bodies that began and did not finish.</summary>
    Unfinished,
}

public static class AudienceKinds
{
    public static bool IsOfWebinar(this AudienceKind kind) => kind is AudienceKind.People or AudienceKind.Invitations;
}

[Flags]
public enum PeopleStates
{
    None = 0,
    Confirmed = 1,
    Waiting = 2,
    Cancelled = 4,
}

/// <param name="WebinarId">Whose people, or what they are invited to; null for the Coordinamento.</param>
/// <param name="States">Of the registration; none but for people.</param>
/// <param name="Province">Of the body; null: all.</param>
/// <param name="ParticipantKind">Null: all; of people and invitations alone.</param>
/// <param name="CameIn">By the way in, as far as the site knows; null: whether or not.</param>
public sealed record Audience(
    AudienceKind Kind, int? WebinarId = null, PeopleStates States = PeopleStates.None, string? Province = null,
    ParticipantKind? ParticipantKind = null, bool? CameIn = null)
{
    public const int ProvinceMaxLength = 2;

    public bool IsOfWebinar => Kind.IsOfWebinar();

    public static PeopleStates StateOf(RegistrationStatus status) => status switch
    {
        RegistrationStatus.Confirmed => PeopleStates.Confirmed,
        RegistrationStatus.Waiting => PeopleStates.Waiting,
        RegistrationStatus.Cancelled => PeopleStates.Cancelled,
        _ => PeopleStates.None,
    };

    public bool Takes(RegistrationStatus status) => StateOf(status) is var state and not PeopleStates.None && States.HasFlag(state);
}
