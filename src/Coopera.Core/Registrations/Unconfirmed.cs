using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>Registrations that wait for their confirmation. They take nobody's place, and stand in nobody's way.</summary>
public static class Unconfirmed
{
    /// <summary>Whoever is let in under an address takes the room of what was only said of it.</summary>
    public static Task MakeWayAsync(CooperaDb db, int webinarId, EmailAddress address) =>
        db.Registrations.Where(r => r.WebinarId == webinarId && r.ActiveKey == address.Key && r.Status == RegistrationStatus.Unconfirmed)
            .ExecuteDeleteAsync();
}
