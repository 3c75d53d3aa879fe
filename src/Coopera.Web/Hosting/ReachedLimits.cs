using Coopera.Core.Staff;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Caching.Memory;

namespace Coopera.Web.Hosting;

/// <summary>A limit that was reached is told once in ten minutes for a network: who goes on knocking must not fill the log.</summary>
public sealed class ReachedLimits(SecurityLog security, IMemoryCache told)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public Task NoteAsync(HttpContext http)
    {
        var limit = http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName ?? "";
        var place = http.Place();
        var key = (nameof(ReachedLimits), limit, place.Network);
        if (told.TryGetValue(key, out _))
        {
            return Task.CompletedTask;
        }

        told.Set(key, true, Pause);
        return security.NoteLimitAsync(limit, place);
    }
}
