using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Jobs;

/// <summary>
/// Names the jobs that fail again and again or are overdue. They never make a node "not ready": a balancer that took it away would take the
/// pages away, too, and mend nothing.
/// </summary>
internal sealed class JobsHealth(JobStates jobs) : IHealthCheck
{
    public const string Name = "jobs";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var worrying = (await jobs.ReadAsync(cancellationToken))
            .Where(job => job.IsWorrying).ToDictionary(job => job.Job.Name, job => (object)job.Condition.ToString());
        return worrying.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(data: worrying);
    }
}
