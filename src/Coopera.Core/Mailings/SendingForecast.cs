using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mailings;

/// <summary>When so many more will have gone, behind what waits already.</summary>
public static class SendingForecast
{
    private const int LastOnes = 200;

    /// <param name="upTo">What is queued up to then goes before it.</param>
    /// <returns>Null while the way out stands still.</returns>
    public static async Task<DateTimeOffset?> EndOfAsync(
        CooperaDb db, SendingLimits limits, int more, DateTimeOffset upTo, DateTimeOffset now)
    {
        var lane = await db.MailLanes.AsNoTracking().SingleOrDefaultAsync(l => l.Id == MailLane.OrdinaryId);
        if (lane?.IsStopped == true)
        {
            return null;
        }

        var window = new SendingWindow(limits);
        if (window.Reach > TimeSpan.Zero)
        {
            window.Fill(await LeasedMails.SentAsync(db, now - window.Reach, MailLane.OrdinaryId));
        }

        var ahead = db.OutgoingMails.Where(
            m => m.LaneId == MailLane.OrdinaryId && m.Status == OutgoingMailStatus.Queued && m.NextAttemptAt <= upTo);
        var bulk = await ahead.CountAsync(MailKinds.IsBulk);
        var personal = await ahead.CountAsync() - bulk;
        var sent = await db.OutgoingMails
            .Where(m => m.SentAt != null && m.LaneId == MailLane.OrdinaryId).OrderByDescending(m => m.CreatedAt)
            .Select(m => m.SentAt!.Value).Take(LastOnes).ToListAsync();
        return window.EndOf(personal, bulk + more, now, SendingPace.Of(sent));
    }
}
