using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Mail.Inbox;

/// <summary>Names whose matter it is that the mailbox cannot be read. It never makes a node "not ready": what comes waits there.</summary>
internal sealed class MailboxHealth(CooperaDb db, Settings settings, TimeProvider clock) : IHealthCheck
{
    public const string Name = "mailbox";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = new Dictionary<string, object>();
        foreach (var (mailbox, prefix) in new[] { (settings.Mailbox, ""), (settings.Pec.Mailbox, "Pec") })
        {
            if (await MailboxCondition.LookAsync(db, mailbox, clock.GetUtcNow(), cancellationToken)
                is { IsWorrying: true, Failure: { } failure })
            {
                troubles[$"{prefix}{failure.Fault}"] = failure.Kind.ToString();
            }
        }

        return troubles.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(data: troubles);
    }
}
