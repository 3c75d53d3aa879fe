using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Retention;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>What mails said and to whom they went, and the files of a folder that mails are written to. That they went stays.</summary>
public sealed class RetainedMails(Settings settings, TimeProvider clock) : RetainedRows<OutgoingMail>
{
    public override RetentionClass Class => RetentionClass.Mails;

    protected override IQueryable<OutgoingMail> Due(CooperaDb db, DateTimeOffset before)
    {
        var now = clock.GetUtcNow();
        return db.OutgoingMails.Where(m => m.CreatedAt <= before && m.Content != "" && (m.LeaseEndsAt == null || m.LeaseEndsAt < now))
            .OrderBy(m => m.CreatedAt);
    }

    protected override IQueryable<DateTimeOffset> Since(IQueryable<OutgoingMail> rows) => rows.Select(m => m.CreatedAt);

    protected override void Forget(CooperaDb db, OutgoingMail row) => row.Forget();

    public override void ForgetFiles(DateTimeOffset before)
    {
        foreach (var folder in settings.MailFolders)
        {
            foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.eml") : [])
            {
                if (File.GetLastWriteTimeUtc(path) <= before.UtcDateTime)
                {
                    File.Delete(path);
                }
            }
        }
    }
}

/// <summary>Drafts go with their row; of what went out the counts stay, and of a model all but who wrote it.</summary>
public sealed class RetainedMailings : RetainedRows<Mailing>
{
    public override RetentionClass Class => RetentionClass.Mailings;

    protected override IQueryable<Mailing> Due(CooperaDb db, DateTimeOffset before) => db.Mailings.Where(
        m => (m.QueuedAt ?? m.CreatedAt) <= before && m.CreatedBy != "" && m.Status != MailingStatus.Queueing)
        .OrderBy(m => m.CreatedAt);

    protected override IQueryable<DateTimeOffset> Since(IQueryable<Mailing> rows) => rows.Select(m => m.QueuedAt ?? m.CreatedAt);

    protected override void Forget(CooperaDb db, Mailing row)
    {
        if (row.Status == MailingStatus.Draft)
        {
            db.Mailings.Remove(row);
        }
        else
        {
            row.Forget();
        }
    }
}

/// <summary>What came in, and the addresses that mails came back from.</summary>
public sealed class RetainedInbox : RetainedData
{
    public override RetentionClass Class => RetentionClass.Inbox;

    public override async Task<int> CountAsync(CooperaDb db, DateTimeOffset before, CancellationToken cancellationToken) =>
        await db.IncomingMessages.CountAsync(m => m.ReceivedAt <= before, cancellationToken)
        + await db.BouncingAddresses.CountAsync(a => a.LastAt == null || a.LastAt <= before, cancellationToken);

    public override async Task<DateTimeOffset?> OldestAsync(CooperaDb db, CancellationToken cancellationToken)
    {
        var message = await db.IncomingMessages.MinAsync(m => (DateTimeOffset?)m.ReceivedAt, cancellationToken);
        var address = await db.BouncingAddresses.MinAsync(a => a.LastAt, cancellationToken);
        return message < address || address is null ? message : address;
    }

    public override async Task<int> ForgetAsync(CooperaDb db, DateTimeOffset before, int most, DateTimeOffset now)
    {
        var messages = await db.IncomingMessages.Where(m => m.ReceivedAt <= before).OrderBy(m => m.ReceivedAt).Select(m => m.Id)
            .Take(most).ToListAsync();
        var addresses = await db.BouncingAddresses.Where(a => a.LastAt == null || a.LastAt <= before).OrderBy(a => a.Id)
            .Select(a => a.Id).Take(most - messages.Count).ToListAsync();
        return await db.IncomingMessages.Where(m => messages.Contains(m.Id)).ExecuteDeleteAsync()
            + await db.BouncingAddresses.Where(a => addresses.Contains(a.Id)).ExecuteDeleteAsync();
    }
}

/// <summary>Receipts and documents of certified mail, rows and files: the job that sweeps files deletes what no row names.</summary>
public sealed class RetainedCertifiedMail : RetainedData
{
    public override RetentionClass Class => RetentionClass.CertifiedMail;

    public override async Task<int> CountAsync(CooperaDb db, DateTimeOffset before, CancellationToken cancellationToken) =>
        await db.PecReceipts.CountAsync(r => r.ReceivedAt <= before, cancellationToken)
        + await db.PecArrivals.CountAsync(a => a.ReceivedAt <= before, cancellationToken);

    public override async Task<DateTimeOffset?> OldestAsync(CooperaDb db, CancellationToken cancellationToken)
    {
        var receipt = await db.PecReceipts.MinAsync(r => (DateTimeOffset?)r.ReceivedAt, cancellationToken);
        var arrival = await db.PecArrivals.MinAsync(a => (DateTimeOffset?)a.ReceivedAt, cancellationToken);
        return receipt < arrival || arrival is null ? receipt : arrival;
    }

    public override async Task<int> ForgetAsync(CooperaDb db, DateTimeOffset before, int most, DateTimeOffset now)
    {
        var receipts = await db.PecReceipts.Where(r => r.ReceivedAt <= before).OrderBy(r => r.Id)
            .Select(r => r.Id).Take(most).ToListAsync();
        var arrivals = await db.PecArrivals.Where(a => a.ReceivedAt <= before).OrderBy(a => a.Id)
            .Select(a => a.Id).Take(most - receipts.Count).ToListAsync();
        return await db.PecReceipts.Where(r => receipts.Contains(r.Id)).ExecuteDeleteAsync()
            + await db.PecArrivals.Where(a => arrivals.Contains(a.Id)).ExecuteDeleteAsync();
    }
}
