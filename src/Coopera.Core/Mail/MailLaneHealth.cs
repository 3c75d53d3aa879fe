using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Mail;

/// <summary>
/// Names whose matter it is that no mail goes. It never makes a node "not ready": sign-ups are taken, and their mails wait.
/// </summary>
public sealed class MailLaneHealth(CooperaDb db, Settings settings) : IHealthCheck
{
    public const string Name = "mail";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var used = settings.Pec.Account is null ? MailLane.OrdinaryId : MailLane.CertifiedId;
        var stopped = await db.MailLanes.AsNoTracking()
            .Where(lane => lane.Id <= used && lane.StoppedSince != null).OrderBy(lane => lane.Id).ToListAsync(cancellationToken);
        var told = stopped.ToDictionary(
            lane => $"{(lane.Id == MailLane.CertifiedId ? "Pec" : "")}{lane.Failure?.Fault}", lane => (object)$"{lane.FailureKind}");
        if (await db.HoldsMailsAsync(cancellationToken))
        {
            told["RestoredCopy"] = "waits for a word from staff";
        }

        return told.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(data: told);
    }
}
