using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

/// <summary>
/// Deletes drafts whose link nobody went on from. Their mails stay in the list of mails, their files are left to the job that sweeps files.
/// </summary>
public sealed class ForgetUnopenedAdhesions(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Forgotten = "drafts-forgotten";

    public string Name => "unopened-adhesions";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var before = clock.GetUtcNow() - Adhesion.UnopenedLife;
        return JobReport.Of((Forgotten, await database.WriteAsync(db => ForgetAsync(db, before), cancellationToken)));
    }

    // One statement: what somebody opens meanwhile is either gone before, or stays. A mail that could not leave yet is waited for.
    private static Task<int> ForgetAsync(CooperaDb db, DateTimeOffset before) => db.Adhesions
        .Where(a => a.ProvenAt == null && a.LastMovedAt < before)
        .Where(a => !db.OutgoingMails.Any(m => m.AdhesionId == a.Id && m.Status == OutgoingMailStatus.Queued))
        .ExecuteDeleteAsync();
}
