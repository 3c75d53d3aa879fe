using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Backups;

/// <summary>Where backups are made, the last one is not older than <see cref="BackupSettings.Patience"/>. The node serves anyway.</summary>
internal sealed class BackupHealth(CooperaDb db, Settings settings, TimeProvider clock) : IHealthCheck
{
    public const string Name = "backup";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var last = await db.BackupStates.AsNoTracking().Select(state => state.LastAt).SingleOrDefaultAsync(cancellationToken);
        return settings.Backup.IsOld(last, clock.GetUtcNow())
            ? HealthCheckResult.Degraded(last is { } at ? $"The last backup is of {at:O}." : "There is no backup yet.")
            : HealthCheckResult.Healthy();
    }
}
