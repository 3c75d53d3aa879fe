using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Domain.Presence;

public enum WayInState
{
    WebinarCancelled,

    RegistrationCancelled,

    Waiting,

    TooEarly,

    Open,

    Over,
}

/// <summary>Who may come into a webinar now.</summary>
public static class WayIn
{
    /// <summary>So long after the end one may still say that one has left.</summary>
    public static readonly TimeSpan LeavingEnds = TimeSpan.FromHours(2);

    /// <summary>A webinar often runs over; a page that is forgotten open says nothing for longer.</summary>
    public static readonly TimeSpan HearingEnds = TimeSpan.FromMinutes(30);

    public static WayInState StateOf(Webinar webinar, RegistrationStatus status, TimeSpan opensBefore, DateTimeOffset now) => status switch
    {
        _ when webinar.Status != WebinarStatus.Published => WayInState.WebinarCancelled,
        RegistrationStatus.Waiting => WayInState.Waiting,
        not RegistrationStatus.Confirmed => WayInState.RegistrationCancelled,
        _ when now >= webinar.EndsAt => WayInState.Over,
        _ when now < webinar.StartsAt - opensBefore => WayInState.TooEarly,
        _ => WayInState.Open,
    };
}
