using Coopera.Core.Data;
using Coopera.Core.Telemetry;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>The outbox and the budgets of its accounts, read every half minute for who watches from outside.</summary>
public sealed class MailFigures(IServiceScopeFactory scopes, Settings settings, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private volatile IReadOnlyList<SiteMeters.Figure> _figures = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        SiteMeters.Observe(() => _figures);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<CooperaDb>();
                _figures = [
                    .. await ReadAsync(db, settings.Mail.Sending, MailLane.OrdinaryId),
                    .. settings.Pec.Account is { } pec ? await ReadAsync(db, pec.Sending, MailLane.CertifiedId) : []];
            }
            catch (Exception away) when (away is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                _figures = []; // an old figure would look like a calm one; that the database is away is told by health
            }

            try
            {
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<IEnumerable<SiteMeters.Figure>> ReadAsync(CooperaDb db, SendingLimits limits, int laneId)
    {
        var now = clock.GetUtcNow();
        var lane = ("lane", SiteMeters.Lane(laneId == MailLane.CertifiedId));
        var queue = await MailQueue.LookAsync(db, limits, now, laneId);
        var failed = await MailQueue.FailedOf(db).CountAsync(m => m.LaneId == laneId);
        var window = new SendingWindow(limits);
        var sent = limits.Windows().Any() ? await LeasedMails.SentAsync(db, now - window.Reach, laneId) : [];
        return
        [
            new("coopera.mails.queue", queue.Waiting, lane, ("state", "waiting")),
            new("coopera.mails.queue", queue.Retrying, lane, ("state", "retrying")),
            new("coopera.mails.queue", failed, lane, ("state", "failed")),
            new("coopera.mails.oldest_age", queue.OldestAt is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0, lane),
            .. limits.Windows().Select(span => new SiteMeters.Figure(
                "coopera.mails.budget_left", Math.Max(0, span.Most - sent.Count(at => at > now - span.Span)), lane,
                ("span", span.Span.TotalDays >= 1 ? "day" : span.Span.TotalHours >= 1 ? "hour" : "minute"))),
        ];
    }
}
