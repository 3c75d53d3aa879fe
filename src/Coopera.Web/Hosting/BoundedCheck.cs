using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Web.Hosting;

/// <summary>
/// A check that answers in time whatever it asks: a locked SQLite file, a dead network drive and a server that swallows packets hold the
/// thread that asks, and no cancellation reaches it. One that still hangs is not asked a second time.
/// </summary>
public sealed class BoundedCheck(Func<IServiceProvider, IHealthCheck> make)
{
    /// <summary>So that <c>/health/ready</c> answers within five seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private Task<HealthCheckResult>? _running;

    public IHealthCheck In(IServiceScopeFactory scopes) => new Once(this, scopes);

    private async Task<HealthCheckResult> LookAsync(HealthCheckContext context, IServiceScopeFactory scopes, CancellationToken stop)
    {
        Task<HealthCheckResult> run;
        lock (_lock)
        {
            run = _running is { IsCompleted: false } still
                ? still
                : _running = Task.Run(() => RunAsync(context, scopes), CancellationToken.None);
        }

        try
        {
            return await run.WaitAsync(Patience, stop);
        }
        catch (TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"No answer within {Patience.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>In a scope of its own: a context that is still being used must not go back into the pool.</summary>
    private async Task<HealthCheckResult> RunAsync(HealthCheckContext context, IServiceScopeFactory scopes)
    {
        using var limit = new CancellationTokenSource(Patience);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await make(scope.ServiceProvider).CheckHealthAsync(context, limit.Token);
        }
        catch (Exception failure)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, failure.Message, failure);
        }
    }

    private sealed class Once(BoundedCheck check, IServiceScopeFactory scopes) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            check.LookAsync(context, scopes, cancellationToken);
    }
}
