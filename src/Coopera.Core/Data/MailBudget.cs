using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>
/// Who is about to send what a stranger caused moves it by as many mails, and waits for the one before: they count one after another, and
/// none was caused that did not move it.
/// </summary>
public sealed class MailTurn
{
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;

    public long Number { get; private set; }
}

/// <summary>
/// Anybody can make the site write to an address that they type. So what strangers cause is counted, in the transaction that causes it;
/// what is too much is not queued, and only its number is kept.
/// </summary>
internal static class MailBudget
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly CompiledQuery<Func<CooperaDb, string, string?, DateTimeOffset, DateTimeOffset, Task<Caused>>> Counts = new(
        () => EF.CompileAsyncQuery((CooperaDb db, string mailbox, string? body, DateTimeOffset hourAgo, DateTimeOffset dayAgo) =>
            db.MailTurns.Where(turn => turn.Id == MailTurn.OnlyId).Select(turn => new Caused(
                turn.Number,
                db.OutgoingMails.Count(m => m.Mailbox == mailbox && m.Cause == MailCause.Stranger && m.CreatedAt > hourAgo),
                db.OutgoingMails.Count(m => m.Mailbox == mailbox && m.Cause == MailCause.Stranger && m.CreatedAt > dayAgo),
                body == null ? 0
                    : db.OutgoingMails.Count(m => m.CopyToBody == body && m.Cause == MailCause.Stranger && m.CreatedAt > dayAgo)))
                .Single()));

    /// <summary>What is too much anyway is not counted further.</summary>
    private static readonly CompiledQuery<Func<CooperaDb, DateTimeOffset, int, Task<int>>> AllUpTo = new(
        () => EF.CompileAsyncQuery((CooperaDb db, DateTimeOffset hourAgo, int most) =>
            db.OutgoingMails.Where(m => m.Cause == MailCause.Stranger && m.CreatedAt > hourAgo).Take(most).Count()));

    public static async Task SpendAsync(CooperaDb db, MailLimits limits, MostCaused most)
    {
        var mails = db.ChangeTracker.Entries<OutgoingMail>()
            .Where(entry => entry is { State: EntityState.Added, Entity.Cause: MailCause.Stranger }).ToList();
        if (mails.Count == 0)
        {
            return;
        }

        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("What a stranger causes is counted in the transaction that causes it: use WriteAsync.");
        }

        // The update is the lock: what is counted after it is what everybody before has queued, on whatever node.
        await db.Database.ExecuteSqlAsync($"""UPDATE "MailTurns" SET "Number" = "Number" + {mails.Count}""");
        var queued = new List<OutgoingMail>();
        foreach (var entry in mails)
        {
            if (await ReachedAsync(entry.Entity) is { } limit)
            {
                entry.State = EntityState.Detached;
                await CountAsync(db, entry.Entity, limit);
            }
            else
            {
                queued.Add(entry.Entity);
            }
        }

        async Task<MailLimit?> ReachedAsync(OutgoingMail mail)
        {
            var (hourAgo, body) = (mail.CreatedAt - Hour, mail.CopyToBody);
            var counts = await Counts.On(db)(db, mail.Mailbox, body, hourAgo, mail.CreatedAt - Day);
            var same = queued.Count(m => m.Mailbox == mail.Mailbox);
            return counts.ToMailboxInHour + same >= MailLimits.Share(limits.PerHour, mail.Worth)
                || counts.ToMailboxInDay + same >= MailLimits.Share(limits.PerDay, mail.Worth) ? MailLimit.Mailbox
                : body is not null && counts.ToBody + queued.Count(m => m.CopyToBody == body) >= limits.BodyCopiesPerDay ? MailLimit.Body
                : await IsBrakedAsync(counts.Number - mails.Count, hourAgo, MailLimits.Share(limits.AllPerHour, mail.Worth))
                    ? MailLimit.Brake
                : null;
        }

        async Task<bool> IsBrakedAsync(long before, DateTimeOffset hourAgo, int all)
        {
            if (most.Since(before, hourAgo) + queued.Count < all)
            {
                return false;
            }

            var counted = await AllUpTo.On(db)(db, hourAgo, all);
            if (counted < all)
            {
                most.Counted(before, hourAgo, counted);
            }

            return counted + queued.Count >= all;
        }
    }

    private static async Task CountAsync(CooperaDb db, OutgoingMail mail, MailLimit limit)
    {
        var day = RomeTime.Day(mail.CreatedAt);
        var row = await db.RefusedMails.FindAsync(day, mail.Kind, limit)
            ?? db.RefusedMails.Add(new RefusedMails(day, mail.Kind, limit, mail.CreatedAt)).Entity;
        row.Add(mail.CreatedAt);
    }

    private sealed record Caused(long Number, int ToMailboxInHour, int ToMailboxInDay, int ToBody);
}
