using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence;

public enum LeaveOutcome
{
    Left,

    /// <summary>Nobody came in by this link, or it was said before.</summary>
    NotIn,

    TooLate,
}

public sealed class LeaveWebinar(CooperaDb database, TimeProvider clock)
{
    public Task<LeaveOutcome> RunAsync(Registration registration, Webinar webinar, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        return now >= webinar.EndsAt + WayIn.LeavingEnds
            ? Task.FromResult(LeaveOutcome.TooLate)
            : database.WriteAsync(db => LeaveAsync(db, registration.Id, now), cancellationToken);
    }

    private static async Task<LeaveOutcome> LeaveAsync(CooperaDb db, Guid registrationId, DateTimeOffset now)
    {
        await db.LockPresenceAsync(registrationId);
        var last = await db.PresenceIntervals
            .Where(p => p.RegistrationId == registrationId && p.Source == PresenceSource.EntryPage)
            .OrderBy(p => p.Id).LastOrDefaultAsync();
        if (last is not { IsOpen: true })
        {
            return LeaveOutcome.NotIn;
        }

        last.Leave(now);
        await db.SaveChangesAsync();
        return LeaveOutcome.Left;
    }
}
