using System.Threading.RateLimiting;

namespace Coopera.Web.Hosting;

/// <summary>
/// A form for several people counts as so many forms. That is known only when it has been read, and so not to the policy of its route.
/// </summary>
public sealed class RowLimit(int perMinute) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create(RateLimits.PerAddress(perMinute));

    /// <summary>False when the network has sent too many: the answer has the headers then.</summary>
    public async Task<bool> AllowsAsync(HttpContext http, int rows)
    {
        using var lease = _limiter.AttemptAcquire(http, Math.Min(rows, perMinute));
        if (!lease.IsAcquired)
        {
            await RateLimits.RejectAsync(http, lease);
        }

        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
