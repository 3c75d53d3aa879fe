using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>Registrations that wait for their confirmation. They take nobody's place, and stand in nobody's way.</summary>
public static class Unconfirmed
{
    /// <summary>Whoever is let in under an address takes the room of what was only said of it.</summary>
    public static Task MakeWayAsync(CooperaDb db, int webinarId, EmailAddress address, string firstName, string lastName)
    {
        var own = Registration.SharedKeyOf(address, firstName, lastName);
        return db.Registrations
            .Where(r => r.WebinarId == webinarId && (r.ActiveKey == address.Key || r.ActiveKey == own)
                && r.Status == RegistrationStatus.Unconfirmed)
            .ExecuteDeleteAsync();
    }

    public static Task DropAsync(CooperaDb db, Registration registration) =>
        db.Registrations.Where(r => r.Id == registration.Id && r.Status == RegistrationStatus.Unconfirmed).ExecuteDeleteAsync();

    public static Task MakeWayAsync(CooperaDb db, int webinarId, Participant participant) =>
        MakeWayAsync(db, webinarId, participant.Email, participant.FirstName, participant.LastName);
}
