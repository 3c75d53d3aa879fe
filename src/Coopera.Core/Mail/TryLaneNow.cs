using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>Somebody has mended what was wrong, and does not wait for the next trial.</summary>
public sealed class TryLaneNow(CooperaDb database, TimeProvider clock)
{
    /// <returns>Whether it stood still.</returns>
    public Task<bool> RunAsync(string staff, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            var stopped = await db.MailLanes.Where(lane => lane.StoppedSince != null)
                .ExecuteUpdateAsync(lane => lane.SetProperty(l => l.NextTrialAt, (DateTimeOffset?)null)) > 0;
            if (stopped)
            {
                Register.Add(db, staff, "posta in uscita", null, new RegisterLine(AuditAction.MailLaneTried, ""), clock.GetUtcNow());
                await db.SaveChangesAsync();
            }

            return stopped;
        },
        cancellationToken);
}
