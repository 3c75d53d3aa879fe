using System.Threading.RateLimiting;
using Coopera.Core;
using Coopera.Core.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Web.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: a sign-up can be stored; else 503. Which part fails is for
/// <c>Site:MonitoringAddresses</c> and for staff. Answered before anything else asks the database.
/// </summary>
public static class HealthAnswers
{
    /// <summary>So often strangers make the site look anew, which writes; in between they read what was found last.</summary>
    private const int LooksASecond = 2;

    private const int LooksAtOnce = 20;

    public static IApplicationBuilder UseHealth(this IApplicationBuilder app)
    {
        var looks = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = LooksAtOnce,
            TokensPerPeriod = LooksASecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        });
        HealthReport? last = null;
        return app.Use((context, next) =>
            !HttpMethods.IsGet(context.Request.Method) ? next(context)
            : context.Request.Path.Equals("/health/live", StringComparison.OrdinalIgnoreCase) ? LiveAsync(context)
            : context.Request.Path.Equals("/health/ready", StringComparison.OrdinalIgnoreCase) ? ReadyAsync(context, LookAsync)
            : next(context));

        async Task<HealthReport> LookAsync(HttpContext context)
        {
            if (last is { } found && !IsMonitor(context) && !looks.AttemptAcquire().IsAcquired)
            {
                return found;
            }

            return last = await context.RequestServices.GetRequiredService<HealthCheckService>().CheckHealthAsync(context.RequestAborted);
        }
    }

    private static Task LiveAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store, no-cache";
        return context.Response.WriteAsync("Healthy");
    }

    private static async Task ReadyAsync(HttpContext context, Func<HttpContext, Task<HealthReport>> look)
    {
        var report = await look(context);
        var isReady = report.Status != HealthStatus.Unhealthy;
        context.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store, no-cache";
        var status = isReady ? "ready" : "not ready";
        await (await MayKnowAsync(context, report)
            ? context.Response.WriteAsJsonAsync(new
            {
                status,
                failing = Named(report, HealthStatus.Unhealthy),
                degraded = Named(report, HealthStatus.Degraded),
            })
            : context.Response.WriteAsJsonAsync(new { status }));
    }

    private static async Task<bool> MayKnowAsync(HttpContext context, HealthReport report)
    {
        if (IsMonitor(context))
        {
            return true;
        }

        // The session is in the database: while that fails, nobody is known.
        return context.Request.Cookies.Count > 0 && report.Entries[DatabaseHealth.Name].Status == HealthStatus.Healthy
            && (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Succeeded;
    }

    private static bool IsMonitor(HttpContext context) => context.Connection.RemoteIpAddress is { } address
        && context.RequestServices.GetRequiredService<Settings>().Site.MonitoringAddresses.Any(
            network => network.Contains(ClientNetwork.Plain(address)));

    private static IEnumerable<string> Named(HealthReport report, HealthStatus status) => report.Entries
        .Where(entry => entry.Value.Status == status)
        .SelectMany(entry => entry.Value.Data.Count == 0
            ? [entry.Key]
            : entry.Value.Data.Keys.Select(part => $"{entry.Key}:{part}"));
}
