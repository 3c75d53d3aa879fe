using Coopera.Core.Data;
using Coopera.Domain.Retention;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>
/// The words of old rows of the register; number, time, action, subject and hash stay, and the chain with them. A row that is not as the
/// site wrote it keeps its words: somebody has to look into it.
/// </summary>
public sealed class RetainedRegister(RegisterSeal seal) : RetainedRows<AuditEntry>
{
    public override RetentionClass Class => RetentionClass.Register;

    protected override IQueryable<AuditEntry> Due(CooperaDb db, DateTimeOffset before) =>
        db.AuditEntries.Where(e => e.RedactedAt == null && e.At <= before).OrderBy(e => e.Number);

    protected override IQueryable<DateTimeOffset> Since(IQueryable<AuditEntry> rows) => rows.Select(e => e.At);

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
                done += row.RedactionBy(seal, row.Number >= sealedFrom, at) is { } redaction ? await RedactAsync(db, row, redaction, at) : 0;
                last = row.Number;
            }
        }
        while (rows.Count > 0 && done < most);
        return done;
    }

    protected override Task ForgetAsync(CooperaDb db, IReadOnlyList<AuditEntry> rows, DateTimeOffset now) => Task.CompletedTask;

    /// <summary>Not through the context, which lets nobody change a row of the register.</summary>
    private static Task<int> RedactAsync(CooperaDb db, AuditEntry row, string redaction, DateTimeOffset at) =>
        db.AuditEntries.Where(e => e.Id == row.Id && e.RedactedAt == null).ExecuteUpdateAsync(e => e
            .SetProperty(x => x.Actor, "").SetProperty(x => x.Subject, "").SetProperty(x => x.Details, "")
            .SetProperty(x => x.Before, (string?)null).SetProperty(x => x.After, (string?)null)
            .SetProperty(x => x.Reason, (string?)null).SetProperty(x => x.SearchText, "").SetProperty(x => x.Salt, (string?)null)
            .SetProperty(x => x.RedactedAt, at).SetProperty(x => x.RedactionSeal, redaction));
}
