using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Mail;

/// <summary>
/// Names whose matter it is that no mail goes. It never makes a node "not ready": sign-ups are taken, and their mails wait.
/// </summary>
internal sealed class MailLaneHealth(CooperaDb db) : IHealthCheck
{
    public const string Name = "mail";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var lane = await db.MailLanes.AsNoTracking()
            .OrderBy(lane => lane.Id).FirstOrDefaultAsync(lane => lane.StoppedSince != null, cancellationToken);
        return lane?.Failure is { } failure
            ? HealthCheckResult.Degraded(data: new Dictionary<string, object> { [failure.Fault.ToString()] = failure.Kind.ToString() })
            : HealthCheckResult.Healthy();
    }
}
