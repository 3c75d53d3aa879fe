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
        await db.MailTurns.ExecuteUpdateAsync(turn => turn.SetProperty(t => t.Number, t => t.Number + 1));
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
        var (hourAgo, dayAgo) = (mail.CreatedAt - Hour, mail.CreatedAt - Day);
        var caused = db.OutgoingMails.AsNoTracking().Where(m => m.Cause == MailCause.Stranger);
        var toMailbox = await caused.Where(m => m.Mailbox == mail.Mailbox && m.CreatedAt > dayAgo).Select(m => m.CreatedAt).ToListAsync();
        toMailbox.AddRange(queued.Where(m => m.Mailbox == mail.Mailbox).Select(m => m.CreatedAt));
        if (toMailbox.Count(at => at > hourAgo) >= MailLimits.Share(limits.PerHour, mail.Worth)
            || toMailbox.Count >= MailLimits.Share(limits.PerDay, mail.Worth))
        {
            return MailLimit.Mailbox;
        }

        if (mail.CopyToBody is { } body
            && await caused.CountAsync(m => m.CopyToBody == body && m.CreatedAt > dayAgo) + queued.Count(m => m.CopyToBody == body)
                >= limits.BodyCopiesPerDay)
        {
            return MailLimit.Body;
        }

        var all = await caused.CountAsync(m => m.CreatedAt > hourAgo) + queued.Count;
        return all >= MailLimits.Share(limits.AllPerHour, mail.Worth) ? MailLimit.Brake : null;
    }

    private static async Task CountAsync(CooperaDb db, OutgoingMail mail, MailLimit limit)
    {
        var day = RomeTime.Day(mail.CreatedAt);
        var row = await db.RefusedMails.FindAsync(day, mail.Kind, limit)
            ?? db.RefusedMails.Add(new RefusedMails(day, mail.Kind, limit, mail.CreatedAt)).Entity;
        row.Add(mail.CreatedAt);
    }
}
