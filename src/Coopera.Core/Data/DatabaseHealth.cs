using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Data;

public sealed class DatabaseHealth(CooperaDb db) : IHealthCheck
{
    public const string Name = "database";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await db.PublicBodies.AsNoTracking().OrderBy(body => body.Code).Select(body => body.Code).FirstAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
