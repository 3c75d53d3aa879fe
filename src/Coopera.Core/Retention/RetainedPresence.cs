using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>When somebody was there stays, and is counted; what was written about it goes with their name.</summary>
internal static class RetainedPresence
{
    public static async Task ForgetAsync(CooperaDb db, IReadOnlyList<Registration> rows, IReadOnlyList<Guid> ids)
    {
        await db.PresenceIntervals.Where(p => ids.Contains(p.RegistrationId)).ExecuteUpdateAsync(p => p
            .SetProperty(x => x.Reason, (string?)null).SetProperty(x => x.ExclusionReason, (string?)null)
            .SetProperty(x => x.StatedBy, (string?)null).SetProperty(x => x.ExcludedBy, (string?)null));
        await db.PresenceRequests.Where(r => ids.Contains(r.RegistrationId)).ExecuteUpdateAsync(r => r
            .SetProperty(x => x.Text, "").SetProperty(x => x.Answer, (string?)null).SetProperty(x => x.DecidedBy, (string?)null));
        var addresses = rows.Select(r => r.EmailKey).Distinct().ToList();
        await db.PresencePairings.Where(p => addresses.Contains(p.EmailKey)).ExecuteDeleteAsync();
    }
}
