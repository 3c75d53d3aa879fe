using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>Registrations that wait for their confirmation. They take nobody's place, and stand in nobody's way.</summary>
public static class Unconfirmed
{
    /// <summary>
    /// Whoever is let in takes the room of what was only said of them. Another name at the mailbox stays: its link may be that of others.
    /// </summary>
    public static async Task MakeWayAsync(CooperaDb db, int webinarId, EmailAddress address, string firstName, string lastName)
    {
        var own = Registration.SharedKeyOf(address, firstName, lastName);
        var there = await db.Registrations.AsNoTracking()
            .Where(r => r.WebinarId == webinarId && (r.ActiveKey == address.Key || r.ActiveKey == own)
                && r.Status == RegistrationStatus.Unconfirmed)
            .ToListAsync();
        foreach (var one in there.Where(one => one.IsNamed(firstName, lastName)))
        {
            await DropAsync(db, one);
        }
    }

    /// <summary>
    /// It makes room. The row that a link names stays until it lapses, without a key, while there are others whom that link confirms.
    /// </summary>
    public static async Task DropAsync(CooperaDb db, Registration registration)
    {
        var row = db.Registrations.Where(r => r.Id == registration.Id && r.Status == RegistrationStatus.Unconfirmed);
        if (await SignedUpTogether.With(db, registration).AnyAsync(other => other.Id != registration.Id))
        {
            await row.ExecuteUpdateAsync(r => r.SetProperty(x => x.ActiveKey, (string?)null));
        }
        else
        {
            await row.ExecuteDeleteAsync();
        }
    }

    public static Task MakeWayAsync(CooperaDb db, int webinarId, Participant participant) =>
        MakeWayAsync(db, webinarId, participant.Email, participant.FirstName, participant.LastName);
}
