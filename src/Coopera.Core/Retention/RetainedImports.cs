using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Domain.Retention;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>Who imported what: lists of people, reports of platforms, the index of the bodies.</summary>
public sealed class RetainedImports : RetainedData
{
    public override RetentionClass Class => RetentionClass.Imports;

    public override async Task<int> CountAsync(CooperaDb db, DateTimeOffset before, CancellationToken cancellationToken) =>
        await Lists(db, before).CountAsync(cancellationToken) + await Reports(db, before).CountAsync(cancellationToken)
            + await Indexes(db, before).CountAsync(cancellationToken);

    public override async Task<DateTimeOffset?> OldestAsync(CooperaDb db, CancellationToken cancellationToken)
    {
        var oldest = new[]
        {
            await Lists(db, DateTimeOffset.MaxValue).Select(i => (DateTimeOffset?)i.At).FirstOrDefaultAsync(cancellationToken),
            await Reports(db, DateTimeOffset.MaxValue).Select(i => (DateTimeOffset?)i.At).FirstOrDefaultAsync(cancellationToken),
            await Indexes(db, DateTimeOffset.MaxValue).Select(i => (DateTimeOffset?)i.At).FirstOrDefaultAsync(cancellationToken),
        };
        return oldest.Min();
    }

    public override async Task<int> ForgetAsync(CooperaDb db, DateTimeOffset before, int most, DateTimeOffset now)
    {
        var lists = await Lists(db, before).Take(most).ToListAsync();
        lists.ForEach(list => list.Forget());
        await db.SaveChangesAsync();
        var reports = await Reports(db, before).Select(i => i.Id).Take(most - lists.Count).ToListAsync();
        await db.PresenceImports.Where(i => reports.Contains(i.Id)).ExecuteUpdateAsync(i => i
            .SetProperty(x => x.Staff, "").SetProperty(x => x.FileName, "").SetProperty(x => x.UndoneBy, (string?)null));
        var indexes = await Indexes(db, before).Select(i => i.Id).Take(most - lists.Count - reports.Count).ToListAsync();
        await db.IpaImports.Where(i => indexes.Contains(i.Id)).ExecuteUpdateAsync(i => i.SetProperty(x => x.Staff, ""));
        return lists.Count + reports.Count + indexes.Count;
    }

    private static IQueryable<RegistrationImport> Lists(CooperaDb db, DateTimeOffset before) =>
        db.RegistrationImports.Where(i => i.At <= before && i.Staff != "").OrderBy(i => i.At);

    private static IQueryable<PresenceImport> Reports(CooperaDb db, DateTimeOffset before) =>
        db.PresenceImports.Where(i => i.At <= before && i.Staff != "").OrderBy(i => i.At);

    private static IQueryable<IpaImport> Indexes(CooperaDb db, DateTimeOffset before) =>
        db.IpaImports.Where(i => i.At <= before && i.Staff != "").OrderBy(i => i.At);
}
