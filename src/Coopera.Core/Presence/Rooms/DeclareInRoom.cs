using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Rooms;

/// <summary>Who answers for a room ticks colleagues who are in it: "dichiarata dal referente".</summary>
public sealed class DeclareInRoom(CooperaDb database, Settings settings, TimeProvider clock)
{
    /// <summary>
    /// Whom they may name: people of the body that they work for, with a place in the same webinar. Citizens and who wrote a body of their
    /// own see nobody.
    /// </summary>
    public static IQueryable<Registration> Colleagues(CooperaDb db, Registration contact) => db.Registrations.AsNoTracking()
        .Where(r => contact.PublicBodyCode != null && contact.ParticipantKind == ParticipantKind.Staff)
        .Where(r => r.WebinarId == contact.WebinarId && r.PublicBodyCode == contact.PublicBodyCode)
        .Where(r => r.ParticipantKind == ParticipantKind.Staff && r.Status == RegistrationStatus.Confirmed && r.Id != contact.Id)
        .OrderBy(r => r.SortName).ThenBy(r => r.Number).Take(PresenceRoom.MostDeclared);

    /// <param name="fromTheBeginning">Since the room was opened, and not from now on.</param>
    public Task<RoomOutcome> RunAsync(
        Registration contact, IReadOnlyCollection<Guid> people, bool fromTheBeginning, CancellationToken cancellationToken = default) =>
        database.WriteAsync(db => DeclareAsync(db, contact, people, fromTheBeginning), cancellationToken);

    private async Task<RoomOutcome> DeclareAsync(
        CooperaDb db, Registration link, IReadOnlyCollection<Guid> people, bool fromTheBeginning)
    {
        var now = clock.GetUtcNow();
        if (!await db.MayBeInRoomAsync(link, settings.WayInOpensBefore, now)
            || await db.PresenceRooms.SingleOrDefaultAsync(r => r.ContactId == link.Id && r.ClosedAt == null) is not { } room)
        {
            return RoomOutcome.NotNow;
        }

        var contact = await db.Registrations.AsNoTracking().SingleAsync(r => r.Id == link.Id);
        var known = await Colleagues(db, contact).Select(r => r.Id).ToListAsync();
        var entered = await db.EnterRoomAsync(
            room, [.. people.Intersect(known)], fromTheBeginning ? room.OpenedAt : now, contact.FullName);
        await db.SaveChangesAsync();
        return entered ? RoomOutcome.Done : RoomOutcome.AlreadySo;
    }
}
