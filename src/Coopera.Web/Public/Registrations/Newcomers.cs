using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Web.Public.Registrations;

/// <summary>Who stands before the door with somebody else's link.</summary>
internal static class Newcomers
{
    /// <summary>They may sign up, and a place is left.</summary>
    public static async Task<bool> FitAsync(CooperaDb db, Webinar webinar, DateTimeOffset now) =>
        (webinar.PhaseAt(now) == WebinarPhase.Open || webinar.TakesLateAt(now))
        && await Places.ForAllAsync(db, webinar, now) != PublicPlaces.Full;
}
