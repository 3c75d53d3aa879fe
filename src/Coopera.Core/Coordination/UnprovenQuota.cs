using Coopera.Core.Data;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

public sealed record UnprovenUse(int Drafts, long Bytes);

/// <summary>
/// What all drafts together may keep in files whose mailbox nobody has proven. Two uploads at the same moment may both find the last room:
/// it bounds, it does not count to the byte.
/// </summary>
public sealed class UnprovenQuota(Settings settings)
{
    public long Bytes => settings.Uploads.UnprovenBytes;

    public async Task<bool> HasRoomAsync(CooperaDb db, long bytes) => await BytesAsync(db) + bytes <= Bytes;

    public static async Task<UnprovenUse> UseAsync(CooperaDb db) => new(await Unproven(db).CountAsync(), await BytesAsync(db));

    private static IQueryable<Adhesion> Unproven(CooperaDb db) => db.Adhesions.Where(a => a.ProvenAt == null);

    private static Task<long> BytesAsync(CooperaDb db) => Unproven(db).SelectMany(a => a.SignedCopies).SumAsync(copy => copy.Length);
}
