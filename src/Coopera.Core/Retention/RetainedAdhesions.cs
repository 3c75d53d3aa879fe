using Coopera.Core.Data;
using Coopera.Domain.Coordination;
using Coopera.Domain.Retention;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>
/// The people of adhesions and their signed papers: the rows stay. What waits for the secretariat is open business, and never leaves by
/// itself.
/// </summary>
public abstract class RetainedAdhesionRows(params AdhesionStatus[] statuses) : RetainedTable<Adhesion>
{
    public override bool IsToldBefore => true;

    /// <summary>The last that was written down counts as well: who to talk to in a body of long ago may be from yesterday.</summary>
    protected override IQueryable<Adhesion> Due(CooperaDb db, DateTimeOffset before) => db.Adhesions.Where(
        a => statuses.Contains(a.Status) && a.LastMovedAt <= before && a.ForgottenAt == null && a.ProvenAt != null
            && !a.Events.Any(e => e.At > before));

    public override Task<DateTimeOffset?> OldestAsync(CooperaDb db, CancellationToken cancellationToken) =>
        FirstAsync(
            Due(db, DateTimeOffset.MaxValue)
                .Select(a => a.Events.Max(e => (DateTimeOffset?)e.At) > a.LastMovedAt ? a.Events.Max(e => e.At) : a.LastMovedAt),
            cancellationToken);

    public override async Task<int> ForgetAsync(CooperaDb db, DateTimeOffset before, int most, DateTimeOffset now)
    {
        var ids = await Due(db, before).OrderBy(a => a.LastMovedAt).Select(a => a.Id).Take(most).ToListAsync();
        foreach (var id in ids)
        {
            // Under its lock: a body that goes on with it at this moment has moved it.
            var adhesion = await db.LockAdhesionAsync(id);
            if (adhesion is not null && adhesion.LastMovedAt <= before && statuses.Contains(adhesion.Status)
                && adhesion.Events.All(e => e.At <= before))
            {
                await ForgetAsync(db, adhesion, now);
            }
        }

        return ids.Count;
    }

    private static async Task ForgetAsync(CooperaDb db, Adhesion adhesion, DateTimeOffset now)
    {
        adhesion.Forget(await db.PublicBodies.SingleAsync(body => body.Code == adhesion.PublicBodyCode), now);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        await db.Set<AdhesionEvent>().Where(e => EF.Property<Guid?>(e, "AdhesionId") == adhesion.Id).ExecuteUpdateAsync(
            e => e.SetProperty(x => x.Note, (string?)null).SetProperty(x => x.ActorName, x => x.IsStaff ? "" : x.ActorName));

        // Their files are named by no row any more: the job that sweeps files deletes them.
        await db.Set<SignedCopy>().Where(copy => EF.Property<Guid?>(copy, "AdhesionId") == adhesion.Id).ExecuteDeleteAsync();
    }
}

public sealed class RetainedAdhesions() : RetainedAdhesionRows(
    AdhesionStatus.Draft, AdhesionStatus.ChangesRequested, AdhesionStatus.Refused, AdhesionStatus.Withdrawn)
{
    public override RetentionClass Class => RetentionClass.Adhesions;
}

public sealed class RetainedMembers() : RetainedAdhesionRows(AdhesionStatus.Accepted)
{
    public override RetentionClass Class => RetentionClass.Members;

    /// <summary>Members that are only known to be members have nobody to forget.</summary>
    protected override IQueryable<Adhesion> Due(CooperaDb db, DateTimeOffset before) =>
        base.Due(db, before).Where(a => a.PrivacyNoticeReadAt != null || a.ReceiptNumber != null || a.Events.Count > 1);
}

public sealed class RetainedRequests : RetainedRows<SchedaRequest>
{
    public override RetentionClass Class => RetentionClass.Requests;

    public override bool IsToldBefore => true;

    protected override IQueryable<SchedaRequest> Due(CooperaDb db, DateTimeOffset before) =>
        db.SchedaRequests.Where(r => r.RequestedAt <= before && r.EmailKey != "").OrderBy(r => r.RequestedAt);

    protected override IQueryable<DateTimeOffset> Since(IQueryable<SchedaRequest> rows) => rows.Select(r => r.RequestedAt);

    protected override void Forget(CooperaDb db, SchedaRequest row) => row.Forget();
}
