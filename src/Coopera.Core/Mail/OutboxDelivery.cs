using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Coopera.Core.Mail;

/// <summary>
/// Takes due mails out of the outbox under a lease, so that several workers and nodes never send the same one, and records how it went.
/// A worker that dies leaves its lease to run out: the mail goes out later, with the same Message-ID.
/// </summary>
public sealed partial class OutboxDelivery(
    IServiceScopeFactory scopes, MailRenderer renderer, IMailTransport transport, TimeProvider clock, ILogger<OutboxDelivery> logger)
{
    public const int BatchSize = 20;
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    public async Task<int> DeliverDueAsync(CancellationToken cancellationToken = default)
    {
        var worker = Guid.NewGuid();
        var leaseEnd = clock.GetUtcNow() + Lease;
        var mails = await LeaseAsync(worker, leaseEnd, cancellationToken);
        var drawn = DrawNext(0);
        for (var i = 0; i < mails.Count; i++)
        {
            if (cancellationToken.IsCancellationRequested || clock.GetUtcNow() > leaseEnd - Margin)
            {
                await Task.WhenAny(drawn);
                await GiveBackAsync(worker, mails[i..]);
                break;
            }

            var failure = await TrySendAsync(mails[i], drawn);

            // The next is drawn while this one is recorded; it goes out after that, so that a crash leaves one in doubt.
            drawn = DrawNext(i + 1);
            await RecordAsync(mails[i], worker, failure);
        }

        return mails.Count;

        Task<MimeMessage> DrawNext(int next) => next < mails.Count
            ? Task.Run(() => renderer.RenderAsync(mails[next]), CancellationToken.None)
            : Task.FromResult(new MimeMessage());
    }

    private async Task<List<OutgoingMail>> LeaseAsync(Guid worker, DateTimeOffset leaseEnd, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CooperaDb>();
        var now = clock.GetUtcNow();
        var due = await Due(database, now)
            .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Select(m => m.Id).Take(BatchSize).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return [];
        }

        return await database.WriteAsync(
            async db =>
            {
                // The condition again: whoever came first has changed the rows, and the database looks at them as they are now.
                await Due(db, now).Where(m => due.Contains(m.Id))
                    .ExecuteUpdateAsync(m => m.SetProperty(x => x.LeasedBy, worker).SetProperty(x => x.LeaseEndsAt, leaseEnd));
                return await db.OutgoingMails.AsNoTracking()
                    .Where(m => due.Contains(m.Id) && m.LeasedBy == worker).OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).ToListAsync();
            },
            cancellationToken);
    }

    private static IQueryable<OutgoingMail> Due(CooperaDb db, DateTimeOffset now) => db.OutgoingMails.Where(m =>
        m.Status == OutgoingMailStatus.Queued && m.NextAttemptAt <= now && (m.LeaseEndsAt == null || m.LeaseEndsAt < now));

    private async Task<MailFailure?> TrySendAsync(OutgoingMail mail, Task<MimeMessage> drawn)
    {
        try
        {
            // Not cancelled half-way when the site stops: nobody could tell whether it went out.
            await transport.SendAsync(await drawn, CancellationToken.None);
            Log.Sent(logger, mail.Kind, mail.Id);
            return null;
        }
        catch (Exception exception)
        {
            // Whatever it is, it stays with this mail and the others go on.
            var failure = MailFailures.Of(exception);
            Log.NotSent(
                logger, failure.Kind == MailFailureKind.OwnFault ? exception : null, mail.Kind,
                mail.Id, mail.Attempts + 1, failure.Kind, failure.DetailForLogs());
            return failure;
        }
    }

    /// <summary>In one statement; nothing changes when another worker has it by now.</summary>
    private async Task RecordAsync(OutgoingMail mail, Guid worker, MailFailure? failure)
    {
        if (failure is null)
        {
            mail.MarkSent(clock.GetUtcNow());
        }
        else
        {
            mail.MarkFailedAttempt(failure, clock.GetUtcNow(), failure.IsFinal);
        }

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CooperaDb>().WriteAsync(db => db.OutgoingMails
            .Where(m => m.Id == mail.Id && m.LeasedBy == worker)
            .ExecuteUpdateAsync(m => m
                .SetProperty(x => x.Status, mail.Status)
                .SetProperty(x => x.Attempts, mail.Attempts)
                .SetProperty(x => x.LastAttemptAt, mail.LastAttemptAt)
                .SetProperty(x => x.NextAttemptAt, mail.NextAttemptAt)
                .SetProperty(x => x.SentAt, mail.SentAt)
                .SetProperty(x => x.FailureKind, mail.FailureKind)
                .SetProperty(x => x.FailureDetail, mail.FailureDetail)
                .SetProperty(x => x.LeasedBy, mail.LeasedBy)
                .SetProperty(x => x.LeaseEndsAt, mail.LeaseEndsAt)));
    }

    /// <summary>What was not begun is for the next round or another worker at once, without waiting for the lease to run out.</summary>
    private async Task GiveBackAsync(Guid worker, IEnumerable<OutgoingMail> mails)
    {
        var ids = mails.Select(mail => mail.Id).ToList();
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CooperaDb>().WriteAsync(db => db.OutgoingMails
            .Where(m => ids.Contains(m.Id) && m.LeasedBy == worker)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.LeasedBy, (Guid?)null).SetProperty(x => x.LeaseEndsAt, (DateTimeOffset?)null)));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Kind} {MailId} handed over")]
        public static partial void Sent(ILogger logger, string kind, Guid mailId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Kind} {MailId} not handed over at attempt {Attempt}: {Failure} {Detail}")]
        public static partial void NotSent(
            ILogger logger, Exception? exception, string kind, Guid mailId, int attempt, MailFailureKind failure, string detail);
    }
}
