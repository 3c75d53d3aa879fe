using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mailings;

/// <param name="NotAny">Overtaken by what happened since: nobody gets these.</param>
/// <param name="EndsAt">When the last that waits will have gone; null when none waits, or the way out stands still.</param>
public sealed record MailingProgress(int Sent, int Waiting, int Failed, int Withdrawn, int NotAny, DateTimeOffset? EndsAt)
{
    public int All => Sent + Waiting + Failed + Withdrawn + NotAny;

    public static async Task<MailingProgress> OfAsync(CooperaDb db, Guid id, SendingLimits limits, DateTimeOffset now)
    {
        var mails = db.OutgoingMails.AsNoTracking().Where(m => m.MailingId == id);
        var counts = await mails
            .GroupBy(m => new { m.Status, IsWithdrawn = m.FailureKind == MailFailureKind.MessageWithdrawn })
            .Select(group => new { group.Key.Status, group.Key.IsWithdrawn, Count = group.Count() })
            .ToListAsync();
        int Of(OutgoingMailStatus status, bool? withdrawn = null) => counts
            .Where(count => count.Status == status && (withdrawn ?? count.IsWithdrawn) == count.IsWithdrawn).Sum(count => count.Count);
        var waiting = Of(OutgoingMailStatus.Queued);
        var last = await mails.Where(m => m.Status == OutgoingMailStatus.Queued).MaxAsync(m => (DateTimeOffset?)m.NextAttemptAt);
        return new MailingProgress(
            Of(OutgoingMailStatus.Sent), waiting, Of(OutgoingMailStatus.Failed), Of(OutgoingMailStatus.Dismissed, withdrawn: true),
            Of(OutgoingMailStatus.Dismissed, withdrawn: false),
            last is { } at ? await SendingForecast.EndOfAsync(db, limits, 0, at > now ? at : now, now) : null);
    }
}
