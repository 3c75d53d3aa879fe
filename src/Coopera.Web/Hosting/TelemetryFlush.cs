using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Coopera.Web.Hosting;

/// <summary>
/// What the last requests and jobs have to tell leaves when all of them have ended, and not while they do. A collector that is away holds
/// the end up for no longer than this.
/// </summary>
internal sealed class TelemetryFlush(MeterProvider meters, TracerProvider traces) : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var most = (int)Patience.TotalMilliseconds;
        var told = Task.WhenAll(Task.Run(() => meters.ForceFlush(most)), Task.Run(() => traces.ForceFlush(most)));
        await Task.WhenAny(told, Task.Delay(Patience, CancellationToken.None)); // who sends has a patience of its own
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
