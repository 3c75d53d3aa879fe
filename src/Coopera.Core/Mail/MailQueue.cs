using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

public sealed record MailQueue(
    int Waiting, int Retrying, int Failed, DateTimeOffset? OldestAt, DateTimeOffset? DueSince, DateTimeOffset Now)
{
    /// <summary>A worker looks every second: what has been due for so long, nobody is sending.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public bool IsStuck => DueSince < Now - Patience;

    public int ToGo => Waiting + Retrying;

    public static async Task<MailQueue> LookAsync(CooperaDb db, DateTimeOffset now)
    {
        var queued = db.OutgoingMails.AsNoTracking().Where(m => m.Status == OutgoingMailStatus.Queued);
        return new MailQueue(
            await queued.CountAsync(m => m.LastAttemptAt == null),
            await queued.CountAsync(m => m.LastAttemptAt != null),
            await db.OutgoingMails.CountAsync(m => m.Status == OutgoingMailStatus.Failed),
            await queued.OrderBy(m => m.CreatedAt).Select(m => (DateTimeOffset?)m.CreatedAt).FirstOrDefaultAsync(),
            await queued.Where(m => m.NextAttemptAt <= now && (m.LeaseEndsAt == null || m.LeaseEndsAt < now))
                .OrderBy(m => m.NextAttemptAt).Select(m => (DateTimeOffset?)m.NextAttemptAt).FirstOrDefaultAsync(),
            now);
    }
}
