using Coopera.Core.Data;
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

    public async Task<bool> HasRoomAsync(CooperaDb db, long bytes) => (await UseAsync(db)).Bytes + bytes <= Bytes;

    public static async Task<UnprovenUse> UseAsync(CooperaDb db)
    {
        var unproven = db.Adhesions.Where(a => a.ProvenAt == null);
        return new UnprovenUse(await unproven.CountAsync(), await unproven.SelectMany(a => a.SignedCopies).SumAsync(copy => copy.Length));
    }
}
