using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence;

internal static class PresenceLock
{
    /// <summary>
    /// Two clicks write one row: the registration's row is locked until the transaction ends, and stays as it is, so that nobody who has
    /// it on the screen is overtaken. False when there is none.
    /// </summary>
    public static async Task<bool> LockPresenceAsync(this CooperaDb db, Guid registrationId) =>
        await db.Registrations.Where(r => r.Id == registrationId)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.Revision, x => x.Revision)) > 0;

    /// <summary>The registration as it is, locked; null when the link that opened it has been voided since.</summary>
    /// <param name="link">As the link opened it.</param>
    public static async Task<Registration?> LockOwnAsync(this CooperaDb db, Registration link) =>
        await db.LockPresenceAsync(link.Id)
            && await db.Registrations.AsNoTracking().SingleAsync(r => r.Id == link.Id) is var registration
            && registration.LinkVersion == link.LinkVersion ? registration : null;
}
