using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Registrations;

/// <summary>What a personal link opens.</summary>
internal static class OwnRegistration
{
    private static readonly TimeSpan LinkLifeAfterTheEnd = TimeSpan.FromDays(60);

    /// <summary>Null when the link is not whole, was replaced by another, or is old.</summary>
    public static async Task<(Registration Registration, Webinar Webinar)?> FindAsync(
        CooperaDb db, PersonalLinks links, string token, DateTimeOffset now)
    {
        if (!links.TryRead(token, out var link)
            || await db.Registrations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == link.Value.Id) is not { } registration
            || registration.LinkVersion != link.Value.Version)
        {
            return null;
        }

        var webinar = await db.Webinars.AsNoTracking()
            .Include(w => w.Materials.OrderBy(m => m.Position)).SingleAsync(w => w.Id == registration.WebinarId);
        return now > webinar.EndsAt + LinkLifeAfterTheEnd ? null : (registration, webinar);
    }
}
