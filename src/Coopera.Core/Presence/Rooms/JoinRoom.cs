using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Rooms;

/// <summary>Somebody in a room with one screen says so on their own telephone.</summary>
public sealed class JoinRoom(CooperaDb database, Settings settings, TimeProvider clock)
{
    public Task<RoomOutcome> RunAsync(Registration registration, string? typed, CancellationToken cancellationToken = default) =>
        database.WriteAsync(db => JoinAsync(db, registration, PresenceRoom.CodeOf(typed)), cancellationToken);

    private async Task<RoomOutcome> JoinAsync(CooperaDb db, Registration link, string code)
    {
        var now = clock.GetUtcNow();
        if (!await db.MayBeInRoomAsync(link, settings.WayInOpensBefore, now))
        {
            return RoomOutcome.NotNow;
        }

        var wrong = await db.WrongWords.SingleOrDefaultAsync(w => w.RegistrationId == link.Id);
        if (wrong?.AreTooMany(now) == true)
        {
            return RoomOutcome.TooManyTries;
        }

        if (await db.PresenceRooms.SingleOrDefaultAsync(r => r.Code == code && r.WebinarId == link.WebinarId && r.ClosedAt == null)
            is not { } room)
        {
            wrong ??= db.WrongWords.Add(new WrongWords(link.Id, now)).Entity;
            wrong.Add(now);
            await db.SaveChangesAsync();
            return RoomOutcome.UnknownCode;
        }

        var entered = await db.EnterRoomAsync(room, [link.Id], now, statedBy: null);
        await db.SaveChangesAsync();
        return entered ? RoomOutcome.Done : RoomOutcome.AlreadySo;
    }
}
