using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence;

/// <summary>The page says by itself that it is open. No row comes of it: the open one reaches further.</summary>
public sealed class NoteStillThere(CooperaDb database, TimeProvider clock)
{
    public async Task RunAsync(Registration registration, Webinar webinar, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        if (registration.Status != RegistrationStatus.Confirmed || now >= webinar.EndsAt + WayIn.HearingEnds)
        {
            return;
        }

        var least = now - PresenceInterval.SilenceEnds;
        await database.WriteAsync(
            db => db.PresenceIntervals
                .Where(p => p.RegistrationId == registration.Id && p.Source == PresenceSource.EntryPage && p.LeftAt == null)
                .Where(p => p.SeenAt < now && (!p.IsHeard || p.SeenAt > least))
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.SeenAt, now).SetProperty(x => x.IsHeard, true)),
            cancellationToken);
    }
}
