using Coopera.Core.Data;
using Coopera.Domain.Retention;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>
/// The words of old rows of the register; number, time, action, subject and hash stay, and the chain with them. A row that is not as the
/// site wrote it keeps its words: somebody has to look into it.
/// </summary>
public sealed class RetainedRegister(RegisterSeal seal) : RetainedTable<AuditEntry>
{
    public override RetentionClass Class => RetentionClass.Register;

    protected override IQueryable<AuditEntry> Due(CooperaDb db, DateTimeOffset before) =>
        db.AuditEntries.Where(e => e.RedactedAt == null && e.At <= before).OrderBy(e => e.Number);

    public override Task<DateTimeOffset?> OldestAsync(CooperaDb db, CancellationToken cancellationToken) =>
        FirstAsync(Due(db, DateTimeOffset.MaxValue).Select(e => e.At), cancellationToken);

    public override async Task<int> ForgetAsync(CooperaDb db, DateTimeOffset before, int most, DateTimeOffset now)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var sealedFrom = (await RegisterChain.LockAsync(db)).SealedFrom;
        var (last, done) = (long.MinValue, 0);
        List<AuditEntry> rows;
        do
        {
            var after = last;
            rows = await Due(db, before).Where(e => e.Number > after).Take(most - done).AsNoTracking().ToListAsync();
            foreach (var row in rows)
            {
                var redaction = row.RedactionBy(seal, row.Number >= sealedFrom, at);
                done += redaction is null ? 0 : await RedactAsync(db, row, redaction, at);
                last = row.Number;
            }
        }
        while (rows.Count > 0 && done < most);
        return done;
    }

    /// <summary>Not through the context, which lets nobody change a row of the register.</summary>
    private static Task<int> RedactAsync(CooperaDb db, AuditEntry row, string redaction, DateTimeOffset at) =>
        db.AuditEntries.Where(e => e.Id == row.Id && e.RedactedAt == null).ExecuteUpdateAsync(e => e
            .SetProperty(x => x.Actor, "").SetProperty(x => x.Subject, "").SetProperty(x => x.Details, "")
            .SetProperty(x => x.Before, (string?)null).SetProperty(x => x.After, (string?)null)
            .SetProperty(x => x.Reason, (string?)null).SetProperty(x => x.SearchText, "").SetProperty(x => x.Salt, (string?)null)
            .SetProperty(x => x.RedactedAt, at).SetProperty(x => x.RedactionSeal, redaction));
}
