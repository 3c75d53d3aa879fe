using Coopera.Core.Data;
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
}
