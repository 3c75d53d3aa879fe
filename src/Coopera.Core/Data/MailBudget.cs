using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>Who is about to send what a stranger caused moves it, and waits for the one before: they count one after another.</summary>
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

    /// <summary>One question for all that is counted; what is too much anyway is not counted further.</summary>
    private static readonly CompiledQuery<Func<CooperaDb, string, string?, DateTimeOffset, DateTimeOffset, int, Task<Caused>>> Counts = new(
        () => EF.CompileAsyncQuery((CooperaDb db, string mailbox, string? body, DateTimeOffset hourAgo, DateTimeOffset dayAgo, int most) =>
            db.MailTurns.Where(turn => turn.Id == MailTurn.OnlyId).Select(_ => new Caused(
                db.OutgoingMails.Count(m => m.Mailbox == mailbox && m.Cause == MailCause.Stranger && m.CreatedAt > hourAgo),
                db.OutgoingMails.Count(m => m.Mailbox == mailbox && m.Cause == MailCause.Stranger && m.CreatedAt > dayAgo),
                body == null ? 0
                    : db.OutgoingMails.Count(m => m.CopyToBody == body && m.Cause == MailCause.Stranger && m.CreatedAt > dayAgo),
                db.OutgoingMails.Where(m => m.Cause == MailCause.Stranger && m.CreatedAt > hourAgo).Take(most).Count())).Single()));

    public static async Task SpendAsync(CooperaDb db, MailLimits limits)
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
        await db.Database.ExecuteSqlAsync($"""UPDATE "MailTurns" SET "Number" = "Number" + 1""");
        var queued = new List<OutgoingMail>();
        foreach (var entry in mails)
        {
            if (await ReachedAsync(db, limits, entry.Entity, queued) is { } limit)
            {
                entry.State = EntityState.Detached;
                await CountAsync(db, entry.Entity, limit);
            }
            else
            {
                queued.Add(entry.Entity);
            }
        }
    }

    private static async Task<MailLimit?> ReachedAsync(CooperaDb db, MailLimits limits, OutgoingMail mail, List<OutgoingMail> queued)
    {
        var (all, body) = (MailLimits.Share(limits.AllPerHour, mail.Worth), mail.CopyToBody);
        var counts = await Counts.On(db)(db, mail.Mailbox, body, mail.CreatedAt - Hour, mail.CreatedAt - Day, all);
        var same = queued.Count(m => m.Mailbox == mail.Mailbox);
        return counts.ToMailboxInHour + same >= MailLimits.Share(limits.PerHour, mail.Worth)
            || counts.ToMailboxInDay + same >= MailLimits.Share(limits.PerDay, mail.Worth) ? MailLimit.Mailbox
            : body is not null && counts.ToBody + queued.Count(m => m.CopyToBody == body) >= limits.BodyCopiesPerDay ? MailLimit.Body
            : counts.All + queued.Count >= all ? MailLimit.Brake
            : null;
    }

    private static async Task CountAsync(CooperaDb db, OutgoingMail mail, MailLimit limit)
    {
        var day = RomeTime.Day(mail.CreatedAt);
        var row = await db.RefusedMails.FindAsync(day, mail.Kind, limit)
            ?? db.RefusedMails.Add(new RefusedMails(day, mail.Kind, limit, mail.CreatedAt)).Entity;
        row.Add(mail.CreatedAt);
    }

    private sealed record Caused(int ToMailboxInHour, int ToMailboxInDay, int ToBody, int All);
}
