using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

public sealed class RemindAdhesions(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Reminded = "bodies-reminded";

    private static readonly AdhesionStatus[] TheirTurn = [AdhesionStatus.Draft, AdhesionStatus.ChangesRequested];

    public string Name => "adhesion-reminders";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public bool MakesMails => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var (first, second) = (now - Adhesion.Reminders[0], now - Adhesion.Reminders[1]);
        var due = await database.Adhesions.AsNoTracking()
            .Where(a => a.ProvenAt != null)
            .Where(a => a.ActiveKey != null || !database.Adhesions.Any(ahead => ahead.ActiveKey == a.PublicBodyCode))
            .Where(a => a.PrivacyNoticeReadAt != null || a.LinkVersion > 0 || a.Status != AdhesionStatus.Draft) // see Adhesion.WaitsForScan
            .Where(
                a => TheirTurn.Contains(a.Status)
                    && ((a.RemindersSent == 0 && a.LastMovedAt <= first) || (a.RemindersSent == 1 && a.LastMovedAt <= second)))
            .Select(a => a.Id)
            .ToListAsync(cancellationToken);
        var sent = 0;
        foreach (var id in due)
        {
            sent += await database.WriteAsync(db => RemindAsync(db, id, now), cancellationToken) ? 1 : 0;
        }

        return JobReport.Of((Reminded, sent));
    }

    private static async Task<bool> RemindAsync(CooperaDb db, Guid id, DateTimeOffset now)
    {
        // Under the lock: another node, or the body itself, may have been quicker.
        var adhesion = await db.LockAdhesionAsync(id);
        if (adhesion is null || !adhesion.IsReminderDue(now) || await db.IsTakenAsync(adhesion))
        {
            return false;
        }

        adhesion.Remind(now);
        var body = await db.PublicBodies.SingleAsync(b => b.Code == adhesion.PublicBodyCode);
        db.QueueNews(MailCause.Schedule, adhesion, body, AdhesionEventKind.Reminded, null, now);
        await db.SaveChangesAsync();
        return true;
    }
}
