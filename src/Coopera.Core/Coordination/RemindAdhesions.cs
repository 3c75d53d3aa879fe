using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

/// <summary>Bodies that began and did not finish are written to after 7 and after 21 days; after that staff see them as stuck.</summary>
public sealed class RemindAdhesions(CooperaDb database, TimeProvider clock)
{
    private static readonly AdhesionStatus[] TheirTurn = [AdhesionStatus.Draft, AdhesionStatus.ChangesRequested];

    /// <returns>How many were written to.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var (first, second) = (now - Adhesion.Reminders[0], now - Adhesion.Reminders[1]);
        var due = await database.Adhesions.AsNoTracking()
            .Where(a => a.PrivacyNoticeReadAt != null || a.LinkVersion > 0 || a.Status != AdhesionStatus.Draft) // see Adhesion.WaitsForScan
            .Where(a => TheirTurn.Contains(a.Status) && ((a.RemindersSent == 0 && a.LastMovedAt <= first) || (a.RemindersSent == 1 && a.LastMovedAt <= second)))
            .Select(a => a.Id)
            .ToListAsync(cancellationToken);
        var sent = 0;
        foreach (var id in due)
        {
            sent += await database.WriteAsync(db => RemindAsync(db, id, now), cancellationToken) ? 1 : 0;
        }

        return sent;
    }

    private static async Task<bool> RemindAsync(CooperaDb db, Guid id, DateTimeOffset now)
    {
        // Under the lock: another node, or the body itself, may have been quicker.
        var adhesion = await db.LockAdhesionAsync(id);
        if (adhesion is null || !adhesion.IsReminderDue(now))
        {
            return false;
        }

        adhesion.Remind(now);
        var body = await db.PublicBodies.SingleAsync(b => b.Code == adhesion.PublicBodyCode);
        db.QueueNews(adhesion, body, AdhesionEventKind.Reminded, null, now);
        await db.SaveChangesAsync();
        return true;
    }
}

/// <summary>Looks every hour for bodies to remind.</summary>
public sealed class AdhesionReminderJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AdhesionReminderJob> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var sent = await scope.ServiceProvider.GetRequiredService<RemindAdhesions>().RunAsync(stoppingToken);
                if (sent > 0)
                {
                    ReminderLog.Sent(logger, sent);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                ReminderLog.Failed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

public static partial class ReminderLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} bodies reminded of their adhesion")]
    public static partial void Sent(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Bodies could not be reminded; tried again in an hour")]
    public static partial void Failed(ILogger logger, Exception failure);
}
