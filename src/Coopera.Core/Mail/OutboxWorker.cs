namespace Coopera.Core.Mail;

/// <summary>Sends what is due, once a second; several may run, in one process or many.</summary>
public sealed partial class OutboxWorker(OutboxDelivery delivery, TimeProvider clock, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await RoundAsync(stoppingToken);
            try
            {
                await Task.Delay(pause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<TimeSpan> RoundAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await delivery.DeliverDueAsync(stoppingToken) == 0 ? Pause : TimeSpan.Zero;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception fault)
        {
            // The database is away: the queue is safe there, and this goes on when it is back.
            Log.RoundFailed(logger, fault, PauseAfterFault.TotalSeconds);
            return PauseAfterFault;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read; trying again in {Seconds} seconds")]
        public static partial void RoundFailed(ILogger logger, Exception fault, double seconds);
    }
}
