using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Coopera.Core;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Hosting;

public static class RateLimitPolicies
{
    public const string SignUp = "sign-up";
    public const string LinkRequest = "link-request";
    public const string StaffSignIn = "staff-sign-in";
}

public static class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, RateLimitSettings settings) =>
        services.AddScoped<ReachedLimits>().AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromMinutes(1);
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await context.HttpContext.RequestServices.GetRequiredService<ReachedLimits>().NoteAsync(context.HttpContext);
            };
            options.AddPolicy(RateLimitPolicies.SignUp, PerAddress(settings.SignUpsPerMinute));
            options.AddPolicy(RateLimitPolicies.LinkRequest, PerAddress(settings.LinkRequestsPerMinute));
            options.AddPolicy(RateLimitPolicies.StaffSignIn, PerAddress(settings.StaffSignInsPerMinute));
        });

    private static Func<HttpContext, RateLimitPartition<string>> PerAddress(int perMinute) => context =>
        RateLimitPartition.GetSlidingWindowLimiter(NetworkOf(context), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        });

    internal static string NetworkOf(HttpContext context) => Source(context.Connection.RemoteIpAddress);

    /// <summary>What one person or office has: an IPv4 address, or the first half of an IPv6 one.</summary>
    public static string Source(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(plain.GetAddressBytes(), 0, 8) : plain.ToString();
    }
}
