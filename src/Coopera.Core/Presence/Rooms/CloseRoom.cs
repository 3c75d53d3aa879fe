using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Rooms;

/// <summary>
/// Who answers for a room says that it is over, and who was there until now. Of the others only the moment of entry is known.
/// </summary>
public sealed class CloseRoom(CooperaDb database, TimeProvider clock)
{
    public Task<RoomOutcome> RunAsync(
        Registration contact, Webinar webinar, IReadOnlyCollection<Guid> stayed, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        return now >= webinar.EndsAt + WayIn.LeavingEnds
            ? Task.FromResult(RoomOutcome.NotNow)
            : database.WriteAsync(db => CloseAsync(db, contact, stayed, now), cancellationToken);
    }

    private static async Task<RoomOutcome> CloseAsync(
        CooperaDb db, Registration contact, IReadOnlyCollection<Guid> stayed, DateTimeOffset now)
    {
        if (!await db.LockPresenceAsync(contact.Id)
            || await db.PresenceRooms.SingleOrDefaultAsync(r => r.ContactId == contact.Id) is not { } room)
        {
            return RoomOutcome.NotNow;
        }

        if (!room.IsOpen)
        {
            return RoomOutcome.AlreadySo;
        }

        room.Close(now);
        foreach (var stay in await db.PresenceIntervals.Where(p => p.RoomId == room.Id && p.LeftAt == null).ToListAsync())
        {
            if (stay.RegistrationId == contact.Id || stayed.Contains(stay.RegistrationId))
            {
                stay.Leave(now);
            }
        }

        await db.SaveChangesAsync();
        return RoomOutcome.Done;
    }
}
