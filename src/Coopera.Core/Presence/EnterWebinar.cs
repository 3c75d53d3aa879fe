using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence;

/// <param name="Platform">Where to go on to; null: not in, or nobody knows yet where it is.</param>
public sealed record Entered(WayInState State, string? Platform = null);

/// <summary>Writes down that somebody comes in, and says where to. The platform's address is as it stands at this moment.</summary>
public sealed class EnterWebinar(CooperaDb database, Settings settings, TimeProvider clock)
{
    /// <param name="registration">As the link opened it.</param>
    public Task<Entered> RunAsync(Registration registration, CancellationToken cancellationToken = default) =>
        database.WriteAsync(db => EnterAsync(db, registration), cancellationToken);

    private async Task<Entered> EnterAsync(CooperaDb db, Registration link)
    {
        var now = clock.GetUtcNow();
        if (await db.LockOwnAsync(link) is not { } registration)
        {
            return new Entered(WayInState.RegistrationCancelled);
        }

        var webinar = await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == registration.WebinarId);
        var state = WayIn.StateOf(webinar, registration.Status, settings.WayInOpensBefore, now);
        if (state != WayInState.Open || webinar.JoinLink is not { } platform)
        {
            return new Entered(state);
        }

        var own = db.PresenceIntervals.Where(p => p.RegistrationId == registration.Id && p.Source == PresenceSource.EntryPage);
        if (await own.OrderBy(p => p.Id).LastOrDefaultAsync() is { } last && last.GoesOnAt(now))
        {
            last.EnterAgain(now);
        }
        else if (await own.CountAsync() < PresenceInterval.Most)
        {
            db.PresenceIntervals.Add(new PresenceInterval(registration.Id, PresenceSource.EntryPage, now));
        }

        await db.SaveChangesAsync();
        return new Entered(state, platform);
    }
}
