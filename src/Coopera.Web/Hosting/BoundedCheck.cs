using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Web.Hosting;

/// <summary>
/// A check that answers in time whatever it asks: a locked SQLite file, a dead network drive and a server that swallows packets hold the
/// thread that asks, and no cancellation reaches it. One that still hangs is not asked a second time. What it finds is logged when it
/// changes, and once an hour while it lasts: a monitor asks every ten seconds.
/// </summary>
public sealed partial class BoundedCheck(Func<IServiceProvider, IHealthCheck> make)
{
    /// <summary>So that <c>/health/ready</c> answers within five seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan TellAgainAfter = TimeSpan.FromHours(1);
    private static readonly AsyncLocal<bool> Asking = new();

    private readonly Lock _lock = new();
    private Task<HealthCheckResult>? _running;
    private (HealthStatus Status, long At) _told = (HealthStatus.Healthy, 0);

    /// <summary>Whoever logs now was asked by a check, which has its own line for what it finds.</summary>
    public static bool IsAsking => Asking.Value;

    public IHealthCheck In(IServiceProvider services) => new Once(this, services);

    private async Task<HealthCheckResult> LookAsync(HealthCheckContext context, IServiceProvider services, CancellationToken stop)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        Task<HealthCheckResult> run;
        lock (_lock)
        {
            run = _running is { IsCompleted: false } still
                ? still
                : _running = Task.Run(() => RunAsync(context, scopes), CancellationToken.None);
        }

        HealthCheckResult result;
        try
        {
            result = await run.WaitAsync(Patience, stop);
        }
        catch (TimeoutException)
        {
            result = Silent(context);
        }

        Tell(
            context.Registration.Name, result, services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<BoundedCheck>>());
        return result;
    }

    /// <summary>In a scope of its own: a context that is still being used must not go back into the pool.</summary>
    private async Task<HealthCheckResult> RunAsync(HealthCheckContext context, IServiceScopeFactory scopes)
    {
        Asking.Value = true;
        using var limit = new CancellationTokenSource(Patience);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await make(scope.ServiceProvider).CheckHealthAsync(context, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Silent(context);
        }
        catch (Exception failure)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, failure.Message, failure);
        }
    }

    private static HealthCheckResult Silent(HealthCheckContext context)
    {
        var late = new TimeoutException($"No answer within {Patience.TotalSeconds:0} seconds.");
        return new HealthCheckResult(context.Registration.FailureStatus, late.Message, late);
    }

    private void Tell(string part, HealthCheckResult result, TimeProvider clock, ILogger logger)
    {
        lock (_lock)
        {
            var isSame = result.Status == _told.Status;
            if (isSame && (result.Status == HealthStatus.Healthy || clock.GetElapsedTime(_told.At) < TellAgainAfter))
            {
                return;
            }

            _told = (result.Status, clock.GetTimestamp());
        }

        var reason = result.Description ?? string.Join(", ", result.Data.Keys);
        switch (result.Status)
        {
            case HealthStatus.Healthy:
                Log.IsWell(logger, part);
                break;
            case HealthStatus.Degraded:
                Log.IsDegraded(logger, part, reason);
                break;
            default:
                Log.Fails(logger, result.Exception, part, reason);
                break;
        }
    }

    private sealed class Once(BoundedCheck check, IServiceProvider services) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            check.LookAsync(context, services, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Health: {Part} fails ({Reason}); the next line of it comes when that changes")]
        public static partial void Fails(ILogger logger, Exception? failure, string part, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Health: {Part} wants to be looked at ({Reason})")]
        public static partial void IsDegraded(ILogger logger, string part, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Health: {Part} is well again")]
        public static partial void IsWell(ILogger logger, string part);
    }
}
