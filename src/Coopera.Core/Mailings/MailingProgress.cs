using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mailings;

public sealed record MailingOnItsWay(Guid Id, string Subject, MailingProgress Progress);

/// <param name="NotAny">Overtaken by what happened since: nobody gets these.</param>
/// <param name="EndsAt">When the last that waits will have gone; null when none waits, or the way out stands still.</param>
public sealed record MailingProgress(int Sent, int Waiting, int Failed, int Withdrawn, int NotAny, DateTimeOffset? EndsAt)
{
    private const int MostShown = 10;

    public int All => Sent + Waiting + Failed + Withdrawn + NotAny;

    /// <summary>Those of which something waits, the first queued first.</summary>
    public static async Task<IReadOnlyList<MailingOnItsWay>> OnTheirWayAsync(CooperaDb db, SendingLimits limits, DateTimeOffset now)
    {
        var mailings = await db.Mailings.AsNoTracking()
            .Where(m => m.Status == MailingStatus.Queueing || (m.Status == MailingStatus.Queued
                && db.OutgoingMails.Any(mail => mail.MailingId == m.Id && mail.Status == OutgoingMailStatus.Queued)))
            .OrderBy(m => m.QueuedAt).Take(MostShown)
            .Select(m => new
            {
                m.Id,
                m.Subject,
                Webinar = db.Webinars.Where(w => w.Id == m.WebinarId).Select(w => w.Title).FirstOrDefault(),
            })
            .ToListAsync();
        var all = new List<MailingOnItsWay>();
        foreach (var mailing in mailings)
        {
            all.Add(new MailingOnItsWay(
                mailing.Id, MailingPhrases.Title(mailing.Subject, mailing.Webinar), await OfAsync(db, mailing.Id, limits, now)));
        }

        return all;
    }

    public static async Task<MailingProgress> OfAsync(CooperaDb db, Guid id, SendingLimits limits, DateTimeOffset now)
    {
        var mails = db.OutgoingMails.AsNoTracking().Where(m => m.MailingId == id);
        var counts = await mails
            .GroupBy(m => new { m.Status, m.FailureKind })
            .Select(group => new { group.Key.Status, group.Key.FailureKind, Count = group.Count() })
            .ToListAsync();
        int Of(OutgoingMailStatus status, bool? withdrawn = null) => counts
            .Where(count => count.Status == status
                && (withdrawn is null || withdrawn == (count.FailureKind == MailFailureKind.MessageWithdrawn)))
            .Sum(count => count.Count);
        var waiting = Of(OutgoingMailStatus.Queued);
        var last = await mails.Where(m => m.Status == OutgoingMailStatus.Queued).MaxAsync(m => (DateTimeOffset?)m.NextAttemptAt);
        return new MailingProgress(
            Of(OutgoingMailStatus.Sent), waiting, Of(OutgoingMailStatus.Failed), Of(OutgoingMailStatus.Dismissed, withdrawn: true),
            Of(OutgoingMailStatus.Dismissed, withdrawn: false),
            last is { } at ? await SendingForecast.EndOfAsync(db, limits, 0, at > now ? at : now, now) : null);
    }
}
