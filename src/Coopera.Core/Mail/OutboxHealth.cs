using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Mail;

/// <summary>Names a queue whose oldest due mail nobody takes. Sign-ups are stored all the same: the node stays ready.</summary>
internal sealed class OutboxHealth(CooperaDb db, Settings settings, TimeProvider clock) : IHealthCheck
{
    public const string Name = "outbox";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var isStuck = (await MailQueue.LookAsync(db, settings.Mail.Sending, now)).IsStuck
            || (settings.Pec.Account is { } pec && (await MailQueue.LookAsync(db, pec.Sending, now, MailLane.CertifiedId)).IsStuck);
        return isStuck ? HealthCheckResult.Degraded("Mails are due, and nobody sends them.") : HealthCheckResult.Healthy();
    }
}
