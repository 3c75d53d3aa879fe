using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Data;

/// <summary>
/// By the way that a sign-up takes: a row is written through the one door and committed, and none is left.
/// A database that only reads answers every question and stores nothing.
/// </summary>
public sealed class DatabaseHealth(CooperaDb db, SqliteFile file, Settings settings, TimeProvider clock) : IHealthCheck
{
    public const string Name = "database";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (settings.Database.Provider == DatabaseProvider.Sqlite
            && SqliteFile.PathOf(settings.Database.ConnectionString) is { } path && !(File.Exists(path) && file.IsStillHeld()))
        {
            // The writer still has it open, wherever it was moved to, and would go on writing there.
            return new HealthCheckResult(context.Registration.FailureStatus, "The file of the database is gone, or is another.");
        }

        await db.PublicBodies.AsNoTracking().OrderBy(body => body.Code).Select(body => body.Code).FirstAsync(cancellationToken);
        await db.WriteAsync(
            async writing =>
            {
                // On the servers the door has written one already: whether it is committed is asked of nobody here.
                var probe = writing.Mark ?? Guid.CreateVersion7();
                if (writing.Mark is null)
                {
                    writing.CommittedWrites.Add(new CommittedWrite(probe, clock.GetUtcNow()));
                    await writing.SaveChangesAsync(CancellationToken.None);
                }

                await writing.CommittedWrites.Where(write => write.Id == probe).ExecuteDeleteAsync(CancellationToken.None);
            },
            cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
