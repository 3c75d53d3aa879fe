using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>What is older than <c>Staff:SecurityLogDays</c>, and the rows of sessions that are long over.</summary>
public sealed class ForgetSecurityEvents(CooperaDb database, Settings settings, TimeProvider clock) : IJob
{
    public const string Forgotten = "security-events-forgotten";
    public const string Sessions = "sessions-forgotten";

    public string Name => "security-log";

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var (oldest, over) = (clock.GetUtcNow() - settings.SecurityLogLife, clock.GetUtcNow() - StaffSession.LongestLife);
        var (forgotten, sessions) = await database.WriteAsync(
            async db => (
                await db.SecurityEvents.Where(e => e.At < oldest).ExecuteDeleteAsync(),
                await db.StaffSessions.Where(session => session.StartedAt <= over).ExecuteDeleteAsync()),
            cancellationToken);
        return JobReport.Of((Forgotten, forgotten), (Sessions, sessions));
    }
}
