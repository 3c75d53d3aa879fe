using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Rooms;

public enum RoomOutcome
{
    Done,

    /// <summary>It was so: the second of two clicks.</summary>
    AlreadySo,

    /// <summary>Too early, too late, or without a place.</summary>
    NotNow,

    UnknownCode,

    TooManyTries,
}

/// <summary>"Siamo in più persone": one of them opens a room, and answers for it.</summary>
public sealed class OpenRoom(CooperaDb database, Settings settings, TimeProvider clock)
{
    public async Task<RoomOutcome> RunAsync(Registration registration, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.WriteAsync(db => OpenAsync(db, registration), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return RoomOutcome.AlreadySo;
        }
    }

    private async Task<RoomOutcome> OpenAsync(CooperaDb db, Registration link)
    {
        var now = clock.GetUtcNow();
        if (!await db.MayBeInRoomAsync(link, settings.WayInOpensBefore, now))
        {
            return RoomOutcome.NotNow;
        }

        if (await db.PresenceRooms.AnyAsync(r => r.ContactId == link.Id))
        {
            return RoomOutcome.AlreadySo;
        }

        var room = new PresenceRoom(link.WebinarId, link.Id, now);
        db.PresenceRooms.Add(room);
        await db.EnterRoomAsync(room, [link.Id], now, statedBy: null);
        await db.SaveChangesAsync();
        return RoomOutcome.Done;
    }
}

internal static class RoomDoor
{
    /// <summary>Locks the registration, too. As the link opened it: one that was voided opens nothing.</summary>
    public static async Task<bool> MayBeInRoomAsync(this CooperaDb db, Registration link, TimeSpan opensBefore, DateTimeOffset now)
    {
        if (await db.LockOwnAsync(link) is not { } registration)
        {
            return false;
        }

        var webinar = await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == registration.WebinarId);
        return WayIn.StateOf(webinar, registration.Status, opensBefore, now) == WayInState.Open;
    }

    /// <summary>False when all of them are in it.</summary>
    /// <param name="statedBy">Who answers for the room, when it is they who say so.</param>
    public static async Task<bool> EnterRoomAsync(
        this CooperaDb db, PresenceRoom room, IReadOnlyCollection<Guid> people, DateTimeOffset from, string? statedBy)
    {
        var inRooms = (await db.PresenceIntervals.AsNoTracking()
            .Where(p => people.Contains(p.RegistrationId) && p.Source == PresenceSource.Room).ToListAsync())
            .ToLookup(p => p.RegistrationId);
        var entering = people
            .Where(id => inRooms[id].Count() < PresenceInterval.Most
                && !inRooms[id].Any(p => p.RoomId == room.Id && p.IsOpen && p.Counts))
            .ToList();
        db.PresenceIntervals.AddRange(entering.Select(id => new PresenceInterval(id, PresenceSource.Room, from)
        {
            RoomId = room.Id,
            StatedBy = statedBy,
        }));
        return entering.Count > 0;
    }
}
