using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

public sealed record MailQueue(
    int Waiting, int Retrying, int Failed, DateTimeOffset? OldestAt, DateTimeOffset? DueSince, MailLane Lane, DateTimeOffset Now)
{
    /// <summary>A worker looks every second: what has been due for so long, nobody is sending.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>A way out that stands still for less is only a server that was started again.</summary>
    private static readonly TimeSpan Hiccup = TimeSpan.FromMinutes(3);

    public bool IsCertified => Lane.Id == MailLane.CertifiedId;

    /// <summary>The database is a restored copy: none goes before staff say so.</summary>
    public bool IsHeld { get; private init; }

    /// <summary>What the account may send, when that is what the queue waits for.</summary>
    public SendingLimits? WaitsForLimits { get; private init; }

    /// <summary>When the last will have gone, if that is more than a moment away and nothing else is in the way.</summary>
    public DateTimeOffset? EndsAt { get; private init; }

    /// <summary>Mails are due and nobody tries them; one that has gone of late, or the account's limits, say that somebody does.</summary>
    public bool IsStuck =>
        !IsHeld && DueSince < Now - Patience && !Lane.IsStopped && WaitsForLimits is null && !(Lane.LastSuccessAt > Now - Patience);

    /// <summary>Somebody tries, and the account, the server or the network does not let any mail go.</summary>
    public bool IsStopped => Lane.IsStopped && Lane.StoppedSince < Now - Hiccup && ToGo > 0;

    public int ToGo => Waiting + Retrying;

    /// <summary>Of all lanes. Not those that were not tried because their address rests.</summary>
    public static IQueryable<OutgoingMail> FailedOf(CooperaDb db) => db.OutgoingMails.AsNoTracking()
        .Where(m => m.Status == OutgoingMailStatus.Failed && m.FailureKind != MailFailureKind.AddressRests);

    public static async Task<MailQueue> LookAsync(
        CooperaDb db, SendingLimits limits, DateTimeOffset now, int laneId = MailLane.OrdinaryId)
    {
        var queued = db.OutgoingMails.AsNoTracking().Where(m => m.LaneId == laneId && m.Status == OutgoingMailStatus.Queued);
        var due = queued.Where(m => m.NextAttemptAt <= now);
        var queue = new MailQueue(
            await queued.CountAsync(m => m.LastAttemptAt == null),
            await queued.CountAsync(m => m.LastAttemptAt != null),
            await FailedOf(db).CountAsync(),
            await queued.OrderBy(m => m.CreatedAt).Select(m => (DateTimeOffset?)m.CreatedAt).FirstOrDefaultAsync(),
            await due.Where(m => m.LeaseEndsAt == null || m.LeaseEndsAt < now)
                .OrderBy(m => m.NextAttemptAt).Select(m => (DateTimeOffset?)m.NextAttemptAt).FirstOrDefaultAsync(),
            await db.MailLanes.AsNoTracking().SingleOrDefaultAsync(lane => lane.Id == laneId) ?? MailLane.Of(laneId),
            now)
        {
            IsHeld = await db.HoldsMailsAsync(),
        };
        if (queue.DueSince is null || queue.IsHeld || !limits.Windows().Any())
        {
            return queue;
        }

        var window = new SendingWindow(limits);
        window.Fill(await LeasedMails.SentAsync(db, now - window.Reach, laneId));
        var bulk = await due.CountAsync(MailKinds.IsBulk);
        var personal = await due.CountAsync() - bulk;
        var end = window.EndOf(personal, bulk, now);
        return queue with
        {
            WaitsForLimits = window.NextAt(now, isBulk: personal == 0) > now ? limits : null,
            EndsAt = end > now + TimeSpan.FromMinutes(2) ? end : null,
        };
    }
}
