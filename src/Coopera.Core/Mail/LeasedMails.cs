using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>Rows of the outbox that a worker takes in hand, writes back and gives back: nobody else touches them meanwhile.</summary>
internal sealed class LeasedMails(IServiceScopeFactory scopes, TimeProvider clock, int laneId)
{
    /// <summary>What the account has sent, by anybody.</summary>
    public static Task<List<DateTimeOffset>> SentAsync(
        CooperaDb db, DateTimeOffset after, int laneId, CancellationToken cancellationToken = default) =>
        db.OutgoingMails
            .Where(m => m.LaneId == laneId && ((m.Status == OutgoingMailStatus.Sent && m.SentAt > after)
                || (m.Status == OutgoingMailStatus.Failed && m.BouncedAt != null && m.LastAttemptAt > after))) // what came back had gone
            .Select(m => m.SentAt ?? m.LastAttemptAt!.Value).ToListAsync(cancellationToken);

    public async Task<bool> AnyDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<CooperaDb>().OutgoingMails
            .AnyAsync(m => m.LaneId == laneId && m.Status == OutgoingMailStatus.Queued && m.NextAttemptAt <= now, cancellationToken);
    }

    /// <summary>The database is a restored copy, and nobody has said yet what becomes of its mails.</summary>
    public async Task<bool> AreHeldAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CooperaDb>().HoldsMailsAsync(cancellationToken);
    }

    /// <summary>Personal ones first, and of those to many no more than the account has room for.</summary>
    public Task<List<OutgoingMail>> TakeAsync(
        Guid worker, DateTimeOffset leaseEnd, int room, int bulkRoom, CancellationToken cancellationToken) => TakeAsync(
        worker,
        leaseEnd,
        async due =>
        {
            var ids = await InOrder(due).Select(m => m.Id).Take(room).ToListAsync(cancellationToken);
            if (ids.Count <= bulkRoom)
            {
                return ids;
            }

            var bulk = await due.Where(MailKinds.IsBulk).Where(m => ids.Contains(m.Id)).Select(m => m.Id).ToListAsync(cancellationToken);
            return [.. ids.Where((id, i) => i < bulkRoom || !bulk.Contains(id))];
        },
        cancellationToken);

    /// <summary>What was not tried before goes first, so that one mail alone cannot keep the lane where it is.</summary>
    public Task<List<OutgoingMail>> TakeOneAsync(Guid worker, DateTimeOffset leaseEnd, int room, CancellationToken cancellationToken) =>
        TakeAsync(
            worker,
            leaseEnd,
            due => due.OrderBy(m => m.LastAttemptAt ?? DateTimeOffset.MinValue).ThenBy(MailKinds.IsBulk).ThenBy(m => m.NextAttemptAt)
                .Select(m => m.Id).Take(Math.Min(1, room)).ToListAsync(cancellationToken),
            cancellationToken);

    private async Task<List<OutgoingMail>> TakeAsync(
        Guid worker, DateTimeOffset leaseEnd, Func<IQueryable<OutgoingMail>, Task<List<Guid>>> choose, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CooperaDb>();
        var now = clock.GetUtcNow();
        var chosen = await choose(Due(database, laneId, now));
        if (chosen.Count == 0)
        {
            return [];
        }

        return await database.WriteAsync(
            async db =>
            {
                // The condition again: whoever came first has changed the rows, and the database looks at them as they are now.
                await Due(db, laneId, now).Where(m => chosen.Contains(m.Id))
                    .ExecuteUpdateAsync(m => m.SetProperty(x => x.LeasedBy, worker).SetProperty(x => x.LeaseEndsAt, leaseEnd)
                        .SetProperty(x => x.FirstAttemptAt, x => x.FirstAttemptAt ?? now));
                var taken = db.OutgoingMails.AsNoTracking().Where(m => chosen.Contains(m.Id) && m.LeasedBy == worker);
                return await InOrder(taken).ToListAsync();
            },
            cancellationToken);
    }

    /// <summary>In one statement; nothing changes when another worker has it by now.</summary>
    /// <returns>Whether it was still this worker's.</returns>
    public async Task<bool> RecordAsync(OutgoingMail mail, Guid worker)
    {
        await using var scope = scopes.CreateAsyncScope();
        return 0 < await scope.ServiceProvider.GetRequiredService<CooperaDb>().WriteAsync(db => db.OutgoingMails
            .Where(m => m.Id == mail.Id && m.LeasedBy == worker)
            .ExecuteUpdateAsync(m => m
                .SetProperty(x => x.Status, mail.Status)
                .SetProperty(x => x.Content, mail.Content)
                .SetProperty(x => x.Attempts, mail.Attempts)
                .SetProperty(x => x.LastAttemptAt, mail.LastAttemptAt)
                .SetProperty(x => x.NextAttemptAt, mail.NextAttemptAt)
                .SetProperty(x => x.SentAt, mail.SentAt)
                .SetProperty(x => x.BouncedAt, mail.BouncedAt)
                .SetProperty(x => x.FailureKind, mail.FailureKind)
                .SetProperty(x => x.FailureDetail, mail.FailureDetail)
                .SetProperty(x => x.LeasedBy, mail.LeasedBy)
                .SetProperty(x => x.LeaseEndsAt, mail.LeaseEndsAt)));
    }

    /// <summary>What was not begun is for the next round or another worker at once, without waiting for the lease to run out.</summary>
    public async Task GiveBackAsync(Guid worker, IEnumerable<OutgoingMail> mails)
    {
        var ids = mails.Select(mail => mail.Id).ToList();
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CooperaDb>().WriteAsync(db => db.OutgoingMails
            .Where(m => ids.Contains(m.Id) && m.LeasedBy == worker)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.LeasedBy, (Guid?)null).SetProperty(x => x.LeaseEndsAt, (DateTimeOffset?)null)));
    }

    public static IQueryable<OutgoingMail> Due(CooperaDb db, int laneId, DateTimeOffset now) => db.OutgoingMails.Where(m =>
        m.LaneId == laneId && m.Status == OutgoingMailStatus.Queued && m.NextAttemptAt <= now
        && (m.LeaseEndsAt == null || m.LeaseEndsAt < now));

    /// <summary>One that the server took for too many once more waits until the others of its sort have gone.</summary>
    private static IQueryable<OutgoingMail> InOrder(IQueryable<OutgoingMail> mails) => mails
        .OrderBy(MailKinds.IsBulk).ThenBy(m => m.FailureKind == MailFailureKind.QuotaUsedUp).ThenBy(m => m.NextAttemptAt).ThenBy(m => m.Id);
}
