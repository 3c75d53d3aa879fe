using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>A database that was made of an archive holds mails that may have gone long ago, or must never go.</summary>
public static class RestoredCopy
{
    /// <summary>Until staff decide, nothing is sent, and no job writes mails.</summary>
    public static Task<bool> HoldsMailsAsync(this CooperaDb db, CancellationToken cancellationToken = default) =>
        db.BackupStates.AnyAsync(state => state.HoldsMails, cancellationToken);
}
