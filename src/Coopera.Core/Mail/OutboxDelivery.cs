using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

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
        foreach (var mail in mails)
        {
            if (cancellationToken.IsCancellationRequested || clock.GetUtcNow() > leaseEnd - Margin)
            {
                await GiveBackAsync(worker);
                break;
            }

            var failure = await TrySendAsync(mail);
            await RecordAsync(mail.Id, worker, failure);
        }

        return mails.Count;
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
                    .Where(m => m.LeasedBy == worker).OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).ToListAsync();
            },
            cancellationToken);
    }

    private static IQueryable<OutgoingMail> Due(CooperaDb db, DateTimeOffset now) => db.OutgoingMails.Where(m =>
        m.Status == OutgoingMailStatus.Queued && m.NextAttemptAt <= now && (m.LeaseEndsAt == null || m.LeaseEndsAt < now));

    private async Task<MailFailure?> TrySendAsync(OutgoingMail mail)
    {
        try
        {
            // Not cancelled half-way when the site stops: nobody could tell whether it went out.
            await transport.SendAsync(await renderer.RenderAsync(mail), CancellationToken.None);
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

    private async Task RecordAsync(Guid id, Guid worker, MailFailure? failure)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CooperaDb>().WriteAsync(async db =>
        {
            var mail = await db.OutgoingMails.SingleOrDefaultAsync(m => m.Id == id && m.LeasedBy == worker);
            if (failure is null)
            {
                mail?.MarkSent(clock.GetUtcNow());
            }
            else
            {
                mail?.MarkFailedAttempt(failure, clock.GetUtcNow(), failure.IsFinal);
            }

            await db.SaveChangesAsync();
        });
    }

    /// <summary>What was not begun is for the next round or another worker at once, without waiting for the lease to run out.</summary>
    private async Task GiveBackAsync(Guid worker)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CooperaDb>().WriteAsync(db => db.OutgoingMails
            .Where(m => m.LeasedBy == worker)
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
