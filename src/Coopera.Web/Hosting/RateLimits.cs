using System.Globalization;
using System.Threading.RateLimiting;
using Coopera.Core;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Hosting;

public static class RateLimitPolicies
{
    public const string SignUp = "sign-up";
    public const string LinkRequest = "link-request";
    public const string Presence = "presence";
    public const string OwnData = "own-data";
    public const string StaffSignIn = "staff-sign-in";
}

public static class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, RateLimitSettings settings) =>
        services.AddScoped<ReachedLimits>().AddSingleton(new RowLimit(settings.SignUpsPerMinute)).AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (context, _) =>
            {
                await RejectAsync(context.HttpContext, context.Lease);
            };
            options.AddPolicy(RateLimitPolicies.SignUp, PerAddress(settings.SignUpsPerMinute));
            options.AddPolicy(RateLimitPolicies.LinkRequest, PerAddress(settings.LinkRequestsPerMinute));
            options.AddPolicy(RateLimitPolicies.Presence, PerLink);
            options.AddPolicy(RateLimitPolicies.OwnData, PerLink);
            options.AddPolicy(RateLimitPolicies.StaffSignIn, PerAddress(settings.StaffSignInsPerMinute));
        });

    /// <summary>
    /// A whole office comes in within a minute from one network: counted is each personal link. As many links as somebody makes up share
    /// so many counts.
    /// </summary>
    private static RateLimitPartition<int> PerLink(HttpContext context) =>
        RateLimitPartition.GetFixedWindowLimiter(
            string.GetHashCode(context.GetRouteValue("token") as string ?? "", StringComparison.Ordinal) & 0xFFFF,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    internal static Task RejectAsync(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromMinutes(1);
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return http.RequestServices.GetRequiredService<ReachedLimits>().NoteAsync(http);
    }

    internal static Func<HttpContext, RateLimitPartition<string>> PerAddress(int perMinute) => context =>
        RateLimitPartition.GetSlidingWindowLimiter(ClientNetwork.Of(context), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        });
}
